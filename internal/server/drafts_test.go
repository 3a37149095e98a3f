package server_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Rules 25, 31 and 34: a draft takes nothing from the addresses of what is or
// was public, and leaves no trace of its own.
func TestDraftsLeaveAddressesAsTheyWere(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := serve(t, db)
		addresses := []string{"/pt-br/artigos/oi-mundo", "/en-us/articles/gone", "/pt-br/artigos/only-en", "/en-us/articles/only-en", "/pt-br/artigos/rascunho", "/pt-br/artigos/outro"}
		look := func() map[string]string {
			seen := map[string]string{}
			for _, path := range addresses {
				w := get(site, path)
				seen[path] = http.StatusText(w.Code) + " " + w.Header().Get("Location") + w.Body.String()
			}
			return seen
		}
		before := look()
		same := func(when string) {
			t.Helper()
			for path, now := range look() {
				if now != before[path] {
					t.Errorf("%s: %s has changed:\n%s", when, path, difference(now, before[path]))
				}
			}
		}
		var drafts []content.Post
		for _, slug := range []string{"oi-mundo", "only-en", "rascunho"} {
			drafts = append(drafts, storetest.Work(t, db, content.Post{Locale: pt, Slug: slug, Status: content.Draft})...)
		}
		drafts = append(drafts, storetest.Work(t, db, content.Post{Locale: en, Slug: "gone", Status: content.Draft})...)
		same("drafts at those addresses")
		for _, p := range drafts {
			change(t, db, p.Summary(), func(p *content.Post) { p.Slug += "-2" })
		}
		same("the drafts renamed")
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			for _, p := range drafts {
				if err := tx.RemovePost(ctx, p.ID); err != nil {
					return err
				}
			}
			return nil
		})
		same("the drafts deleted")
	})
}

// Trust T26, R18: a part of a sitemap that is not there is not there, on both
// databases.
func TestSitemapHasOnlyThePartsThatItLists(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := cached(t, db)
		for _, part := range []string{"2", "1844674407370957", "9223372036854775807", "0", "-1", "02", "99999999999999999999"} {
			if got := get(site, "/sitemaps/en-us-"+part+".xml").Code; got != http.StatusNotFound {
				t.Errorf("part %s answers %d, want 404", part, got)
			}
		}
	})
}

// Rule 24: a locale that is not served takes no messages either.
func TestDisabledLocaleTakesNoMessages(t *testing.T) {
	db := storetest.SQLite(t)
	regions(t, db)
	site := serve(t, db)
	form := url.Values{"name": {"A"}, "email": {"a@ex.test"}, "message": {"x"}}
	r := httptest.NewRequest(http.MethodPost, "https://ex.test/fr/contact", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "https://ex.test")
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	if got, _ := db.Messages(t.Context(), store.Arrived, 10, 0); w.Code != http.StatusNotFound || len(got) != 0 {
		t.Errorf("answered %d and kept %d messages, want 404 and none", w.Code, len(got))
	}
}

// The archive goes by the day the author wrote, as every page shows it.
func TestArchiveCountsTheAuthorsYears(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		morning := time.Date(2025, 1, 1, 5, 0, 0, 0, time.FixedZone("", 9*3600))
		storetest.Work(t, db, content.Post{Locale: en, Slug: "new-year", PublishedAt: &morning, UTCOffset: 9 * 60})
		site := serve(t, db)
		if got := get(site, "/en-us/archive/2024").Code; got != http.StatusNotFound {
			t.Errorf("2024, of which nothing is shown, answers %d", got)
		}
		body := get(site, "/en-us/archive/2025").Body.String()
		if !strings.Contains(body, "January 2025") || !strings.Contains(body, "new-year") {
			t.Errorf("2025 does not list the article of its first morning: %.300s", body)
		}
	})
}

// Trust T28: an address of nothing but slashes costs no more than another.
func TestLongUnknownAddressesAskTheDatabaseLittle(t *testing.T) {
	db := storetest.SQLite(t)
	contract(t, db)
	site := serve(t, db)
	for _, path := range []string{"/" + strings.Repeat("a/", 3000), "/en-us/" + strings.Repeat("x", 3000)} {
		r := httptest.NewRequest(http.MethodGet, "https://ex.test"+path, nil)
		ctx, stats := store.WithStats(r.Context())
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r.WithContext(ctx))
		if w.Code != http.StatusNotFound || stats.Queries > 4 {
			t.Errorf("%.20s… answers %d after %d queries, want 404 after few", path, w.Code, stats.Queries)
		}
	}
}

// A reader who wanted a translation counts, also where the original stands in.
func TestReadersOfTheOriginalAreCountedToo(t *testing.T) {
	db := storetest.SQLite(t)
	contract(t, db)
	set(t, db, site.MissingPolicy, "", "original")
	s := cached(t, db)
	for range 3 {
		get(s, "/pt-br/artigos/only-en")
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	s.Run(ctx)
	if got, err := db.MissingReads(t.Context(), 10); err != nil || len(got) != 1 || got[0].Readers != 3 {
		t.Errorf("counted %v, %v; want three", got, err)
	}
}
