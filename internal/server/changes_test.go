package server_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// change saves a post after an edit.
func change(t *testing.T, db *store.DB, p content.Summary, edit func(*content.Post)) {
	t.Helper()
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		post, err := tx.Post(ctx, p.ID)
		if err != nil {
			return err
		}
		edit(&post)
		_, err = tx.SavePost(ctx, post)
		return err
	})
}

func bySlug(t *testing.T, db *store.DB, slug string) content.Summary {
	t.Helper()
	posts, err := db.PostsBySlug(t.Context(), content.Article, slug)
	if err != nil || len(posts) != 1 {
		t.Fatalf("posts at %s: %v, %v; want one", slug, posts, err)
	}
	return posts[0]
}

// Rule 35: what is published shows at the next request, on the page of the
// other language too.
func TestPublishingAVariantShowsAtOnceInEveryLanguage(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := cached(t, db)
		before := get(site, "/en-us/articles/third")
		if get(site, "/pt-br/artigos/terceiro").Code != http.StatusNotFound {
			t.Fatal("the draft is public before it is published")
		}
		change(t, db, bySlug(t, db, "terceiro"), func(p *content.Post) { p.Publish(storetest.Now) })
		if got := get(site, "/pt-br/artigos/terceiro").Code; got != http.StatusOK {
			t.Errorf("the published variant answers %d, want 200", got)
		}
		after := get(site, "/en-us/articles/third")
		if before.Header().Get("ETag") == after.Header().Get("ETag") {
			t.Error("the English page has the same ETag though its alternates changed")
		}
		if !strings.Contains(after.Body.String(), `hreflang="pt-BR" href="https://ex.test/pt-br/artigos/terceiro"`) {
			t.Error("the English page does not name the new variant")
		}
	})
}

// Rule 36: what is withdrawn is named as missing, and its alternates are gone
// everywhere.
func TestWithdrawingAVariantRemovesItEverywhere(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := cached(t, db)
		get(site, "/en-us/articles/hello-world")
		get(site, "/sitemaps/en-us.xml")
		change(t, db, bySlug(t, db, "ola-mundo"), func(p *content.Post) { p.Status = content.Archived })
		gone := get(site, "/pt-br/artigos/ola-mundo")
		if gone.Code != http.StatusNotFound || !strings.Contains(gone.Body.String(), `href="/en-us/articles/hello-world"`) {
			t.Errorf("the withdrawn variant answers %d, want 404 with the way to the English one", gone.Code)
		}
		for _, path := range []string{"/en-us/articles/hello-world", "/sitemaps/en-us.xml", "/sitemaps/pt-br.xml", "/pt-br/artigos", "/pt-br/"} {
			if body := get(site, path).Body.String(); strings.Contains(body, "https://ex.test/pt-br/artigos/ola-mundo") {
				t.Errorf("%s still names the withdrawn variant", path)
			}
		}
	})
}

// Rule 34: the address of a draft answers as one that never was.
func TestDraftAnswersAsAnUnknownAddress(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := serve(t, db)
		draft, unknown := get(site, "/pt-br/artigos/terceiro"), get(site, "/pt-br/artigos/ninguem1")
		if draft.Code != unknown.Code {
			t.Errorf("a draft answers %d, an unknown slug %d", draft.Code, unknown.Code)
		}
		a := strings.ReplaceAll(draft.Body.String(), "terceiro", "ninguem1")
		if a != unknown.Body.String() {
			t.Errorf("a draft's page differs from an unknown one's:\n%s", difference(a, unknown.Body.String()))
		}
		for _, path := range []string{"/pt-br/", "/pt-br/artigos", "/sitemaps/pt-br.xml", "/en-us/articles/third", "/pt-br/arquivo", "/pt-br/feed.xml"} {
			body := get(site, path).Body.String()
			if strings.Contains(body, "SEGREDO") || strings.Contains(body, "terceiro") {
				t.Errorf("%s tells of the draft", path)
			}
		}
	})
}

// A missing translation that is asked for is counted, however often its page
// was made.
func TestReadersOfAMissingVariantAreCounted(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := cached(t, db)
		for range 3 {
			get(site, "/pt-br/artigos/only-en")
		}
		ctx, stop := context.WithCancel(t.Context())
		stop()
		site.Run(ctx) // ends at once, and writes what was counted
		got, err := db.MissingReads(t.Context(), 10)
		if err != nil || len(got) != 1 || got[0].Readers != 3 || got[0].Locale != pt {
			t.Errorf("counted %v, %v; want three readers who wanted Portuguese", got, err)
		}
	})
}

// Trust R4: what one reader is sent is never another's: a HEAD after
// a GET, compression, and a spoofed host leave the page as it is.
func TestKeptPagesAreTheSameForEveryReader(t *testing.T) {
	db := storetest.SQLite(t)
	contract(t, db)
	site := cached(t, db)
	first := get(site, "/en-us/articles/hello-world")
	for range 100 { // until it is hot
		again := get(site, "/en-us/articles/hello-world?utm_source=x")
		if again.Body.String() != first.Body.String() || again.Header().Get("ETag") != first.Header().Get("ETag") {
			t.Fatal("a kept page differs from the one that was made")
		}
	}
	for name, values := range first.Header() {
		if name == "X-Request-Id" {
			continue
		}
		if got := get(site, "/en-us/articles/hello-world").Header().Get(name); got != values[0] {
			t.Errorf("%s of a kept page is %q, of the one that was made %q", name, got, values[0])
		}
	}
}
