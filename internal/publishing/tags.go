package publishing

import (
	"context"
	"errors"
	"slices"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/store"
)

// tagIDs returns the tags of these names in a locale, making those that are
// not there.
func tagIDs(ctx context.Context, tx *store.Tx, l locale.Tag, names []string) ([]content.TagID, error) {
	var ids []content.TagID
	for _, name := range names {
		t, err := tagNamed(ctx, tx, l, name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, t.ID)
	}
	return ids, nil
}

// tagNamed returns the tag with this name. A new one is of the term that has
// the same slug in another language, unless the term has a tag here.
func tagNamed(ctx context.Context, tx *store.Tx, l locale.Tag, name string) (content.Tag, error) {
	slug := content.SlugifyIn(name, l)
	t, err := tx.TagBySlug(ctx, l, slug)
	if err == nil || !errors.Is(err, errs.NotFound) {
		return t, err
	}
	elsewhere, err := tx.TagsBySlugs(ctx, []string{slug}) // with the other tags of their terms
	if err != nil {
		return t, err
	}
	t = content.Tag{Locale: l, Slug: slug, Name: name}
	for _, other := range elsewhere {
		here := func(o content.Tag) bool { return o.TermID == other.TermID && o.Locale == l }
		if other.Slug == slug && !slices.ContainsFunc(elsewhere, here) {
			t.TermID = other.TermID
			break
		}
	}
	return tx.AddTag(ctx, t)
}

// tagsIn returns what tags of another locale are in l: the tags of the same
// terms. add makes those that are missing, by the name they have.
func tagsIn(ctx context.Context, tx *store.Tx, l locale.Tag, tags []content.Tag, add bool) ([]content.Tag, error) {
	var here []content.Tag
	for _, t := range tags {
		known, err := tx.TermTags(ctx, t.TermID)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(known, func(o content.Tag) bool { return o.Locale == l })
		switch {
		case at >= 0:
			t = known[at]
		case !add:
			continue
		default:
			if t, err = tagLike(ctx, tx, l, t); err != nil {
				return nil, err
			}
		}
		if !slices.ContainsFunc(here, func(o content.Tag) bool { return o.ID == t.ID }) {
			here = append(here, t)
		}
	}
	return here, nil
}

// tagLike gives a term a tag in l that is named as in another locale; where
// that slug is a tag of l already, this is the one.
func tagLike(ctx context.Context, tx *store.Tx, l locale.Tag, t content.Tag) (content.Tag, error) {
	known, err := tx.TagBySlug(ctx, l, t.Slug)
	if err == nil || !errors.Is(err, errs.NotFound) {
		return known, err
	}
	return tx.AddTag(ctx, content.Tag{TermID: t.TermID, Locale: l, Slug: t.Slug, Name: t.Name})
}

func ids(tags []content.Tag) []content.TagID {
	var all []content.TagID
	for _, t := range tags {
		all = append(all, t.ID)
	}
	return all
}
