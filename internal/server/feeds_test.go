package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// articles adds n articles in two languages, each with a tag and with links to
// its neighbours.
func articles(t testing.TB, db *store.DB, n int) {
	t.Helper()
	for i := range n {
		at := time.Date(2025, 1, 1, 12, i, 0, 0, time.UTC)
		body := fmt.Sprintf("# Heading\n\nSee [one](/en-us/articles/a%d), [two](/pt-br/artigos/b%d), "+
			"[none](/en-us/articles/none%d), [tag](/en-us/tags/t%d), [below](#heading) and [out](https://other.test/).", i+1, i-1, i, i)
		posts := storetest.Work(t, db,
			content.Post{Locale: en, Slug: fmt.Sprintf("a%d", i), PublishedAt: &at, Body: body},
			content.Post{Locale: pt, Slug: fmt.Sprintf("b%d", i), PublishedAt: &at, Body: body})
		tag(t, db, posts[0], fmt.Sprintf("Tag %d", i), fmt.Sprintf("t%d", i))
	}
}

func TestFeedAsksAConstantNumberOfQueries(t *testing.T) { // rule 69
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt)
		queries := func() int {
			ctx, stats := store.WithStats(t.Context())
			w := httptest.NewRecorder()
			serve(t, db).ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "https://ex.test/en-us/feed.xml", nil))
			if w.Code != http.StatusOK {
				t.Fatalf("the feed answers %d", w.Code)
			}
			return stats.Queries
		}
		articles(t, db, 2)
		few := queries()
		for i := range 18 {
			at := time.Date(2024, 1, 1, 12, i, 0, 0, time.UTC)
			storetest.Work(t, db, content.Post{Locale: en, Slug: fmt.Sprintf("c%d", i), PublishedAt: &at,
				Body: fmt.Sprintf("See [it](/en-us/articles/c%d) and [that](/pt-br/artigos/b1).", i+1)})
		}
		if many := queries(); many != few || few == 0 {
			t.Errorf("20 works take %d queries, 2 take %d", many, few)
		}
	})
}

func TestFeedHoldsTheNewestTwentyWhole(t *testing.T) { // rules 55, 69
	db := storetest.SQLite(t)
	storetest.Locales(t, db, en, pt)
	articles(t, db, 22)
	var read struct {
		Items []struct {
			ID, URL string
			Content string `json:"content_html"`
		}
	}
	if err := json.Unmarshal(get(serve(t, db), "/pt-br/feed.json").Body.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Items) != 20 {
		t.Fatalf("the feed holds %d works, want 20", len(read.Items))
	}
	first := read.Items[0]
	if first.URL != "https://ex.test/pt-br/artigos/b21" {
		t.Errorf("the first work is %s, want the newest", first.URL)
	}
	for _, want := range []string{
		`href="https://ex.test/pt-br/artigos/b20"`,         // of its own language
		`href="https://ex.test/pt-br/artigos/b21#heading"`, // on its page
		`none`,
	} {
		if !strings.Contains(first.Content, want) {
			t.Errorf("the text lacks %s:\n%s", want, first.Content)
		}
	}
	for _, item := range read.Items {
		if strings.Contains(item.Content, `="/`) || strings.Contains(item.Content, `="#`) {
			t.Errorf("%s has an address that is not absolute:\n%s", item.URL, item.Content)
		}
	}
}

func TestFeedNamesAWorkAlikeAfterItsSlugChanged(t *testing.T) { // rule 55
	db := storetest.SQLite(t)
	storetest.Locales(t, db, en)
	posts := storetest.Work(t, db, content.Post{Locale: en, Slug: "before"})
	guid := func() string {
		_, after, _ := strings.Cut(get(serve(t, db), "/en-us/rss.xml").Body.String(), "<guid")
		name, _, _ := strings.Cut(after, "</guid>")
		return name
	}
	before := guid()
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		posts[0].Slug = "after"
		_, err := tx.SavePost(ctx, posts[0])
		return err
	})
	if after := guid(); after != before || before == "" {
		t.Errorf("the name was %q and is %q", before, after)
	}
}

// A text over the limits of rendering is stored by another program; it must
// not take the others with it.
func TestFeedOutlivesATextThatCannotBeRendered(t *testing.T) {
	db := storetest.SQLite(t)
	storetest.Locales(t, db, en)
	storetest.Work(t, db, content.Post{Locale: en, Slug: "deep", Excerpt: "Too deep.", Body: strings.Repeat("> ", 100) + "x"})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "plain", Body: "Readable."})
	body := get(serve(t, db), "/en-us/feed.xml").Body.String()
	for _, want := range []string{"Too deep.", "Readable."} {
		if !strings.Contains(body, want) {
			t.Errorf("the feed lacks %q:\n%s", want, body)
		}
	}
}
