package public

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/site"
	"verso/internal/store"
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

// A reading is everything a page about one work needs. It is shared between
// requests and must not be changed.
type reading struct {
	post     content.Post
	variants []content.Summary // readable, in the site's order
	source   content.Summary
	owners   []content.Summary // who has the post's slug, in each locale
	document *markdown.Document
	fill     markdown.Fill
	kin      kinship // what it has from the text that it is a translation of
	media    map[string]content.Media
	tags     []content.Tag
	older    content.Summary // the articles beside it; zero for none
	newer    content.Summary
	behind   store.Behind // of a translation
}

// size estimates the memory of a reading, in bytes: the text, and the document
// made of it, which is some three times as long with its slots.
func (r reading) size() int { return 8<<10 + 4*len(r.post.Body) }

// read loads a post with what belongs to it, for readers of the visit's
// locale.
func (s *Site) read(ctx context.Context, v visit, id content.PostID) (reading, error) {
	name := "reading:" + string(v.locale) + ":" + strconv.FormatInt(int64(id), 10)
	return remember(ctx, s.Memory, name, reading.size, func(ctx context.Context) (reading, error) {
		return s.readNow(ctx, v, id)
	})
}

func (s *Site) readNow(ctx context.Context, v visit, id content.PostID) (r reading, err error) {
	if r.post, err = s.DB.Post(ctx, id); err != nil {
		return r, err
	}
	group, err := s.DB.Group(ctx, r.post.GroupID)
	if err != nil {
		return r, err
	}
	variants, err := s.DB.Variants(ctx, r.post.GroupID)
	if err != nil {
		return r, err
	}
	r.variants = v.readable(variants)
	if len(r.variants) == 0 {
		return r, errs.NotFound // withdrawn since it was found
	}
	r.source = content.Source(r.variants, group.SourceID, v.Site().Set.Default())
	if r.owners, err = s.owners(ctx, r.post.Kind, r.post.Slug); err != nil {
		return r, err
	}
	if r.media, err = s.DB.MediaOf(ctx, id); err != nil {
		return r, err
	}
	if r.post.SourceID != nil || r.source.ID != r.post.ID {
		if r.behind, err = s.DB.Behind(ctx, id); err != nil {
			return r, err
		}
	}
	if r.post.Kind == content.Article {
		if r.tags, err = s.DB.TagsOf(ctx, id); err != nil {
			return r, err
		}
		if r.older, r.newer, err = s.DB.Neighbours(ctx, r.post); err != nil {
			return r, err
		}
	}
	if r.kin, err = s.anchors(ctx, family{r.variants, r.source}, r.post); err != nil {
		return r, err
	}
	r.document, r.fill, err = s.render(ctx, v, r.post, r.media, s.named(r.kin))
	return r, err
}

// showPost serves the page of a published post.
func (s *Site) showPost(c *gin.Context, v visit, id content.PostID, original bool) error {
	ctx := c.Request.Context()
	r, err := s.read(ctx, v, id)
	if err != nil {
		return err
	}
	if other, exact, ok := v.beside(r, c.Query(urls.Beside)); ok && !original {
		if !exact {
			return s.redirect(c, http.StatusFound, v.Parallel(r.post.Summary(), other.Locale))
		}
		return s.showParallel(c, v, r, other)
	}
	base, err := s.page(ctx, v, headTitle(r.post), v.workTurn(r))
	if err != nil {
		return err
	}
	base.Head = v.workHead(r, original, base.Site.Name, s.pictures(v, r))
	meta := view.Meta{Language: r.post.Locale}
	if original {
		meta.CacheControl = "no-cache" // every reader who wanted a translation is counted
	}
	return s.sendWork(c, v, base, r, original, meta)
}

// sendWork sends the page of a work of any kind.
func (s *Site) sendWork(c *gin.Context, v visit, base view.Page, r reading, original bool, meta view.Meta) error {
	switch r.post.Kind {
	case content.Page:
		page := textPage{Page: base, Article: v.article(r), Also: v.also(r), Beside: v.parallels(r, original), Original: original, Contents: headings(r.document.Outline)}
		page.Article.PublishedAt, page.Article.UpdatedAt, page.Article.Words = time.Time{}, nil, 0
		page.Article.Author = ""
		return s.sendAs(c, v, http.StatusOK, "public/page", page, meta)
	case content.Project:
		page := projectPage{Page: base, Article: v.article(r), Link: r.post.Link, Also: v.also(r), Beside: v.parallels(r, original), Original: original}
		page.Article.PublishedAt, page.Article.UpdatedAt, page.Article.Words = time.Time{}, nil, 0
		page.Icon = v.icon(r.post, r.media)
		return s.sendAs(c, v, http.StatusOK, "public/project", page, meta)
	}
	page := articlePage{Page: base, Article: v.article(r), Also: v.also(r), Beside: v.parallels(r, original), Original: original, Contents: headings(r.document.Outline)}
	page.FeedHref = v.Feed(v.locale, urls.Atom)
	v.surround(&page, r)
	return s.sendAs(c, v, http.StatusOK, "public/article", page, meta)
}

// surround adds what leads on from an article: tags, the older and the newer
// one.
func (v visit) surround(page *articlePage, r reading) {
	for _, t := range r.tags {
		page.Tags = append(page.Tags, tagLink{Href: v.Tag(t.Locale, t.Slug), Name: t.Name, Lang: t.Locale, Posts: t.Posts})
	}
	if r.older.ID != 0 {
		e := entry(v.Builder, r.older)
		page.Previous = &e
	}
	if r.newer.ID != 0 {
		e := entry(v.Builder, r.newer)
		page.Next = &e
	}
}

// article returns the text as the page shows it.
func (v visit) article(r reading) article {
	p := r.post
	a := article{
		Title: p.Title, Lang: p.Locale, PublishedAt: p.Date(), Words: r.document.Words,
		Author: v.author(p), Translator: p.Translator, Body: r.document.HTML(r.fill),
	}
	if p.PublishedAt != nil && p.UpdatedAt.Sub(*p.PublishedAt) >= 24*time.Hour {
		updated := p.UpdatedAt.In(p.Date().Location())
		a.UpdatedAt = &updated
	}
	a.Cover = v.cover(p, r.media)
	a.Stale = v.stale(r)
	return a
}

// author returns who wrote a post: as it says, else as the site does.
func (v visit) author(p content.Post) string {
	if p.Author != "" {
		return p.Author
	}
	name, _ := v.Site().Setting(site.Author, p.Locale)
	return name
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

func headings(outline []markdown.Heading) []view.Heading {
	list := make([]view.Heading, 0, len(outline))
	for _, h := range outline {
		list = append(list, view.Heading{ID: h.ID, Text: h.Text, Children: headings(h.Children)})
	}
	return list
}

// workTurn leads each language to the work's variant, or to the page that
// says it is missing there (rule 52).
func (v visit) workTurn(r reading) func(locale.Tag) turn {
	return func(l locale.Tag) turn {
		if p, ok := in(r.variants, l); ok {
			return turn{path: v.Post(p)}
		}
		return turn{path: v.missingPath(l, r.post.Summary(), r.owners), missing: true}
	}
}

// missingPath returns the address in l that says that p's work is not there.
// Where l has another text at that slug, or a fixed word, the list of the
// section is the nearest honest place.
func (v visit) missingPath(l locale.Tag, p content.Summary, owners []content.Summary) string {
	section, sectioned := site.SectionOf(p.Kind)
	taken := !sectioned && v.Site().ReservedIn(l, p.Slug)
	if other, ok := in(owners, l); ok && other.GroupID != p.GroupID && other.FirstPublishedAt != nil {
		taken = true // by a text that is, or was, public: a draft tells nothing (rule 34)
	}
	switch {
	case !taken:
		return v.Work(l, p.Kind, p.Slug)
	case sectioned:
		return v.Section(l, section)
	}
	return v.Home(l)
}
