package importer

import (
	"cmp"
	"context"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
)

// A wantedTag is a tag of a text, which the site may have.
type wantedTag struct {
	content.Tag        // its slug made of its name
	saved       string // the slug that an exported text says, or ""
}

// wantedTags returns the tags of a text.
func (v *Variant) wantedTags() []wantedTag {
	if v.wants != nil || len(v.Tags) == 0 {
		return v.wants
	}
	for i, name := range v.Tags {
		t := wantedTag{Tag: content.Tag{Locale: v.Post.Locale, Slug: content.Slugify(name), Name: name}}
		if v.saved != nil {
			t.saved = v.saved.tagSlugs[i]
		}
		v.wants = append(v.wants, t)
	}
	return v.wants
}

// tagIDs returns the tags of a text, after knowTags.
func (r *run) tagIDs(v *Variant) []content.TagID {
	var ids []content.TagID
	for _, t := range v.wantedTags() {
		id, _ := r.wantedID(t)
		ids = append(ids, id)
	}
	return ids
}

// wantedID returns a tag when the import knows of it. One that was added to an
// exported text goes by its name.
func (r *run) wantedID(t wantedTag) (content.TagID, bool) {
	if t.saved != "" {
		if id, ok := r.tagID(t.Locale, t.saved); ok {
			return id, true
		}
	}
	return r.tagID(t.Locale, t.Slug)
}

// tagID returns the tag at an address, when the import knows of it.
func (r *run) tagID(l locale.Tag, slug string) (content.TagID, bool) {
	key := tagKey{l, slug}
	if id, ok := r.fresh.tags[key]; ok {
		return id, true
	}
	id, ok := r.memo.tags[key]
	return id, ok
}

// knowTags finds the tags of texts, and makes those that are not there. The
// site is asked for each once in an import.
func (r *run) knowTags(ctx context.Context, tx *store.Tx, variants []*Variant) error {
	var unknown []wantedTag
	var slugs []string
	for _, v := range variants {
		for _, t := range v.wantedTags() {
			slug := cmp.Or(t.saved, t.Slug)
			if _, ok := r.tagID(t.Locale, slug); !ok {
				unknown = append(unknown, t)
				slugs = append(slugs, slug, t.Slug)
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
func (r *run) addTags(ctx context.Context, tx *store.Tx, wanted []wantedTag, known []content.Tag) error {
	there := len(known)
	for _, t := range wanted {
		if _, ok := r.wantedID(t); ok {
			continue
		}
		var err error
		if t.TermID = termOf(t.Tag, known); t.TermID == 0 {
			if t.TermID, err = tx.AddTerm(ctx); err != nil {
				return err
			}
		}
		known = append(known, t.Tag)
		r.fresh.tags[tagKey{t.Locale, t.Slug}] = 0 // until it is added
	}
	added := known[there:]
	if err := tx.AddTags(ctx, added); err != nil {
		return err
	}
	for _, t := range added {
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
