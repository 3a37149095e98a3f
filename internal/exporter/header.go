package exporter

import (
	"slices"
	"strconv"
	"time"

	"verso/internal/content"
	"verso/internal/frontmatter"
	"verso/internal/importer"
	"verso/internal/store"
)

// dateForm is RFC 3339 with as much of a second as there is.
const dateForm = "2006-01-02T15:04:05.999999Z07:00"

// header returns the keys of a post's file but for the author's own, in the
// order in which people look for them. What only Verso knows is in a table of
// its own at the end.
func (r *run) header(p content.Post, name string, pictures []picture, a about) frontmatter.Header {
	var h frontmatter.Header
	add := func(key string, value any) { h = append(h, frontmatter.Field{Key: key, Value: value}) }
	text := func(key, value string) {
		if value != "" {
			add(key, value)
		}
	}
	add("title", p.Title)
	add("slug", p.Slug)
	add("lang", string(p.Locale))
	add("translationKey", a.keys[p.GroupID])
	if p.PublishedAt != nil {
		add("date", p.Date().Format(dateForm))
	}
	add("updated", p.UpdatedAt.UTC().Format(dateForm))
	if p.Status != content.Published && p.Status != content.Scheduled {
		add("draft", true)
	}
	if n := a.groups[p.GroupID].Position; n != 0 {
		add("weight", frontmatter.Number(strconv.Itoa(n)))
	}
	tags, slugs := tagsOf(a.tags[p.ID])
	if len(tags) > 0 {
		add("tags", tags)
	}
	text("author", p.Author)
	text("translator", p.Translator)
	text("excerpt", p.Excerpt)
	text("seo_title", p.SEOTitle)
	text("seo_description", p.SEODescription)
	text("canonical_url", p.CanonicalURL)
	text("cover", p.Cover)
	text("cover_alt", p.CoverAlt)
	text("link", p.Link)
	text("icon", p.Icon)
	if old := r.aliases(a.past[p.ID]); len(old) > 0 {
		add("aliases", old)
	}
	add(importer.VersoTable, r.table(p, name, slugs, pictures, a))
	return h
}

// table returns what only Verso knows of a post.
func (r *run) table(p content.Post, name string, slugs []any, pictures []picture, a about) frontmatter.Header {
	var t frontmatter.Header
	add := func(key string, value any) { t = append(t, frontmatter.Field{Key: key, Value: value}) }
	add("id", frontmatter.Number(strconv.FormatInt(int64(p.ID), 10)))
	add("kind", string(p.Kind))
	add("status", string(p.Status))
	add("created", utc(p.CreatedAt))
	if p.FirstPublishedAt != nil {
		add("first_published", utc(*p.FirstPublishedAt))
	}
	if p.TrashedAt != nil {
		add("trashed", utc(*p.TrashedAt))
	}
	if source := a.groups[p.GroupID].SourceID; source != nil && *source == p.ID {
		add("source", true)
	}
	if from := a.sourceOf(p); from != "" {
		add("translated_from", string(from))
	}
	if file, ok := a.files[p.ID]; ok && (file.Path != name || file.Address != importer.ExportAddress(name)) {
		add("origin", frontmatter.Header{{Key: "path", Value: file.Path}, {Key: "address", Value: file.Address}})
	}
	if len(slugs) > 0 {
		add("tag_slugs", slugs)
	}
	if len(pictures) > 0 {
		var media []any
		for _, each := range pictures {
			media = append(media, each.header())
		}
		add("media", media)
	}
	return t
}

func utc(t time.Time) string { return t.UTC().Format(dateForm) }

// tagsOf returns the names of tags, and their slugs when these do not follow
// from the names.
func tagsOf(tags []content.Tag) (names, slugs []any) {
	follows := true
	for _, t := range tags {
		names, slugs = append(names, t.Name), append(slugs, t.Slug)
		follows = follows && content.Slugify(t.Name) == t.Slug
	}
	if follows {
		slugs = nil
	}
	return names, slugs
}

// aliases returns the past addresses of a post as paths, in order.
func (r *run) aliases(past []store.SlugOwner) []any {
	paths := make([]string, 0, len(past))
	for _, p := range past {
		paths = append(paths, r.address(store.GoneSlug{Locale: p.Locale, Kind: string(p.Kind), Slug: p.Slug}))
	}
	slices.Sort(paths)
	all := make([]any, 0, len(paths))
	for _, p := range paths {
		all = append(all, p)
	}
	return all
}
