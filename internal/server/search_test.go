package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"verso/internal/store"
	"verso/internal/store/storetest"
)

// However much a search finds, in however many languages, it costs the same
// number of queries.
func TestASearchCostsAConstantNumberOfQueries(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		h := serve(t, db)
		addresses := []string{
			"/en-us/search?q=title", "/pt-br/busca?q=title+of", "/en-us/search?q=hello&tag=go", "/en-us/search?q=see",
		}
		before := map[string]int{}
		for _, address := range addresses {
			before[address] = queries(t, h, address)
			if n := before[address]; n > 8 {
				t.Errorf("%s takes %d queries, want 8 at most", address, n)
			}
		}
		fill(t, db, 12)
		for _, address := range addresses {
			if n := queries(t, h, address); n != before[address] {
				t.Errorf("%s takes %d queries with a dozen works more, and %d without", address, n, before[address])
			}
		}
	})
}

// A search is no page that a cache keeps: any act may change what it finds.
func TestASearchSeesWhatWasJustWritten(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		h := serve(t, db)
		for i, want := range []bool{false, true} {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "https://ex.test/en-us/search?q=more", nil))
			if got := strings.Contains(w.Body.String(), "/en-us/articles/more-1-0"); w.Code != http.StatusOK || got != want {
				t.Errorf("time %d: %d, the work is found: %v, want %v", i, w.Code, got, want)
			}
			if i == 0 {
				fill(t, db, 1)
			}
		}
	})
}

// BenchmarkSearchLong asks for a word as long as an address may be (trust T28,
// T30).
func BenchmarkSearchLong(b *testing.B) {
	db := storetest.SQLite(b)
	contract(b, db)
	h := serve(b, db)
	r := httptest.NewRequest(http.MethodGet, "https://ex.test/en-us/search?q="+url.QueryEscape(strings.Repeat("a", 8_000)), nil)
	r.RemoteAddr = "127.0.0.1:1" // whose searches are not counted
	for b.Loop() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
