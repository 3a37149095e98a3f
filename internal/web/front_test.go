package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/pagecache"
	"verso/internal/store"
	"verso/internal/web"
	"verso/internal/web/view"
)

// An answer is kept for the next reader only when nothing in it is for one
// reader or one moment (trust T27, T37), wherever its fields were set.
func TestOnlyAnswersForEveryReaderAreKept(t *testing.T) {
	set := func(name, value string) func(*gin.Context) view.Meta {
		return func(c *gin.Context) view.Meta {
			c.Header(name, value)
			return view.Meta{}
		}
	}
	said := func(name, value string) func(*gin.Context) view.Meta {
		return func(*gin.Context) view.Meta { return view.Meta{Header: http.Header{name: {value}}} }
	}
	for _, test := range []struct {
		name   string
		make   func(*gin.Context) view.Meta
		kept   bool
		unread bool // makes the answer of nothing in the database
	}{
		{name: "a page", make: func(*gin.Context) view.Meta { return view.Meta{} }, kept: true},
		{name: "a page with a policy", make: set("X-Robots-Tag", "noindex"), kept: true},
		{name: "a file that depends on the day", make: func(*gin.Context) view.Meta { return view.Meta{} }, unread: true},
		{name: "a cookie set beside", make: set("Set-Cookie", "reader=ana")},
		{name: "a cookie of the answer", make: said("Set-Cookie", "reader=ana")},
		{name: "a choice by cookie set beside", make: set("Vary", "Cookie")},
		{name: "a choice by language of the answer", make: said("Vary", "Accept-Language")},
		{name: "an answer not to be kept", make: func(*gin.Context) view.Meta { return view.Meta{CacheControl: "no-store"} }},
	} {
		t.Run(test.name, func(t *testing.T) {
			cfg, made := config(t), 0
			cfg.Areas = []web.Area{func(engine *gin.Engine) {
				engine.NoRoute(func(c *gin.Context) {
					made++
					if !test.unread {
						store.NoteUse(c.Request.Context(), store.AllKeys)
					}
					view.Send(c.Writer, c.Request, http.StatusOK, test.make(c), []byte("text"))
				})
			}}
			next, err := web.New(cfg)
			if err != nil {
				t.Fatal(err)
			}
			front := web.NewFront(next, web.FrontConfig{
				Cache: pagecache.New[*web.Page](1 << 20), Origin: cfg.Origin, Away: func() bool { return false }, Now: cfg.Now,
			})
			ask := func() http.Header {
				w := httptest.NewRecorder()
				front.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "https://ex.test/en-us/x", nil))
				if w.Code != http.StatusOK || w.Body.String() != "text" {
					t.Errorf("%d %q, want the page", w.Code, w.Body)
				}
				return w.Header()
			}
			first, second := ask(), ask()
			if kept := made == 1; kept != test.kept {
				t.Errorf("two readers made the router answer %d times; kept should be %v", made, test.kept)
			}
			sameFields(t, first, second)
		})
	}
}

// sameFields reports the header fields in which two answers differ, but for
// the name of the request.
func sameFields(t *testing.T, first, second http.Header) {
	t.Helper()
	for _, h := range []http.Header{first, second} {
		for name := range h {
			if name != "X-Request-Id" && first.Get(name) != second.Get(name) {
				t.Errorf("%s: first %q, then %q", name, first.Values(name), second.Values(name))
			}
		}
	}
}
