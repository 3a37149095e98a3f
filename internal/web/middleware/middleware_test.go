package middleware_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// A journal is a log that tests can read.
type journal struct{ bytes.Buffer }

func (j *journal) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(j, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// lines returns what was logged, one map per line.
func (j *journal) lines(t *testing.T) []map[string]any {
	t.Helper()
	var all []map[string]any
	for line := range strings.Lines(j.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("log line %q: %v", line, err)
		}
		all = append(all, m)
	}
	return all
}

// pages returns error pages that only say their status.
func pages(j *journal) *problem.Pages {
	s := site.New(1, []site.Locale{{Tag: "en-US", Enabled: true, Default: true}}, nil, nil,
		func(locale.Tag) map[site.Section]string { return nil })
	return problem.New(problem.Config{
		Log:  j.logger(),
		URLs: func() urls.Builder { return urls.New(s, &url.URL{Scheme: "https", Host: "ex.test"}) },
		Page: func(*http.Request, locale.Tag) view.Page { return view.Page{} },
		Render: func(_ locale.Tag, _ string, page any) ([]byte, error) {
			if p, ok := page.(view.ErrorPage); ok {
				return fmt.Appendf(nil, "error %d", p.Status), nil
			}
			return []byte("failure"), nil
		},
	})
}

// serve sends r through the middleware to a handler that serves everything.
func serve(r *http.Request, handler gin.HandlerFunc, middleware ...gin.HandlerFunc) *httptest.ResponseRecorder {
	engine := gin.New()
	engine.UseEscapedPath = true
	engine.NoRoute(append(middleware, handler)...)
	w := httptest.NewRecorder()
	engine.ServeHTTP(w, r)
	return w
}

// ok is a handler with nothing to say.
func ok(c *gin.Context) { c.String(http.StatusOK, "fine") }
