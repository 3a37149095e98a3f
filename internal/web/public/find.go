package public

import (
	"context"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/web/urls"
)

// A finding is what an address of a work leads to. Exactly one of its fields
// is set.
type finding struct {
	post    content.Summary   // readers see it here
	moved   content.Summary   // it is at another address
	interim bool              // of moved: this address may have its own text one day (rule 27)
	missing []content.Summary // the variants of a work that is not in this locale (rule 32)
}

// find follows rules 25 to 36 for the work of a kind at slug in locale l.
// Deleted works are errs.Gone, unknown ones errs.NotFound. A draft answers as
// if it did not exist (rule 34).
func (s *Site) find(ctx context.Context, v visit, l locale.Tag, kind content.Kind, slug string) (finding, error) {
	owners, err := s.owners(ctx, kind, slug)
	if err != nil {
		return finding{}, err
	}
	if own, ok := in(owners, l); ok {
		switch {
		case own.Status == content.Published:
			return finding{post: own}, nil
		case own.Status == content.Trashed && own.FirstPublishedAt != nil:
			return finding{}, errs.Gone
		case own.WasPublic():
			return s.elsewhere(ctx, v, l, own)
		}
	}
	past, formerly, err := s.pastOf(ctx, kind, slug)
	if err != nil {
		return finding{}, err
	}
	for _, p := range past {
		if p.Locale != l {
			continue
		}
		if !p.Owner.Valid {
			return finding{}, errs.Gone
		}
		if f, ok, err := s.renamed(ctx, v, l, formerly[content.PostID(p.Owner.Int64)]); ok {
			return f, err
		}
	}
	return s.abroad(ctx, v, l, owners, past, formerly)
}

// owners returns the posts that own a slug, one per locale. That nobody does
// is not remembered: readers can think of any number of slugs.
func (s *Site) owners(ctx context.Context, kind content.Kind, slug string) ([]content.Summary, error) {
	size := func(posts []content.Summary) int { return 512 * len(posts) }
	return remember(ctx, s.Memory, "slug:"+string(kind)+":"+slug, size, func(ctx context.Context) ([]content.Summary, error) {
		return s.DB.PostsBySlug(ctx, kind, slug)
	})
}

// pastOf returns who had slug before, and the posts among them.
func (s *Site) pastOf(ctx context.Context, kind content.Kind, slug string) ([]store.PastSlug, map[content.PostID]content.Summary, error) {
	past, err := s.DB.PastSlugs(ctx, string(kind), slug)
	if err != nil || len(past) == 0 {
		return nil, nil, err
	}
	var ids []content.PostID
	for _, p := range past {
		if p.Owner.Valid {
			ids = append(ids, content.PostID(p.Owner.Int64))
		}
	}
	posts, err := s.DB.Summaries(ctx, ids)
	byID := map[content.PostID]content.Summary{}
	for _, p := range posts {
		byID[p.ID] = p
	}
	return past, byID, err
}

// renamed follows a post from an old slug in its own locale (rule 25).
func (s *Site) renamed(ctx context.Context, v visit, l locale.Tag, p content.Summary) (f finding, ok bool, err error) {
	switch {
	case p.Status == content.Published && v.Site().Set.Has(p.Locale):
		return finding{moved: p}, true, nil
	case p.Status == content.Trashed && p.FirstPublishedAt != nil:
		return finding{}, true, errs.Gone
	case p.WasPublic():
		f, err := s.elsewhere(ctx, v, l, p)
		return f, true, err
	}
	return finding{}, false, nil
}

// abroad looks for a work that has, or had, the slug in another locale, the
// default locale first (rule 27).
func (s *Site) abroad(ctx context.Context, v visit, l locale.Tag, owners []content.Summary, past []store.PastSlug, formerly map[content.PostID]content.Summary) (finding, error) {
	for _, other := range v.order() {
		if p, ok := in(owners, other); ok && other != l && p.Status == content.Published {
			return s.elsewhere(ctx, v, l, p)
		}
	}
	for _, other := range v.order() {
		for _, h := range past {
			p := formerly[content.PostID(h.Owner.Int64)]
			if h.Locale == other && other != l && h.Owner.Valid && p.Status == content.Published {
				return s.elsewhere(ctx, v, l, p)
			}
		}
	}
	return finding{}, errs.NotFound
}

// elsewhere finds the reader's variant of p's work, or says where it can be
// read.
func (s *Site) elsewhere(ctx context.Context, v visit, l locale.Tag, p content.Summary) (finding, error) {
	variants, err := s.DB.Variants(ctx, p.GroupID)
	if err != nil {
		return finding{}, err
	}
	readable := v.readable(variants)
	if own, ok := in(readable, l); ok {
		return finding{moved: own, interim: true}, nil
	}
	if len(readable) == 0 {
		return finding{}, errs.NotFound
	}
	return finding{missing: readable}, nil
}

// readable returns the published posts among variants in enabled locales, in
// the site's order.
func (v visit) readable(variants []content.Summary) []content.Summary {
	var posts []content.Summary
	for _, l := range v.Site().Set.Tags() {
		if p, ok := in(variants, l); ok && p.Status == content.Published {
			posts = append(posts, p)
		}
	}
	return posts
}

// order returns the enabled locales, the default first, then the disabled
// ones, whose works may still be found by their slugs.
func (v visit) order() []locale.Tag {
	order := append([]locale.Tag{v.Site().Set.Default()}, v.Site().Set.Tags()...)
	for _, l := range v.Site().Locales {
		if !l.Enabled {
			order = append(order, l.Tag)
		}
	}
	return order
}

// in returns the post of a locale.
func in(posts []content.Summary, l locale.Tag) (content.Summary, bool) {
	for _, p := range posts {
		if p.Locale == l {
			return p, true
		}
	}
	return content.Summary{}, false
}

// source returns the variant that a work's others are read against.
func (s *Site) source(ctx context.Context, v visit, posts []content.Summary) (content.Summary, error) {
	group, err := s.DB.Group(ctx, posts[0].GroupID)
	if err != nil {
		return content.Summary{}, err
	}
	return content.Source(posts, group.SourceID, v.Site().Set.Default()), nil
}

// owner finds the locale of an address without one: the first that has the
// section's word and a published work at the slug (rule 22).
func (s *Site) owner(ctx context.Context, v visit) (content.Summary, error) {
	posts, err := s.DB.PostsBySlug(ctx, v.address.Kind, v.address.Slug)
	if err != nil {
		return content.Summary{}, err
	}
	word := urls.FirstSegment(v.path)
	for _, l := range v.order() {
		p, ok := in(posts, l)
		if !ok || p.Status != content.Published || !v.Site().Set.Has(l) {
			continue
		}
		if _, _, ok := v.Site().SectionByWord(l, word); ok {
			return p, nil
		}
	}
	return content.Summary{}, errs.NotFound
}
