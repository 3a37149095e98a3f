package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"verso/internal/store"
	"verso/internal/store/storetest"
)

// A reader who searches a hundred times within a minute waits, and is told so
// in the language of the page; others do not wait, and nor does the machine
// itself (ASVS 5.0.0 2.4.1, trust's status rules).
func TestSearchesAreThrottledPerReader(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		now := storetest.Now
		site := at(t, db, 8<<20, 1<<20, func() time.Time { return now })
		from := func(address, path string) *httptest.ResponseRecorder {
			r := httptest.NewRequest(http.MethodGet, "https://ex.test"+path, nil)
			r.RemoteAddr = address
			w := httptest.NewRecorder()
			site.ServeHTTP(w, r)
			return w
		}
		const path = "/pt-br/busca?q=mundo"
		for i := range 100 {
			if got := from("203.0.113.7:1", path).Code; got != http.StatusOK {
				t.Fatalf("search %d: %d, want 200", i+1, got)
			}
		}
		refused := from("203.0.113.7:2", path)
		if refused.Code != http.StatusTooManyRequests || refused.Header().Get("Retry-After") != "60" {
			t.Errorf("one more: %d, Retry-After %q; want 429 in a minute", refused.Code, refused.Header().Get("Retry-After"))
		}
		if body := refused.Body.String(); !strings.Contains(body, `<html lang="pt-BR"`) || strings.Contains(refused.Header().Get("Cache-Control"), "public") {
			t.Errorf("the page that refuses is in another language, or kept: Cache-Control %q", refused.Header().Get("Cache-Control"))
		}
		for what, c := range map[string]struct{ address, path string }{
			"the form alone":         {"203.0.113.7:1", "/pt-br/busca"},
			"another page":           {"203.0.113.7:1", "/pt-br/artigos/ola-mundo"},
			"another reader":         {"203.0.113.8:1", path},
			"another one on IPv6":    {"[2001:db8::1]:1", path},
			"the machine itself":     {"127.0.0.1:1", path},
			"the same, over IPv6":    {"[::1]:1", path},
			"the description for it": {"203.0.113.7:1", "/pt-br/busca/opensearch.xml"},
		} {
			if got := from(c.address, c.path).Code; got == http.StatusTooManyRequests {
				t.Errorf("%s: %d", what, got)
			}
		}
		now = now.Add(time.Minute)
		if got := from("203.0.113.7:1", path).Code; got != http.StatusOK {
			t.Errorf("a minute later: %d, want 200", got)
		}
	})
}
