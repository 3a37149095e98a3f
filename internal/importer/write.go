package importer

import (
	"context"
	"errors"
	"slices"

	"verso/internal/content"
	"verso/internal/errs"
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

func (r *run) writeGroup(ctx context.Context, tx *store.Tx, g *Group) error {
	id, moved, err := r.group(ctx, tx, g)
	if err != nil {
		return err
	}
	for i := range g.Variants {
		v := &g.Variants[i]
		w := r.work[v.Path]
		if moved && w.act == keep && w.prior.PostID != nil && r.inspect(v, w) == "" {
			w.act = update
			r.unchanged, r.updated = r.unchanged-1, r.updated+1
		}
		switch w.act {
		case create:
			err = r.addPost(ctx, tx, v, w, id)
		case update:
			err = r.savePost(ctx, tx, g, v, w, id)
		case hold:
			err = r.hold(ctx, tx, v, w)
		}
		if err != nil {
			return err
		}
	}
	return r.restoreSources(ctx, tx, g, id)
}

// group returns the group that the files' posts are in, or a new one. Held
// files alone make no group. moved is true when the group became another kind
// of work, which concerns all its posts.
func (r *run) group(ctx context.Context, tx *store.Tx, g *Group) (id content.GroupID, moved bool, err error) {
	adds := false
	for i := range g.Variants {
		w := r.work[g.Variants[(g.Source+i)%len(g.Variants)].Path] // the source first
		adds = adds || w.act == create
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
	if !adds {
		return 0, false, nil
	}
	added, err := tx.AddGroup(ctx, content.Group{Kind: g.Kind, Position: g.Position, Key: g.Key})
	return added.ID, false, err
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
	f := store.ImportFile{
		Path: w.name, Hash: w.hash, State: state, Locale: v.Post.Locale,
		Address: v.Address, Revision: w.post.Revision,
	}
	if w.post.ID != 0 {
		f.PostID = &w.post.ID
	}
	return tx.SaveImportFile(ctx, f)
}

// attach gives a written post its tags and pictures, and remembers its file.
func (r *run) attach(ctx context.Context, tx *store.Tx, v *Variant, w *work) error {
	if v.saved != nil {
		return r.attachSaved(ctx, tx, v, w)
	}
	var ids []content.TagID
	for _, name := range v.Tags {
		id, err := r.tagID(ctx, tx, v, name)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	if err := tx.SavePostTags(ctx, w.post.Summary(), ids); err != nil {
		return err
	}
	if err := r.savePictures(ctx, tx, v, w); err != nil {
		return err
	}
	return r.remember(ctx, tx, v, w, store.FilePost)
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
