package importer

import (
	"context"
	"slices"

	"verso/internal/content"
	"verso/internal/store"
)

// wantedTags returns the tags of a text, of which the site may have some. An
// exported text says their slugs.
func (v *Variant) wantedTags() []content.Tag {
	var tags []content.Tag
	for i, name := range v.Tags {
		t := content.Tag{Locale: v.Post.Locale, Slug: content.Slugify(name), Name: name}
		if v.saved != nil {
			t.Slug = v.saved.tagSlugs[i]
		}
		tags = append(tags, t)
	}
	return tags
}

// tagIDs returns the tags of a text, after knowTags.
func (r *run) tagIDs(v *Variant) []content.TagID {
	var ids []content.TagID
	for _, t := range v.wantedTags() {
		id, ok := r.tagID(t)
		if !ok {
			id, _ = r.tagID(asNamed(t))
		}
		ids = append(ids, id)
	}
	return ids
}

// tagID returns the tag at an address, when the import knows of it.
func (r *run) tagID(t content.Tag) (content.TagID, bool) {
	key := tagKey{t.Locale, t.Slug}
	if id, ok := r.fresh.tags[key]; ok {
		return id, true
	}
	id, ok := r.memo.tags[key]
	return id, ok
}

// asNamed returns a tag that was added to an exported text: its slug is made
// of its name.
func asNamed(t content.Tag) content.Tag {
	t.Slug = content.Slugify(t.Name)
	return t
}

// knowTags finds the tags of texts, and makes those that are not there. The
// site is asked for each once in an import.
func (r *run) knowTags(ctx context.Context, tx *store.Tx, variants []*Variant) error {
	var unknown []content.Tag
	var slugs []string
	for _, v := range variants {
		for _, t := range v.wantedTags() {
			if _, ok := r.tagID(t); !ok {
				unknown = append(unknown, t)
				slugs = append(slugs, t.Slug, asNamed(t).Slug)
			}
		}
	}
	slices.Sort(slugs)
	known, err := tx.TagsBySlugs(ctx, slices.Compact(slugs))
	if err != nil {
		return err
	}
	for _, t := range known {
		r.fresh.tags[tagKey{t.Locale, t.Slug}] = t.ID
	}
	return r.addTags(ctx, tx, unknown, known)
}

// addTags makes those of the wanted tags that are not known. Imported tags
// with equal slugs are one term (rule 44).
func (r *run) addTags(ctx context.Context, tx *store.Tx, wanted, known []content.Tag) error {
	added := len(known)
	for _, t := range wanted {
		if _, ok := r.tagID(t); ok {
			continue
		}
		t = asNamed(t)
		if _, ok := r.tagID(t); ok {
			continue
		}
		var err error
		if t.TermID = termOf(t, known); t.TermID == 0 {
			if t.TermID, err = tx.AddTerm(ctx); err != nil {
				return err
			}
		}
		known = append(known, t)
		r.fresh.tags[tagKey{t.Locale, t.Slug}] = 0 // until it is added
	}
	if err := tx.AddTags(ctx, known[added:]); err != nil {
		return err
	}
	for _, t := range known[added:] {
		r.fresh.tags[tagKey{t.Locale, t.Slug}] = t.ID
	}
	return nil
}

// termOf returns the term of the first tag with the same slug, unless it has
// a tag in this locale already: then 0.
func termOf(t content.Tag, known []content.Tag) content.TermID {
	same := slices.IndexFunc(known, func(k content.Tag) bool { return k.Slug == t.Slug })
	if same < 0 {
		return 0
	}
	term := known[same].TermID
	if slices.ContainsFunc(known, func(k content.Tag) bool { return k.TermID == term && k.Locale == t.Locale }) {
		return 0
	}
	return term
}
