package public

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/site"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// showWork serves GET of one article, page or project.
func (s *Site) showWork(c *gin.Context, v visit) error {
	ctx, a := c.Request.Context(), v.address
	if a.Unlabeled {
		p, err := s.owner(ctx, v)
		if err != nil {
			return err
		}
		return s.redirect(c, http.StatusMovedPermanently, v.Post(p))
	}
	f, err := s.find(ctx, v, v.locale, a.Kind, a.Slug)
	switch {
	case errors.Is(err, errs.NotFound) && a.Foreign != nil && a.Foreign.What != urls.Unknown:
		return s.redirect(c, v.permanence(), v.Path(*a.Foreign)) // rule 22a
	case err != nil:
		return err
	case f.moved.ID != 0 && f.interim:
		return s.redirect(c, http.StatusFound, v.Post(f.moved))
	case f.moved.ID != 0:
		return s.redirect(c, v.permanence(), v.Post(f.moved))
	case v.misspelt():
		return s.redirect(c, v.permanence(), v.Path(a))
	case f.missing != nil:
		return s.showMissing(c, v, f.missing)
	}
	return s.showPost(c, v, f.post.ID, false)
}

// leaveDisabled answers below a locale that is not served any more: the work's
// source variant, if the work is known (rule 24).
func (s *Site) leaveDisabled(c *gin.Context, v visit) error {
	ctx, a := c.Request.Context(), v.address
	if a.What != urls.Work {
		return errs.NotFound
	}
	f, err := s.find(ctx, v, a.Locale, a.Kind, a.Slug)
	if err != nil {
		return err
	}
	p := f.post
	if p.ID == 0 {
		p = f.moved
	}
	readable := f.missing
	if p.ID != 0 {
		variants, err := s.DB.Variants(ctx, p.GroupID)
		if err != nil {
			return err
		}
		readable = v.readable(variants)
	}
	if len(readable) == 0 {
		return errs.NotFound
	}
	source, err := s.source(ctx, v, readable)
	if err != nil {
		return err
	}
	return s.redirect(c, http.StatusFound, v.Post(source))
}

// A reading is everything a page about one work needs.
type reading struct {
	post     content.Post
	variants []content.Summary // readable, in the site's order
	source   content.Summary
	group    content.Group
	document *markdown.Document
	fill     markdown.Fill
	media    map[string]content.Media
	original bool // shown under another locale (rule 33)
}

// read loads a post with what belongs to it.
func (s *Site) read(ctx context.Context, v visit, id content.PostID) (r reading, err error) {
	if r.post, err = s.DB.Post(ctx, id); err != nil {
		return r, err
	}
	if r.group, err = s.DB.Group(ctx, r.post.GroupID); err != nil {
		return r, err
	}
	variants, err := s.DB.Variants(ctx, r.post.GroupID)
	if err != nil {
		return r, err
	}
	r.variants = v.readable(variants)
	r.source = content.Source(r.variants, r.group.SourceID, v.Site().Set.Default())
	if r.media, err = s.DB.MediaOf(ctx, id); err != nil {
		return r, err
	}
	r.document, r.fill, err = s.render(ctx, v, r.post, r.media)
	return r, err
}

// showPost serves the page of a published post.
func (s *Site) showPost(c *gin.Context, v visit, id content.PostID, original bool) error {
	ctx := c.Request.Context()
	r, err := s.read(ctx, v, id)
	if err != nil {
		return err
	}
	r.original = original
	to, err := s.workTurn(ctx, v, r)
	if err != nil {
		return err
	}
	base, err := s.page(ctx, v, r.post.Title, to)
	if err != nil {
		return err
	}
	base.Head = v.workHead(r, base.Site.Name)
	meta := view.Meta{Language: r.post.Locale}
	switch r.post.Kind {
	case content.Page:
		page := textPage{Page: base, Article: v.article(r), Also: v.also(r), Original: original, Contents: headings(r.document.Outline)}
		page.Article.PublishedAt, page.Article.UpdatedAt, page.Article.Words = time.Time{}, nil, 0
		page.Article.Author = ""
		return s.sendAs(c, v, http.StatusOK, "public/page", page, meta)
	case content.Project:
		page := projectPage{Page: base, Article: v.article(r), Link: r.post.Link, Also: v.also(r), Original: original}
		page.Article.PublishedAt, page.Article.UpdatedAt, page.Article.Words = time.Time{}, nil, 0
		return s.sendAs(c, v, http.StatusOK, "public/project", page, meta)
	}
	page := articlePage{Page: base, Article: v.article(r), Also: v.also(r), Original: original, Contents: headings(r.document.Outline)}
	page.FeedHref = v.Feed(v.locale, urls.Atom)
	if err := s.surround(ctx, v, &page, r.post); err != nil {
		return err
	}
	return s.sendAs(c, v, http.StatusOK, "public/article", page, meta)
}

// surround adds what leads on from an article: tags, the older and the newer
// one.
func (s *Site) surround(ctx context.Context, v visit, page *articlePage, p content.Post) error {
	tags, err := s.DB.TagsOf(ctx, p.ID)
	if err != nil {
		return err
	}
	for _, t := range tags {
		page.Tags = append(page.Tags, tagLink{Href: v.Tag(t.Locale, t.Slug), Name: t.Name, Lang: t.Locale, Posts: t.Posts})
	}
	older, newer, err := s.DB.Neighbours(ctx, p)
	if err != nil {
		return err
	}
	if older.ID != 0 {
		e := entry(v.Builder, older)
		page.Previous = &e
	}
	if newer.ID != 0 {
		e := entry(v.Builder, newer)
		page.Next = &e
	}
	return nil
}

// article returns the text as the page shows it.
func (v visit) article(r reading) article {
	p := r.post
	a := article{
		Title: p.Title, Lang: p.Locale, PublishedAt: p.Date(), Words: r.document.Words,
		Author: p.Author, Translator: p.Translator, Body: r.document.HTML(r.fill),
	}
	if a.Author == "" {
		a.Author, _ = v.Site().Setting(site.Author, p.Locale)
	}
	if p.PublishedAt != nil && p.UpdatedAt.Sub(*p.PublishedAt) >= 24*time.Hour {
		updated := p.UpdatedAt.In(p.Date().Location())
		a.UpdatedAt = &updated
	}
	if m, ok := r.media[p.Cover]; ok && p.Cover != "" {
		a.Cover = &image{Src: v.Media(m), Alt: p.CoverAlt, Width: m.Width, Height: m.Height}
	}
	return a
}

// also returns the other languages a work can be read in.
func (v visit) also(r reading) []view.Variant {
	var others []view.Variant
	for _, p := range r.variants {
		if p.ID != r.post.ID {
			others = append(others, v.variant(p))
		}
	}
	return others
}

func (v visit) variant(p content.Summary) view.Variant {
	return view.Variant{Href: v.Post(p), Lang: p.Locale, Name: v.Site().LanguageName(p.Locale), Title: p.Title}
}

func headings(outline []markdown.Heading) []heading {
	list := make([]heading, 0, len(outline))
	for _, h := range outline {
		list = append(list, heading{ID: h.ID, Text: h.Text, Children: headings(h.Children)})
	}
	return list
}

// workTurn leads each language to the work's variant, or to the page that
// says it is missing there (rule 52).
func (s *Site) workTurn(ctx context.Context, v visit, r reading) (func(locale.Tag) turn, error) {
	owners, err := s.DB.PostsBySlug(ctx, r.post.Kind, r.post.Slug)
	if err != nil {
		return nil, err
	}
	return func(l locale.Tag) turn {
		if p, ok := in(r.variants, l); ok {
			return turn{path: v.Post(p)}
		}
		return turn{path: v.missingPath(l, r.post.Summary(), owners), missing: true}
	}, nil
}

// missingPath returns the address in l that says that p's work is not there.
// Where l has another text at that slug, or a fixed word, the list of the
// section is the nearest honest place.
func (v visit) missingPath(l locale.Tag, p content.Summary, owners []content.Summary) string {
	section, sectioned := site.SectionOf(p.Kind)
	taken := !sectioned && v.Site().ReservedIn(l, p.Slug)
	if other, ok := in(owners, l); ok && other.GroupID != p.GroupID {
		taken = true
	}
	switch {
	case !taken:
		return v.Work(l, p.Kind, p.Slug)
	case sectioned:
		return v.Section(l, section)
	}
	return v.Home(l)
}
