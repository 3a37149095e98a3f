package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/errs"
	"verso/internal/web/view"
)

// securityLifetime is how far ahead security.txt expires; RFC 9116 2.5.5 wants
// less than a year.
const securityLifetime = 180 * 24 * time.Hour

var plain = view.Meta{Type: "text/plain; charset=utf-8"}

// showHealth serves GET /healthz to any host: the process answers.
func showHealth(c *gin.Context) {
	view.Send(c.Writer, c.Request, http.StatusOK,
		view.Meta{Type: plain.Type, CacheControl: "no-store"}, []byte("ok\n"))
}

type readiness struct {
	ready func(context.Context) error
}

// show serves GET /readyz to any host: 200 while every page can be made, 503
// while only finished ones can (trust R2).
func (t readiness) show(c *gin.Context) {
	meta := view.Meta{Type: plain.Type, CacheControl: "no-store"}
	if t.ready != nil {
		ctx, cancel := context.WithTimeout(c.Request.Context(), readyTimeout)
		defer cancel()
		if err := t.ready(ctx); err != nil {
			meta.Header = http.Header{"Retry-After": {"5"}}
			view.Send(c.Writer, c.Request, http.StatusServiceUnavailable, meta, []byte("not ready\n"))
			return
		}
	}
	view.Send(c.Writer, c.Request, http.StatusOK, meta, []byte("ready\n"))
}

// readyTimeout is how long the database may take to say that it is there.
const readyTimeout = 2 * time.Second

type robots struct{ origin string }

// show serves GET /robots.txt (RFC 9309, rule 50): everything may be read but
// the admin and previews.
func (t robots) show(c *gin.Context) {
	body := "User-agent: *\n" +
		"Disallow: /admin\n" +
		"Disallow: /*/admin\n" +
		"Disallow: /*/preview/\n" +
		"Allow: /\n\n" +
		"Sitemap: " + t.origin + "/sitemap.xml\n"
	view.Send(c.Writer, c.Request, http.StatusOK, plain, []byte(body))
}

type security struct {
	origin  string
	contact func() string
	now     func() time.Time
}

// show serves GET /.well-known/security.txt (RFC 9116), which a site without
// a contact does not have. The date moves once a day, so that the file can be
// revalidated.
func (s security) show(c *gin.Context) error {
	contact := s.contact()
	if contact == "" {
		return errs.NotFound
	}
	if strings.HasPrefix(contact, "/") {
		contact = s.origin + contact
	}
	expires := s.now().UTC().Truncate(24 * time.Hour).Add(securityLifetime)
	body := fmt.Sprintf("Contact: %s\nExpires: %s\nCanonical: %s/.well-known/security.txt\n",
		contact, expires.Format(time.RFC3339), s.origin)
	view.Send(c.Writer, c.Request, http.StatusOK, plain, []byte(body))
	return nil
}
