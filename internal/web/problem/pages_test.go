package problem_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// A fixture is a site in English and Portuguese whose every address fails.
type fixture struct {
	err    error               // of the handler
	broken map[string]bool     // templates that fail
	newest func() []view.Entry // nil for none
	log    bytes.Buffer        // as JSON lines
}

func (f *fixture) config() problem.Config {
	s := site.New(1, []site.Locale{
		{Tag: "en-US", Enabled: true, Default: true}, {Tag: "pt-BR", Enabled: true, Position: 1},
	}, nil, nil, func(locale.Tag) map[site.Section]string { return nil })
	cfg := problem.Config{
		Log: slog.New(slog.NewJSONHandler(&f.log, nil)),
		URLs: func() urls.Builder {
			return urls.New(s, &url.URL{Scheme: "https", Host: "ex.test"})
		},
		Render: f.render,
		Page:   func(_ *http.Request, l locale.Tag) view.Page { return view.Page{Locale: l} },
	}
	if f.newest != nil {
		cfg.Newest = func(context.Context, locale.Tag) ([]view.Entry, error) { return f.newest(), nil }
	}
	return cfg
}

func (f *fixture) render(l locale.Tag, name string, page any) ([]byte, error) {
	if f.broken[name] {
		return nil, errors.New("render " + name)
	}
	switch p := page.(type) {
	case view.ErrorPage:
		return fmt.Appendf(nil, "page %s %s %s newest=%d", l, p.TitleID, p.TextID, len(p.Newest)), nil
	case view.FailurePage:
		return fmt.Appendf(nil, "failure %s %s %s home=%s", l, p.TitleID, p.TextID, p.HomeHref), nil
	}
	return nil, fmt.Errorf("render %s: %T is no error page", name, page)
}

// get asks for path with these fields ("Name", value, …).
func (f *fixture) get(path string, fields ...string) *httptest.ResponseRecorder {
	pages := problem.New(f.config())
	engine := gin.New()
	engine.NoRoute(pages.Handle(func(*gin.Context) error { return f.err }))
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(fields); i += 2 {
		r.Header.Add(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	engine.ServeHTTP(w, r)
	return w
}

func TestErrorPageSpeaksTheLanguageOfTheURL(t *testing.T) { // rules 21 and 58
	f := &fixture{err: errs.NotFound}
	for path, want := range map[string]string{
		"/pt-br/artigos/nada": "pt-BR",
		"/PT-BR/artigos/nada": "pt-BR",
		"/en-us/nothing":      "en-US",
		"/xx/nothing":         "en-US",
		"/nothing":            "en-US",
	} {
		w := f.get(path, "Accept-Language", "de, pt")
		if got := w.Header().Get("Content-Language"); w.Code != 404 || got != want {
			t.Errorf("%s: %d in %q, want 404 in %q", path, w.Code, got, want)
		}
		if body := "page " + want + " NotFoundTitle NotFoundText newest=0"; w.Body.String() != body {
			t.Errorf("%s: body %q, want %q", path, w.Body, body)
		}
		if got := w.Header().Get("X-Robots-Tag"); got != "noindex" {
			t.Errorf("%s: X-Robots-Tag = %q, want noindex", path, got)
		}
		if got := w.Header().Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: Cache-Control = %q, want no-cache", path, got)
		}
	}
}

func TestGoneAndNotFoundLeadOn(t *testing.T) { // rule 58
	f := &fixture{newest: func() []view.Entry { return make([]view.Entry, 3) }}
	for _, f.err = range []error{errs.NotFound, errs.Gone} {
		if body := f.get("/pt-br/nada").Body.String(); !strings.HasSuffix(body, "newest=3") {
			t.Errorf("%v: %q, want the newest three", f.err, body)
		}
	}
	f.err = problem.Refuse(http.StatusBadRequest, "no text")
	if body := f.get("/pt-br/nada").Body.String(); !strings.HasSuffix(body, "newest=0") {
		t.Errorf("%v: %q, want no look at the database", f.err, body)
	}
}

func TestFailureNeedsNothingButItsTemplate(t *testing.T) { // rule 58, T36
	f := &fixture{
		err:    errors.New(`pq: password of "verso" at /var/lib/secret`),
		broken: map[string]bool{"public/error": true},
		newest: func() []view.Entry { panic("the database is away") },
	}
	w := f.get("/pt-br/artigos/ola-mundo")
	if want := "failure pt-BR ErrorTitle ErrorText home=/pt-br/"; w.Code != 500 || w.Body.String() != want {
		t.Errorf("got %d %q, want 500 %q", w.Code, w.Body, want)
	}
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control = %q, want no-store", got)
	}
	if !strings.Contains(f.log.String(), "at /var/lib/secret") {
		t.Errorf("log = %s, want the error", f.log.String())
	}
}

func TestBusySaysWhenToComeBack(t *testing.T) { // R2
	f := &fixture{err: errs.Unavailable}
	w := f.get("/en-us/")
	if w.Code != 503 || w.Header().Get("Retry-After") != "5" || !strings.Contains(w.Body.String(), "ErrorBusyTitle") {
		t.Errorf("got %d, Retry-After %q, %q", w.Code, w.Header().Get("Retry-After"), w.Body)
	}
}

func TestBrokenTemplatesStillAnswer(t *testing.T) { // R14
	f := &fixture{err: errs.NotFound, broken: map[string]bool{"public/error": true}}
	w := f.get("/pt-br/nada")
	if want := "failure pt-BR NotFoundTitle NotFoundText home=/pt-br/"; w.Code != 404 || w.Body.String() != want {
		t.Errorf("without the page: %d %q, want 404 %q", w.Code, w.Body, want)
	}
	f.broken["error"] = true
	w = f.get("/pt-br/nada")
	if w.Code != 404 || w.Body.String() != "Not Found\n" || w.Header().Get("Content-Language") != "" {
		t.Errorf("without any: %d %q in %q, want the status in words", w.Code, w.Body, w.Header().Get("Content-Language"))
	}
}

func TestClientThatPrefersJSONGetsProblemDetails(t *testing.T) { // RFC 9457
	f := &fixture{err: errs.Invalid{"title": "PostTitleRequired", "slug": "SlugTaken"}}
	w := f.get("/en-us/admin/posts", "Accept", "application/json")
	if got := w.Header().Get("Content-Type"); w.Code != 422 || got != "application/problem+json" {
		t.Errorf("got %d %q, want 422 application/problem+json", w.Code, got)
	}
	const want = `{"type":"about:blank","title":"Unprocessable Entity","status":422,` +
		`"errors":[{"field":"slug","code":"SlugTaken"},{"field":"title","code":"PostTitleRequired"}]}`
	if got := strings.TrimSpace(w.Body.String()); got != want || !json.Valid([]byte(got)) {
		t.Errorf("body = %s, want %s", got, want)
	}
}

func TestOnlyAWishForJSONGetsJSON(t *testing.T) { // RFC 9110 12.5.1
	f := &fixture{err: errs.NotFound}
	for accept, want := range map[string]bool{
		"":                                  false,
		"*/*":                               false,
		"text/html,*/*;q=0.8":               false,
		"application/problem+json":          true,
		"application/json, text/plain, */*": true,
		"Application/JSON":                  true,
		"text/html, application/json":       false,
		"text/html;q=0.8, application/json;q=0.9":   true,
		"application/json;q=0":                      false,
		"application/json;q=abc":                    false,
		"application/json;q=0.5, text/html; q=0.75": false,
	} {
		w := f.get("/en-us/x", "Accept", accept)
		if got := w.Header().Get("Content-Type") == "application/problem+json"; got != want {
			t.Errorf("Accept %q: JSON %t, want %t", accept, got, want)
		}
		if got := w.Header().Get("Vary"); got != "Accept" {
			t.Errorf("Accept %q: Vary = %q, want Accept", accept, got)
		}
	}
}
