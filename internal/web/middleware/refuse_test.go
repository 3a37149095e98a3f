package middleware_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/web/middleware"
)

func TestCrossOriginWritesAreRefused(t *testing.T) { // T20
	for _, test := range []struct {
		method, site, origin string
		want                 int
	}{
		{"POST", "cross-site", "", 403},
		{"POST", "same-site", "", 403},
		{"POST", "", "null", 403},
		{"POST", "", "https://evil.test", 403},
		{"PUT", "cross-site", "", 403},
		{"DELETE", "", "http://ex.test.evil.test", 403},
		{"POST", "same-origin", "", 200},
		{"POST", "none", "", 200},
		{"POST", "", "https://ex.test", 200},
		{"POST", "", "", 200},
		{"GET", "cross-site", "https://evil.test", 200},
		{"HEAD", "cross-site", "", 200},
	} {
		var j journal
		acted := false
		r := httptest.NewRequest(test.method, "/en-us/contact", nil)
		r.Host = "ex.test"
		if test.site != "" {
			r.Header.Set("Sec-Fetch-Site", test.site)
		}
		if test.origin != "" {
			r.Header.Set("Origin", test.origin)
		}
		w := serve(r, func(c *gin.Context) { acted = true; ok(c) }, middleware.SameOrigin(pages(&j)))
		if w.Code != test.want || acted != (test.want == 200) {
			t.Errorf("%s from site %q, origin %q: %d, acted %t, want %d", test.method, test.site, test.origin, w.Code, acted, test.want)
		}
	}
}

func TestWhatIsNoTextIsRefused(t *testing.T) { // T34
	for target, want := range map[string]int{
		"/en-us/a%00b":                400,
		"/en-us/%FF":                  400,
		"/en-us/%ED%A0%80":            400, // a lone surrogate
		"/en-us/%C0%AF":               400, // an overlong slash
		"/en-us/?q=%00":               400,
		"/en-us/?q=%FF":               400,
		"/en-us/?%ED%A0%80=1":         400,
		"/en-us/?q=100%":              400,
		"/en-us/introdu%C3%A7%C3%A3o": 200,
		"/en-us/?q=%C3%A7&b=%26":      200,
		"/en-us/?q=a+b;c":             200,
		"/en-us/%EF%BF%BD":            200, // U+FFFD itself is a character
	} {
		var j journal
		w := serve(httptest.NewRequest(http.MethodGet, target, nil), ok, middleware.Valid(pages(&j)))
		if w.Code != want {
			t.Errorf("%s: %d, want %d", target, w.Code, want)
		}
	}
}

func TestMethodsThatNothingServesAreRefused(t *testing.T) { // T36
	for method, want := range map[string]int{
		"TRACE": 405, "CONNECT": 405, "PROPFIND": 405, "get": 405, "GET": 200, "POST": 200, "OPTIONS": 200,
	} {
		var j journal
		w := serve(httptest.NewRequest(method, "/en-us/", nil), ok, middleware.Valid(pages(&j)))
		if w.Code != want {
			t.Errorf("%s: %d, want %d", method, w.Code, want)
		}
		if allow := w.Header().Get("Allow"); want == 405 && allow != "GET, HEAD" {
			t.Errorf("%s: Allow = %q, want GET, HEAD", method, allow)
		}
	}
}

func TestLongRequestsAreRefused(t *testing.T) { // T30
	var j journal
	show := pages(&j)
	read := show.Handle(func(c *gin.Context) error {
		body, err := io.ReadAll(c.Request.Body)
		if err == nil {
			c.String(http.StatusOK, "%d", len(body))
		}
		return err
	})
	for _, test := range []struct {
		name    string
		target  string
		body    int
		chunked bool
		want    int
	}{
		{"a body that fits", "/", 100, false, 200},
		{"a body too long", "/", 101, false, 413},
		{"a body of unknown length that fits", "/", 100, true, 200},
		{"a body of unknown length too long", "/", 101, true, 413},
		{"a target that fits", "/" + strings.Repeat("x", 8191), 0, false, 200},
		{"a target too long", "/" + strings.Repeat("x", 8192), 0, false, 414},
	} {
		r := httptest.NewRequest(http.MethodPost, test.target, strings.NewReader(strings.Repeat("x", test.body)))
		if test.chunked {
			r.ContentLength = -1
		}
		w := serve(r, read, middleware.Limit(100, nil, show))
		if w.Code != test.want {
			t.Errorf("%s: %d, want %d", test.name, w.Code, test.want)
		}
		if test.want == 413 && w.Header().Get("Connection") != "close" {
			t.Errorf("%s: the connection stays open", test.name)
		}
	}
}
