package exporter

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/store"
)

// about is what the database knows of a batch of posts beside the posts.
type about struct {
	groups  map[content.GroupID]store.KeyedGroup
	keys    map[content.GroupID]string // what links the files of a work
	sources map[content.PostID]content.Summary
	tags    map[content.PostID][]content.Tag
	media   map[content.PostID]map[string]content.Media
	files   map[content.PostID]store.ImportFile
	past    map[content.PostID][]store.SlugOwner
	paths   map[string]content.PostID // paths that other files had at their import
}

// about asks everything at once, however many posts there are.
func (r *run) about(ctx context.Context, posts []content.Post) (a about, err error) {
	var ids, sources []content.PostID
	var groups []content.GroupID
	var paths []string
	for _, p := range posts {
		ids = append(ids, p.ID)
		groups = append(groups, p.GroupID)
		paths = append(paths, pathOf(p, ".md"), pathOf(p, "/index.md"))
		if p.SourceID != nil {
			sources = append(sources, *p.SourceID)
		}
	}
	slices.Sort(groups)
	if a.groups, err = r.db.Groups(ctx, slices.Compact(groups)); err != nil {
		return a, err
	}
	if a.tags, err = r.db.TagsOfPosts(ctx, ids); err != nil {
		return a, err
	}
	if a.media, err = r.db.MediaOfPosts(ctx, ids); err != nil {
		return a, err
	}
	if a.files, err = r.db.ImportFilesOf(ctx, ids); err != nil {
		return a, err
	}
	if a.past, err = r.db.SlugsOnceOf(ctx, ids); err != nil {
		return a, err
	}
	if a.paths, err = r.owners(ctx, paths); err != nil {
		return a, err
	}
	found, err := r.db.Summaries(ctx, sources)
	a.sources = map[content.PostID]content.Summary{}
	for _, p := range found {
		a.sources[p.ID] = p
	}
	if err != nil {
		return a, err
	}
	a.keys, err = r.keys(ctx, a.groups)
	return a, err
}

// owners returns which posts were imported from files with these paths.
func (r *run) owners(ctx context.Context, paths []string) (map[string]content.PostID, error) {
	files, err := r.db.ImportFilesAt(ctx, paths)
	owners := map[string]content.PostID{}
	for _, f := range files {
		if f.PostID != nil {
			owners[f.Path] = *f.PostID
		}
	}
	return owners, err
}

// keys returns what links the files of each work: the key its authors gave it,
// else the address of its first variant, with a sign behind it that no
// address has when a key looks the same.
func (r *run) keys(ctx context.Context, groups map[content.GroupID]store.KeyedGroup) (map[content.GroupID]string, error) {
	keys := map[content.GroupID]string{}
	var nameless []content.GroupID
	for id, g := range groups {
		if keys[id] = strings.TrimPrefix(g.Key, store.KeyPrefix); keys[id] == "" || g.SharesKey {
			nameless = append(nameless, id)
		}
	}
	variants, err := r.db.VariantsOf(ctx, nameless)
	if err != nil {
		return nil, err
	}
	for _, id := range nameless {
		first := slices.MinFunc(variants[id], func(a, b content.Summary) int { return cmp.Compare(a.Locale, b.Locale) })
		name := first.Locale.Path() + "/" + importer.KindFolder(first.Kind) + "/" + first.Slug
		for keys[id] = name; ; keys[id] += "+" {
			taken, err := r.db.HasKey(ctx, keys[id])
			if err != nil {
				return nil, err
			}
			if !taken {
				break
			}
		}
	}
	return keys, nil
}

// sourceOf returns the locale of the variant that p was translated from, or "".
func (a about) sourceOf(p content.Post) locale.Tag {
	if p.SourceID == nil {
		return ""
	}
	source := a.sources[*p.SourceID]
	if source.GroupID != p.GroupID {
		return ""
	}
	return source.Locale
}
