package public

import (
	"context"
	"html/template"
	"strconv"

	"verso/internal/content"
	"verso/internal/feed"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/web/links"
)

// feedEntries returns posts whole, as feeds have them. However many there are,
// the number of queries is constant.
func (s *Site) feedEntries(ctx context.Context, v visit, listed []content.Summary) ([]feed.Entry, error) {
	b, err := s.readAll(ctx, v, listed)
	if err != nil {
		return nil, err
	}
	entries := make([]feed.Entry, 0, len(listed))
	for i, p := range listed {
		post, ok := b.posts[p.ID]
		if !ok || post.Status != content.Published {
			continue // withdrawn since it was listed
		}
		e, err := s.feedEntry(v, b, i, post)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// A batch is everything about several posts that their entries need.
type batch struct {
	posts     map[content.PostID]content.Post
	variants  map[content.GroupID][]content.Summary
	media     map[content.PostID]map[string]content.Media
	tags      map[content.PostID][]content.Tag
	documents []*markdown.Document // in the order listed; nil when over the limits of one text
	targets   []map[string]links.Target
}

// readAll loads posts with what belongs to them, and resolves all their links
// at once.
func (s *Site) readAll(ctx context.Context, v visit, listed []content.Summary) (b batch, err error) {
	var ids []content.PostID
	var groups []content.GroupID
	for _, p := range listed {
		ids, groups = append(ids, p.ID), append(groups, p.GroupID)
	}
	var files map[content.PostID]store.ImportFile
	if b.posts, err = s.DB.Posts(ctx, ids); err != nil {
		return b, err
	}
	if b.variants, err = s.DB.VariantsOf(ctx, groups); err != nil {
		return b, err
	}
	if b.media, err = s.DB.MediaOfPosts(ctx, ids); err != nil {
		return b, err
	}
	if b.tags, err = s.DB.TagsOfPosts(ctx, ids); err != nil {
		return b, err
	}
	if files, err = s.DB.ImportFilesOf(ctx, ids); err != nil {
		return b, err
	}
	texts := make([]links.Text, len(listed))
	b.documents = make([]*markdown.Document, len(listed))
	for i, id := range ids {
		texts[i] = links.Text{Locale: v.locale, File: files[id].Path, Address: files[id].Address}
		p := b.posts[id]
		document, err := s.Markdown.Render(markdown.TrimTitle(p.Body, p.Title), p.Locale)
		if err != nil {
			continue // the only error: the text is too much to render; its summary stands for it
		}
		b.documents[i], texts[i].Links = document, document.Links
	}
	b.targets, err = links.New(s.DB, v.Builder).ResolveAll(ctx, texts)
	return b, err
}

// feedEntry returns the i-th post of the batch as an entry.
func (s *Site) feedEntry(v visit, b batch, i int, p content.Post) (feed.Entry, error) {
	media := b.media[p.ID]
	text := feedText{Lang: p.Locale, Translator: p.Translator}
	if document := b.documents[i]; document != nil {
		text.Body = document.HTML(markdown.Fill{
			Link:  func(href string) markdown.Link { return link(href, b.targets[i]) },
			Image: func(src string) markdown.Image { return v.image(src, media) },
		})
	}
	e := feed.Entry{
		ID: feed.ID(v.Base(), "post/"+identifier(p.ID)), URL: v.Abs(v.Post(p.Summary())),
		Title: p.Title, Summary: p.Excerpt, Author: p.Author, Translator: p.Translator,
		Published: p.Date(), Updated: p.UpdatedAt.In(p.Date().Location()),
	}
	if e.Updated.Before(e.Published) {
		e.Updated = e.Published
	}
	if e.Author == "" {
		e.Author, _ = v.Site().Setting(site.Author, p.Locale)
	}
	if text.Cover = v.cover(p, media); text.Cover != nil {
		e.Image = v.Abs(text.Cover.Src)
	}
	for _, t := range b.tags[p.ID] {
		e.Tags = append(e.Tags, t.Name)
	}
	for _, variant := range v.PostVariants(b.variants[p.GroupID]) {
		if variant.Locale != p.Locale {
			e.Alternates = append(e.Alternates, feed.Link{Href: v.Abs(variant.Path), Language: variant.Locale})
		}
	}
	body, err := s.Views.Render(v.locale, "feed", text)
	e.Content = feed.Absolute(string(body), e.URL)
	return e, err
}

// A feedText is what an entry holds, whole: "feed".
type feedText struct {
	Lang       locale.Tag
	Cover      *image
	Body       template.HTML
	Translator string
}

// identifier returns a number of the database as names have it.
func identifier[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }
