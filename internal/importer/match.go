package importer

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
)

// match finds what the ledger knows of each file: by its name; else, as a
// renamed one, among the files that vanished, by its bytes or by its work and
// locale; else, by its bytes, in another folder, where it stays. Files of an
// export may be of posts that no file was imported for.
func (r *run) match(ctx context.Context) error {
	claimed := map[string]bool{}
	var strangers []*Variant
	for _, v := range r.plan.variants() {
		w := r.work[v.Path]
		w.name = r.place.name(v.ledgerPath())
		row, ok := r.rowAt(r.place, v.ledgerPath())
		if !ok || claimed[row.Path] {
			strangers = append(strangers, v)
			continue
		}
		w.prior, claimed[row.Path] = row, true
	}
	strangers, err := r.own(ctx, strangers)
	if err != nil {
		return err
	}
	strangers = slices.DeleteFunc(strangers, func(v *Variant) bool { return r.rename(v, r.sameBytes(v, claimed, true), claimed) })
	vanished, err := r.vanishedByWork(ctx, claimed, len(strangers) > 0)
	if err != nil {
		return err
	}
	for i := range r.plan.Groups {
		g := &r.plan.Groups[i]
		for j := range g.Variants {
			v := &g.Variants[j]
			if name := vanished[workIn{g.Key, v.Post.Locale}]; name != "" && !claimed[name] && slices.Contains(strangers, v) {
				r.rename(v, name, claimed)
			}
		}
	}
	for _, v := range strangers {
		w := r.work[v.Path]
		if name := r.sameBytes(v, claimed, false); w.prior.Path == "" && name != "" {
			w.prior, w.elsewhere, claimed[name] = r.ledger[name], true, true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.ledger)) {
		if f := r.ledger[name]; !claimed[name] && f.State == store.FilePost && f.PostID != nil && r.place.holds(name) {
			r.gone = append(r.gone, f)
		}
	}
	return nil
}

// rename notes that a file has the name of a vanished one no longer.
func (r *run) rename(v *Variant, name string, claimed map[string]bool) bool {
	if name == "" {
		return false
	}
	w := r.work[v.Path]
	w.prior, w.renamed, claimed[name] = r.ledger[name], true, true
	r.warn(v, 0, "was %s at the last import; its text goes on under the new name", r.place.file(name))
	return true
}

// sameBytes returns the name of an unclaimed file that has the same bytes and
// locale, or "". here says whether it has to lie in this folder or must not.
func (r *run) sameBytes(v *Variant, claimed map[string]bool, here bool) string {
	found := ""
	for _, name := range r.byHash[r.work[v.Path].hash] {
		row := r.ledger[name]
		if claimed[name] || row.Locale != v.Post.Locale || r.place.holds(name) != here || !here && row.State == store.FileGone {
			continue
		}
		if path.Base(name) == path.Base(v.Path) {
			return name
		}
		if found == "" {
			found = name
		}
	}
	return found
}

// workIn is one work in one locale.
type workIn struct {
	key    string
	locale locale.Tag
}

// vanishedByWork returns the names of the unclaimed files of this folder, by
// the key of their work and their locale, when there is a file to match.
func (r *run) vanishedByWork(ctx context.Context, claimed map[string]bool, wanted bool) (map[workIn]string, error) {
	byPost := map[content.PostID]string{}
	for name, f := range r.ledger {
		if wanted && !claimed[name] && isFile(f) && f.PostID != nil && r.place.holds(name) {
			byPost[*f.PostID] = name
		}
	}
	vanished := map[workIn]string{}
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(byPost)), 500) {
		posts, err := r.db.Summaries(ctx, ids)
		if err != nil {
			return nil, err
		}
		var groups []content.GroupID
		for _, p := range posts {
			groups = append(groups, p.GroupID)
		}
		known, err := r.db.Groups(ctx, groups)
		if err != nil {
			return nil, err
		}
		for _, p := range posts {
			vanished[workIn{known[p.GroupID].Key, p.Locale}] = byPost[p.ID]
		}
	}
	return vanished, nil
}

// saveNames gives the files whose names changed their new ones in the ledger,
// all at once: a name may be that which another file just gave up. A post that
// follows its file is still to be saved, should the import be stopped.
func (r *run) saveNames(ctx context.Context) error {
	var moved []*work
	for _, w := range r.work {
		if w.prior.Path != "" && w.prior.Path != w.name && !w.elsewhere && w.act != refuse {
			moved = append(moved, w)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	return r.db.Tx(ctx, func(tx *store.Tx) error {
		for _, w := range moved {
			if err := tx.RemoveImportFile(ctx, w.prior.Path); err != nil {
				return err
			}
		}
		for _, w := range moved {
			row := w.prior
			if row.Path = w.name; w.act == update {
				row.Hash = ""
			}
			if err := tx.SaveImportFile(ctx, row); err != nil {
				return err
			}
		}
		return nil
	})
}

// applyGone archives the posts whose files vanished, when that was asked for,
// and otherwise reports those that readers can still open.
func (r *run) applyGone(ctx context.Context) error {
	for part := range slices.Chunk(r.gone, 200) {
		err := r.db.Tx(ctx, func(tx *store.Tx) error {
			for _, f := range part {
				if err := r.leave(ctx, tx, f); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// leave archives or reports the post of one vanished file.
func (r *run) leave(ctx context.Context, tx *store.Tx, f store.ImportFile) error {
	p, err := tx.Post(ctx, *f.PostID)
	if err != nil || p.Status != content.Published && p.Status != content.Scheduled {
		return err
	}
	gone := Problem{File: r.place.file(f.Path), Reason: fmt.Sprintf(
		"is gone from the folder; its text is still %s; archive it or run with --prune", p.Status)}
	if r.prune {
		gone.Reason = "is gone from the folder; its text was archived"
		p.Status, p.UpdatedAt = content.Archived, r.now
		if p, err = tx.SavePost(ctx, p); err != nil {
			return err
		}
		f.State, f.Revision = store.FileGone, p.Revision
		if err := tx.SaveImportFile(ctx, f); err != nil {
			return err
		}
	}
	r.plan.Warnings = append(r.plan.Warnings, gone)
	return nil
}
