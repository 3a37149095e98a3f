package importer

import (
	"context"
	"fmt"
	"slices"

	"verso/internal/content"
	"verso/internal/store"
)

// count adds the group to the report and returns how many of its files have
// to be written.
func (r *run) count(g *Group) (pending int) {
	for i := range g.Variants {
		v := &g.Variants[i]
		switch r.work[v.Path].act {
		case keep:
			if !v.Held {
				r.unchanged++
			}
			continue
		case create:
			r.created++
		case update:
			r.updated++
		case refuse:
			continue
		}
		pending++
	}
	return pending
}

// writeGroups writes what the files of groups say. What comes new is added
// when everything else is written, all at once.
func (r *run) writeGroups(ctx context.Context, tx *store.Tx, groups []*Group) error {
	ids, moved, err := r.groups(ctx, tx, groups)
	if err != nil {
		return err
	}
	var added []*Variant
	for n, g := range groups {
		for i := range g.Variants {
			v := &g.Variants[i]
			w := r.work[v.Path]
			if moved[n] && w.act == keep && w.prior.PostID != nil && r.inspect(v, w) == "" {
				w.act = update
				r.unchanged, r.updated = r.unchanged-1, r.updated+1
			}
			switch w.act {
			case create:
				added = append(added, v)
				w.added.GroupID = ids[n]
				w.added.Slug, err = r.freeSlug(ctx, tx, w.added.Post)
			case update:
				err = r.savePost(ctx, tx, g, v, w, ids[n])
			case hold:
				err = r.hold(ctx, tx, v, w)
			}
			if err != nil {
				return fmt.Errorf("import %s: %w", v.Path, err)
			}
		}
	}
	if err := r.addPosts(ctx, tx, added); err != nil {
		return err
	}
	for n, g := range groups {
		if err := r.restoreSources(ctx, tx, g, ids[n]); err != nil {
			return fmt.Errorf("import %s: %w", g.Variants[0].Path, err)
		}
	}
	return nil
}

// groups returns the groups that the files' posts are in, new ones among
// them. moved is true of one that became another kind of work.
func (r *run) groups(ctx context.Context, tx *store.Tx, groups []*Group) (ids []content.GroupID, moved []bool, err error) {
	ids, moved = make([]content.GroupID, len(groups)), make([]bool, len(groups))
	var added []content.Group
	var at []int
	for n, g := range groups {
		if ids[n], moved[n], err = r.group(ctx, tx, g); err != nil {
			return nil, nil, fmt.Errorf("import %s: %w", g.Variants[0].Path, err)
		}
		if ids[n] == 0 && r.adds(g) {
			added = append(added, content.Group{Kind: g.Kind, Position: g.Position, Key: g.Key})
			at = append(at, n)
		}
	}
	if err := tx.AddGroups(ctx, added); err != nil {
		return nil, nil, err
	}
	for i, g := range added {
		ids[at[i]] = g.ID
	}
	return ids, moved, nil
}

// adds reports whether a group has files that become posts. Held files alone
// make no group.
func (r *run) adds(g *Group) bool {
	return slices.ContainsFunc(g.Variants, func(v Variant) bool { return r.work[v.Path].act == create })
}

// group returns the group that posts of the files are in already, or 0. moved
// is true when it became another kind of work, which concerns all its posts.
func (r *run) group(ctx context.Context, tx *store.Tx, g *Group) (id content.GroupID, moved bool, err error) {
	for i := range g.Variants {
		w := r.work[g.Variants[(g.Source+i)%len(g.Variants)].Path] // the source first
		if w.prior.PostID == nil {
			continue
		}
		p, err := tx.Post(ctx, *w.prior.PostID)
		if err != nil {
			return 0, false, err
		}
		before, err := tx.Group(ctx, p.GroupID)
		if err != nil {
			return 0, false, err
		}
		after := before
		after.Key, after.Position, after.Kind = g.Key, g.Position, g.Kind
		if after != before {
			err = tx.SaveGroup(ctx, after)
		}
		return after.ID, after.Kind != before.Kind, err
	}
	return 0, false, nil
}

// hold remembers a file that is not yet translated. A post that it once was
// is no longer shown.
func (r *run) hold(ctx context.Context, tx *store.Tx, v *Variant, w *work) error {
	if w.prior.PostID != nil {
		p, err := tx.Post(ctx, *w.prior.PostID)
		if err != nil {
			return err
		}
		if p.Status != content.Draft {
			p.Status, p.UpdatedAt = content.Draft, r.now
			if p, err = tx.SavePost(ctx, p); err != nil {
				return err
			}
		}
		w.post = p
	}
	return r.remember(ctx, tx, v, w, store.FileUntranslated)
}

func (r *run) remember(ctx context.Context, tx *store.Tx, v *Variant, w *work, state string) error {
	return tx.SaveImportFile(ctx, w.row(v, state))
}

// row is what the ledger remembers of a written file.
func (w *work) row(v *Variant, state string) store.ImportFile {
	f := store.ImportFile{
		Path: w.name, Hash: w.hash, State: state, Locale: v.Post.Locale,
		Address: v.Address, Revision: w.post.Revision,
	}
	if w.post.ID != 0 {
		f.PostID = &w.post.ID
	}
	return f
}

// attach gives a post that was there its tags and pictures, and remembers its
// file.
func (r *run) attach(ctx context.Context, tx *store.Tx, v *Variant, w *work) error {
	if err := r.knowTags(ctx, tx, []*Variant{v}); err != nil {
		return err
	}
	if err := tx.SavePostTags(ctx, w.post.Summary(), r.tagIDs(v)); err != nil {
		return err
	}
	if err := r.attachFiles(ctx, tx, v, w); err != nil {
		return err
	}
	return r.remember(ctx, tx, v, w, store.FilePost)
}

// attachFiles gives a post its pictures and, when it was exported, the
// addresses it had.
func (r *run) attachFiles(ctx context.Context, tx *store.Tx, v *Variant, w *work) error {
	if err := r.savePictures(ctx, tx, v, w); err != nil {
		return err
	}
	if v.saved == nil {
		return nil
	}
	for _, past := range v.saved.past {
		owner := store.SlugOwner{Locale: past.Locale, Kind: content.Kind(past.Kind), Slug: past.Slug, Owner: w.post.ID}
		if err := tx.AddPastSlug(ctx, owner); err != nil {
			return err
		}
	}
	return nil
}
