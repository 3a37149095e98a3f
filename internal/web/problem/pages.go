package problem

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/locale"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// busyRetry is the Retry-After of a 503, in seconds: R2 has everything back
// within five of them.
const busyRetry = "5"

// Config is what error pages are made of. Everything but Newest must answer
// without a database: 500 and 503 are shown when that is away.
type Config struct {
	Log  *slog.Logger
	URLs func() urls.Builder // of the site as it is now

	// Render is (*view.Views).Render.
	Render func(l locale.Tag, name string, page any) ([]byte, error)
	// Page returns what the site shows around an error: a switcher that leads
	// to the homes (rule 58), no canonical, no alternates.
	Page func(r *http.Request, l locale.Tag) view.Page
	// Newest returns the way on from 404 and 410; may be nil.
	Newest func(ctx context.Context, l locale.Tag) ([]view.Entry, error)
}

// Pages answers requests that failed.
type Pages struct{ cfg Config }

// New returns the error pages of a site.
func New(cfg Config) *Pages { return &Pages{cfg} }

// Handle makes a Gin handler of one that returns its error.
func (p *Pages) Handle(h func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := h(c); err != nil {
			p.Show(c, err)
		}
	}
}

// Show answers with the status of err, in the language of the URL: a page, or
// RFC 9457 JSON for a client that prefers it. No later handler runs. Failures
// of the server, not of the request, are logged.
func (p *Pages) Show(c *gin.Context, err error) {
	c.Abort()
	r, status := c.Request, Status(err)
	if status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		p.cfg.Log.ErrorContext(r.Context(), "request failed", "id", RequestID(c),
			"method", r.Method, "path", r.URL.EscapedPath(), "error", err)
	}
	if c.Writer.Written() {
		return // half an answer is out; the log has the rest
	}
	body, m := p.answer(c, status, err)
	view.Send(c.Writer, r, status, m, body)
}

// Header returns the fields that an answer about err must have, such as when
// to try again.
func Header(err error) http.Header {
	h := http.Header{}
	if Status(err) == http.StatusServiceUnavailable {
		h.Set("Retry-After", busyRetry)
	}
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		maps.Copy(h, refusal.Header)
	}
	return h
}

// answer returns the body and its description.
func (p *Pages) answer(c *gin.Context, status int, err error) ([]byte, view.Meta) {
	r := c.Request
	m := view.Meta{CacheControl: "no-cache", Header: http.Header{
		"X-Robots-Tag": {"noindex"}, // rules 31, 32 and 58
		"Vary":         {"Accept"},
	}}
	if status >= http.StatusInternalServerError || dressOf(c) != nil {
		m.CacheControl = "no-store"
	}
	if status == http.StatusRequestEntityTooLarge {
		m.Header.Set("Connection", "close") // rather than read the rest of the body
	}
	maps.Copy(m.Header, Header(err))
	if prefersJSON(r.Header.Values("Accept")) {
		m.Type = "application/problem+json"
		return problemJSON(status, err), m
	}
	l := p.localeOf(r)
	body, renderErr := p.page(r, dressOf(c), l, status)
	if renderErr != nil {
		p.cfg.Log.ErrorContext(r.Context(), "render error page", "status", status, "error", renderErr)
		m.Type = "text/plain; charset=utf-8"
		return []byte(http.StatusText(status) + "\n"), m
	}
	m.Language = l
	return body, m
}

// page renders the error page; when that fails, the page that needs the
// catalog and nothing else.
func (p *Pages) page(r *http.Request, dress Dress, l locale.Tag, status int) (body []byte, err error) {
	words := wordsOf(status)
	if status < http.StatusInternalServerError {
		body, err = p.dressed(r, dress, l, status, words)
		if err == nil {
			return body, nil
		}
		p.cfg.Log.ErrorContext(r.Context(), "render error page", "status", status, "error", err)
	}
	return p.cfg.Render(l, "error", view.FailurePage{
		Locale: l, Status: status, TitleID: words.title, TextID: words.text, HomeHref: p.homeOf(l),
	})
}

// dressed renders the error page in its dress, else in the look of the public
// pages.
func (p *Pages) dressed(r *http.Request, dress Dress, l locale.Tag, status int, words words) (body []byte, err error) {
	if dress != nil {
		return dress(status, words.title, words.text)
	}
	page := view.ErrorPage{Status: status, TitleID: words.title, TextID: words.text}
	page.Page = p.cfg.Page(r, l)
	if p.cfg.Newest != nil && (status == http.StatusNotFound || status == http.StatusGone) {
		page.Newest, err = p.cfg.Newest(r.Context(), l)
		if err != nil { // the page is whole without it
			p.cfg.Log.WarnContext(r.Context(), "newest for an error page", "error", err)
		}
	}
	return p.cfg.Render(l, "public/error", page)
}

// localeOf returns the locale of the URL: the one its first segment names,
// else the default (rules 21 and 58).
func (p *Pages) localeOf(r *http.Request) locale.Tag {
	set := p.cfg.URLs().Site().Set
	segment, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if l, _, _, ok := set.ByPath(segment); ok {
		return l
	}
	if def := set.Default(); def != "" {
		return def
	}
	return locale.EnglishUS
}

// homeOf returns the home of l, or the root of a site that has no locales.
func (p *Pages) homeOf(l locale.Tag) string {
	u := p.cfg.URLs()
	if !u.Site().Set.Has(l) {
		return "/"
	}
	return u.Home(l)
}
