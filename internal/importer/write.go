package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
)

// applyGroup writes a group in one transaction. When the site cannot take it,
// all its new files are skipped.
func (r *run) applyGroup(g *Group) error {
	before := struct{ created, updated, unchanged, warnings int }{r.created, r.updated, r.unchanged, len(r.plan.Warnings)}
	pending := r.count(g)
	if pending == 0 || r.dryRun {
		return nil
	}
	err := r.db.Tx(r.ctx, func(tx *store.Tx) error { return r.writeGroup(tx, g) })
	_, invalid := errors.AsType[errs.Invalid](err)
	switch {
	case err == nil:
		return nil
	case !invalid && !errors.Is(err, errs.Conflict) && !errors.Is(err, errs.NotFound):
		return fmt.Errorf("import %s: %w", g.Variants[0].Path, err)
	}
	r.created, r.updated, r.unchanged = before.created, before.updated, before.unchanged
	r.plan.Warnings = r.plan.Warnings[:before.warnings]
	for i := range g.Variants {
		w := r.work[g.Variants[i].Path]
		if w.act == keep {
			r.unchanged++
		}
		if w.act == create || w.act == update {
			w.act = refuse
			r.plan.Skipped = append(r.plan.Skipped, Problem{File: g.Variants[i].Path, Reason: "could not be kept: " + err.Error()})
		}
	}
	return nil
}

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

func (r *run) writeGroup(tx *store.Tx, g *Group) error {
	id, err := r.group(tx, g)
	if err != nil {
		return err
	}
	for i := range g.Variants {
		v := &g.Variants[i]
		w := r.work[v.Path]
		switch w.act {
		case create:
			err = r.addPost(tx, v, w, id)
		case update:
			err = r.savePost(tx, g, v, w, id)
		case hold:
			err = r.hold(tx, v, w)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// group returns the group that the files' posts are in, or a new one. Held
// files alone make no group.
func (r *run) group(tx *store.Tx, g *Group) (content.GroupID, error) {
	adds := false
	for i := range g.Variants {
		w := r.work[g.Variants[(g.Source+i)%len(g.Variants)].Path] // the source first
		adds = adds || w.act == create
		if w.prior.PostID == nil {
			continue
		}
		p, err := tx.Post(r.ctx, *w.prior.PostID)
		if err != nil {
			return 0, err
		}
		known, err := tx.Group(r.ctx, p.GroupID)
		if err != nil {
			return 0, err
		}
		if known.Key != g.Key || known.Position != g.Position || known.Kind != g.Kind {
			known.Key, known.Position, known.Kind = g.Key, g.Position, g.Kind
			return known.ID, tx.SaveGroup(r.ctx, known)
		}
		return known.ID, nil
	}
	if !adds {
		return 0, nil
	}
	added, err := tx.AddGroup(r.ctx, content.Group{Kind: g.Kind, Position: g.Position, Key: g.Key})
	return added.ID, err
}

// hold remembers a file that is not yet translated. A post that it once was
// is no longer shown.
func (r *run) hold(tx *store.Tx, v *Variant, w *work) error {
	if w.prior.PostID != nil {
		p, err := tx.Post(r.ctx, *w.prior.PostID)
		if err != nil {
			return err
		}
		if p.Status != content.Draft {
			p.Status, p.UpdatedAt = content.Draft, r.now
			if p, err = tx.SavePost(r.ctx, p); err != nil {
				return err
			}
		}
		w.post = p
	}
	return r.remember(tx, v, w, store.FileUntranslated)
}

func (r *run) remember(tx *store.Tx, v *Variant, w *work, state string) error {
	f := store.ImportFile{
		Path: v.Path, Hash: w.hash, State: state, Locale: v.Post.Locale,
		Address: v.Address, Revision: w.post.Revision,
	}
	if w.post.ID != 0 {
		f.PostID = &w.post.ID
	}
	return tx.SaveImportFile(r.ctx, f)
}

// attach gives a written post its tags and pictures, and remembers its file.
func (r *run) attach(tx *store.Tx, v *Variant, w *work) error {
	var ids []content.TagID
	for _, name := range v.Tags {
		id, err := tagID(r.ctx, tx, v, name)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	if err := tx.SavePostTags(r.ctx, w.post.Summary(), ids); err != nil {
		return err
	}
	if err := r.savePictures(tx, v, w); err != nil {
		return err
	}
	return r.remember(tx, v, w, store.FilePost)
}

// tagID returns the tag with this name in the post's locale, making it when
// it is not there. Imported tags with equal slugs are one term (rule 44).
func tagID(ctx context.Context, tx *store.Tx, v *Variant, name string) (content.TagID, error) {
	slug := content.Slugify(name)
	tag, err := tx.TagBySlug(ctx, v.Post.Locale, slug)
	if err == nil || !errors.Is(err, errs.NotFound) {
		return tag.ID, err
	}
	elsewhere, err := tx.TagsBySlug(ctx, slug)
	if err != nil {
		return 0, err
	}
	tag = content.Tag{Locale: v.Post.Locale, Slug: slug, Name: name}
	if len(elsewhere) > 0 {
		known, err := tx.TermTags(ctx, elsewhere[0].TermID)
		if err != nil {
			return 0, err
		}
		here := func(t content.Tag) bool { return t.Locale == tag.Locale }
		if !slices.ContainsFunc(known, here) {
			tag.TermID = elsewhere[0].TermID
		}
	}
	tag, err = tx.AddTag(ctx, tag)
	return tag.ID, err
}
