package web_test

import (
	"net/http"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/web/webtest"
)

func TestServerScripts(t *testing.T) {
	webtest.Run(t, handler(t, nil), "testdata/server/*.txt")
}

func TestSecurityFieldsAreOnEveryAnswer(t *testing.T) { // T25, T38
	fields := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; " +
			"connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Referrer-Policy":              "strict-origin-when-cross-origin",
		"Strict-Transport-Security":    "max-age=31536000",
		"X-Content-Type-Options":       "nosniff",
	}
	h := handler(t, nil)
	for _, test := range []struct {
		method, target, host string
		want                 int
	}{
		{"GET", "/en-us/", "ex.test", 200},
		{"HEAD", "/en-us/", "ex.test", 200},
		{"GET", "/en-us", "ex.test", 301},
		{"POST", "/locale", "ex.test", 303},
		{"GET", "/static/site-ABCD1234.css", "ex.test", 200},
		{"GET", "/favicon.ico", "ex.test", 200},
		{"GET", "/healthz", "ex.test", 200},
		{"GET", "/en-us/%00", "ex.test", 400},
		{"GET", "/en-us/nothing", "ex.test", 404},
		{"GET", "/media/none.png", "ex.test", 404},
		{"TRACE", "/en-us/", "ex.test", 405},
		{"PUT", "/healthz", "ex.test", 405},
		{"GET", "/en-us/", "evil.test", 421},
		{"GET", "/en-us/panic", "ex.test", 500},
		{"GET", "/en-us/away", "ex.test", 503},
	} {
		w := ask(h, test.method, test.target, "Host", test.host)
		if w.Code != test.want {
			t.Errorf("%s %s: %d, want %d", test.method, test.target, w.Code, test.want)
		}
		for name, want := range fields {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s %s: %s = %q, want %q", test.method, test.target, name, got, want)
			}
		}
	}
}

func TestPlainHTTPPromisesNoTLS(t *testing.T) { // T25
	h := handler(t, plainHTTP)
	w := ask(h, http.MethodGet, "/en-us/", "Host", "localhost:8080")
	if got := w.Header().Get("Strict-Transport-Security"); w.Code != 200 || got != "" {
		t.Errorf("over http: %d, Strict-Transport-Security %q, want 200 without it", w.Code, got)
	}
}

func TestTrustedProxyNamesTheClient(t *testing.T) { // T24
	for _, test := range []struct{ remote, want string }{
		{"10.0.0.1:99", "<h1>client 203.0.113.9</h1>"},
		{"192.0.2.1:99", "<h1>client 192.0.2.1</h1>"},
	} {
		h := handler(t, behindProxy)
		w := ask(h, http.MethodGet, "/en-us/", "Host", "ex.test", "remote", test.remote,
			"X-Forwarded-For", "6.6.6.6, 203.0.113.9")
		if got := w.Body.String(); got != test.want {
			t.Errorf("from %s: %s, want %s", test.remote, got, test.want)
		}
	}
}

func TestEveryRouteKeepsTheRules(t *testing.T) { // rule 11, T20
	engine, ok := handler(t, nil).(*gin.Engine)
	if !ok {
		t.Fatal("the handler is no Gin engine: its routes cannot be listed")
	}
	served := map[string]bool{}
	for _, route := range engine.Routes() {
		served[route.Method+" "+route.Path] = true
	}
	writes := 0
	for _, route := range engine.Routes() {
		switch route.Method {
		case http.MethodGet:
			if !served["HEAD "+route.Path] {
				t.Errorf("GET %s has no HEAD", route.Path)
			}
		case http.MethodHead:
		default:
			writes++
			w := ask(engine, route.Method, route.Path, "Host", "ex.test", "Sec-Fetch-Site", "cross-site")
			if w.Code != http.StatusForbidden {
				t.Errorf("%s %s from another site: %d, want 403", route.Method, route.Path, w.Code)
			}
		}
	}
	if writes == 0 {
		t.Error("no route that writes was tried")
	}
}
