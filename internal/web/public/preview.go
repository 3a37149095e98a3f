package public

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/web/middleware"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// Somebody who writes may have this many previews made in a window: one for
// each key of who types fast, all the time.
const (
	previewLimit  = 600
	previewWindow = time.Minute
)

// previewMeta says of a preview what Preview of the middleware does; an answer
// sets these fields itself.
var previewMeta = view.Meta{CacheControl: "no-store", Header: http.Header{"X-Robots-Tag": {"noindex, nofollow"}}}

// showPreview serves GET /:locale/preview/:id, a post as readers would see it,
// to those who have a link or may read it (rule 63). Others learn nothing.
func (s *Site) showPreview(c *gin.Context) error {
	ctx := c.Request.Context()
	b := urls.New(s.Current(), s.Base)
	l, ok := previewLocale(b, c)
	if !ok {
		return s.Serve(c)
	}
	middleware.Preview(c)
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return errs.NotFound
	}
	p, err := s.DB.Post(ctx, content.PostID(id))
	if err != nil {
		return err
	}
	if err := s.mayPreview(c, p); err != nil {
		return err
	}
	if p.Locale != l {
		return s.redirect(c, http.StatusFound, b.Preview(p.Summary(), ""))
	}
	tags, err := s.DB.TagsOf(ctx, p.ID)
	if err != nil {
		return err
	}
	return s.sendPreview(c, b, p, tags, s.Markdown.Render)
}

// previewLocale returns the locale of a preview's address, in its one true
// spelling; one that readers are not served yet has previews too.
func previewLocale(b urls.Builder, c *gin.Context) (locale.Tag, bool) {
	for _, l := range b.Site().Locales {
		if l.Tag.Path() == c.Param("locale") {
			return l.Tag, true
		}
	}
	return "", false
}

// mayPreview returns NotFound unless the request brings a token of the post or
// comes from somebody who may read it.
func (s *Site) mayPreview(c *gin.Context, p content.Post) error {
	ctx := c.Request.Context()
	if token := c.Query("token"); token != "" && s.Writing != nil && p.Status != content.Trashed {
		if err := s.Writing.OpenPreview(ctx, p.ID, token); !errors.Is(err, errs.NotFound) {
			return err
		}
	}
	by, err := s.Viewer(c.Request)
	if err != nil {
		return err
	}
	variants, err := s.DB.Variants(ctx, p.GroupID)
	if err != nil {
		return err
	}
	if !policy.Allows(by, policy.ReadPost, publishing.Object(by, p.Summary(), variants)) {
		return fmt.Errorf("preview of post %d: %w", p.ID, errs.NotFound)
	}
	return nil
}

// previewTyped serves POST /:locale/preview/:id, a text that is being written
// on the page that readers will see. Nothing of it is kept.
func (s *Site) previewTyped(c *gin.Context) error {
	b := urls.New(s.Current(), s.Base)
	l, ok := previewLocale(b, c)
	if !ok {
		return s.Serve(c)
	}
	middleware.Preview(c)
	by, err := s.Viewer(c.Request)
	if err != nil {
		return err
	}
	if by.Nobody() {
		return problem.Refuse(http.StatusUnauthorized, "not signed in")
	}
	if wait, ok := s.previews.allow(fmt.Sprintf("person %d", by.ID)); !ok {
		return problem.TooManyRequests(wait)
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, tags, err := s.beingWritten(c.Request.Context(), by, l, c.Param("id"), form)
	if err != nil {
		return err
	}
	return s.sendPreview(c, b, p, tags, s.live(p))
}

// live renders the text of p while it is being written.
func (s *Site) live(p content.Post) renderer {
	return func(body string, l locale.Tag) (*markdown.Document, error) {
		return s.Markdown.Live(body, l, skippedLines(p.Body, body)+1)
	}
}

// sendPreview sends the page of a post as if it were published.
func (s *Site) sendPreview(c *gin.Context, b urls.Builder, p content.Post, tags []content.Tag, render renderer) error {
	ctx := c.Request.Context()
	a := urls.Address{What: urls.Work, Locale: p.Locale, Kind: p.Kind, Slug: p.Slug}
	v := s.visitOf(b, a, b.Home(p.Locale))
	if p.PublishedAt == nil {
		now := s.Now()
		p.PublishedAt = &now
	}
	p.Status = content.Published
	r, err := s.readPreview(ctx, v, p, tags, render)
	if err != nil {
		return err
	}
	base, err := s.page(ctx, v, headTitle(p), v.workTurn(r))
	if err != nil {
		return err
	}
	base.Head = view.Head{NoIndex: true, Description: v.description(r)}
	meta := previewMeta
	meta.Language = p.Locale
	return s.sendWork(c, v, base, r, false, meta)
}

// readPreview gathers what the page of a post needs, past every memory.
func (s *Site) readPreview(ctx context.Context, v visit, p content.Post, tags []content.Tag, render renderer) (r reading, err error) {
	r.post, r.tags = p, tags
	variants, err := s.DB.Variants(ctx, p.GroupID)
	if err != nil {
		return r, err
	}
	variants = slices.DeleteFunc(variants, func(o content.Summary) bool { return o.Locale == p.Locale })
	r.variants = v.readable(append(variants, p.Summary()))
	if r.media, err = s.mediaOf(ctx, p); err != nil {
		return r, err
	}
	if p.Kind == content.Article {
		if r.older, r.newer, err = s.DB.Neighbours(ctx, p); err != nil {
			return r, err
		}
	}
	r.document, r.fill, err = s.render(ctx, v, p, r.media, render)
	return r, err
}

// mediaOf returns the pictures of a post, with those that it refers to since
// it was saved.
func (s *Site) mediaOf(ctx context.Context, p content.Post) (map[string]content.Media, error) {
	media, err := s.DB.MediaOf(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	var hashes []string
	refs := p.Uploads()
	for _, hash := range refs {
		hashes = append(hashes, hash)
	}
	files, err := s.DB.MediaByHashes(ctx, hashes)
	for ref, hash := range refs {
		if m, ok := files[hash]; ok {
			media[ref] = m
		}
	}
	return media, err
}

// nobody is who asks where people cannot sign in.
func nobody(*http.Request) (account.User, error) { return account.User{}, nil }
