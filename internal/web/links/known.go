package links

import (
	"context"
	"slices"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/web/urls"
)

// known is everything the database says about a text's links.
type known struct {
	groups    map[content.GroupID][]content.Summary
	posts     []content.Summary // that own one of the slugs
	past      []store.SlugOwner
	pastGroup map[content.PostID]content.GroupID
	files     map[string]content.GroupID // by path and by old address
	tags      []content.Tag
	years     map[locale.Tag][]store.YearCount // when a link leads to one
	redirects map[string]string
}

// lookUp asks everything at once.
func (r Resolver) lookUp(ctx context.Context, all []link) (known, error) {
	k := known{pastGroup: map[content.PostID]content.GroupID{}, files: map[string]content.GroupID{}, redirects: map[string]string{}}
	w := wanted(all)
	var err error
	if k.posts, err = inParts(ctx, w.slugs, r.db.PostsBySlugs); err != nil {
		return k, err
	}
	if k.past, err = inParts(ctx, w.slugs, r.db.PastSlugsOf); err != nil {
		return k, err
	}
	if k.tags, err = inParts(ctx, w.tags, r.db.TagsBySlugs); err != nil {
		return k, err
	}
	if w.years {
		if k.years, err = r.db.YearsEverywhere(ctx, content.Article); err != nil {
			return k, err
		}
	}
	files, err := inParts(ctx, w.files, r.db.ImportFilesAt)
	if err != nil {
		return k, err
	}
	redirects, err := inParts(ctx, w.paths, r.db.ExactRedirects)
	if err != nil {
		return k, err
	}
	for _, redirect := range redirects {
		k.redirects[strings.TrimSuffix(redirect.From, "/")] = redirect.To
	}
	return k, r.lookUpGroups(ctx, &k, files)
}

// maxAsked is how many values one query asks for; few texts have that many
// links. SQLite binds 32,766, and finds each among those before it by name.
const maxAsked = 500

// inParts reads what belongs to values in as few queries as there may be.
func inParts[T any](ctx context.Context, values []string, read func(context.Context, []string) ([]T, error)) ([]T, error) {
	var all []T
	for part := range slices.Chunk(values, maxAsked) {
		found, err := read(ctx, part)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// lookUpGroups finds the groups of the posts that were found by slug, by an
// old slug or by file.
func (r Resolver) lookUpGroups(ctx context.Context, k *known, files []store.ImportFile) error {
	var ids []content.PostID
	for _, p := range k.past {
		ids = append(ids, p.Owner)
	}
	for _, f := range files {
		if f.PostID != nil {
			ids = append(ids, *f.PostID)
		}
	}
	owners, err := r.db.Summaries(ctx, ids)
	if err != nil {
		return err
	}
	for _, p := range owners {
		k.pastGroup[p.ID] = p.GroupID
	}
	var groups []content.GroupID
	for _, p := range append(owners, k.posts...) {
		groups = append(groups, p.GroupID)
	}
	if k.groups, err = r.db.VariantsOf(ctx, groups); err != nil {
		return err
	}
	for _, f := range files {
		if f.PostID == nil {
			continue // held back: a sibling's file leads to the work
		}
		group := k.pastGroup[*f.PostID]
		k.files[f.Path] = group
		if _, taken := k.files[f.Address]; !taken {
			k.files[f.Address] = group
		}
	}
	return nil
}

// asked is what to ask the database for.
type asked struct {
	slugs, tags, files, paths []string
	years                     bool
}

// wanted gathers what to ask for.
func wanted(all []link) (w asked) {
	for _, l := range all {
		for a := &l.address; a != nil; a = a.Foreign {
			switch a.What {
			case urls.Work:
				w.slugs = append(w.slugs, a.Slug)
			case urls.Tag, urls.TagFeed:
				w.tags = append(w.tags, a.Slug)
			case urls.Year:
				w.years = true
			}
		}
		w.files = append(w.files, l.files...)
		if l.path != "" {
			bare := strings.TrimSuffix(l.path, "/")
			w.paths = append(w.paths, bare, bare+"/")
		}
	}
	for _, values := range []*[]string{&w.slugs, &w.tags, &w.files, &w.paths} {
		slices.Sort(*values)
		*values = slices.Compact(*values) // each is asked for once
	}
	return w
}

// owner returns the work that an address means: in its own locale now, in
// another, or in the past.
func (k known) owner(a urls.Address, order []locale.Tag) (content.GroupID, bool) {
	for _, l := range append([]locale.Tag{a.Locale}, order...) {
		for _, p := range k.posts {
			if p.Locale == l && p.Kind == a.Kind && p.Slug == a.Slug && p.Status == content.Published {
				return p.GroupID, true
			}
		}
	}
	for _, l := range append([]locale.Tag{a.Locale}, order...) {
		for _, p := range k.past {
			if p.Locale == l && p.Kind == a.Kind && p.Slug == a.Slug {
				return k.pastGroup[p.Owner], true
			}
		}
	}
	return 0, false
}
