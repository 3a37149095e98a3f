package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// queries returns how many statements a page costs.
func queries(t *testing.T, h http.Handler, path string) int {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "https://ex.test"+path, nil)
	ctx, stats := store.WithStats(r.Context())
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r.WithContext(ctx))
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d", path, w.Code)
	}
	return stats.Queries
}

// fill adds n works in two languages, each with a tag, a project and links to
// the others.
func fill(t *testing.T, db *store.DB, n int) {
	t.Helper()
	for i := range n {
		at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		body := "See "
		for j := range i {
			body += fmt.Sprintf("[%d](/en-us/articles/more-%d-%d) ", j, n, j)
		}
		posts := storetest.Work(t, db,
			content.Post{Locale: en, Slug: fmt.Sprintf("more-%d-%d", n, i), Body: body, PublishedAt: &at},
			content.Post{Locale: pt, Slug: fmt.Sprintf("mais-%d-%d", n, i), Body: body, PublishedAt: &at})
		for _, p := range posts {
			tag(t, db, p, fmt.Sprintf("Tag %d", i), fmt.Sprintf("tag-%d-%d", n, i))
		}
		storetest.Work(t, db, content.Post{Locale: en, Slug: fmt.Sprintf("made-%d-%d", n, i), Kind: content.Project})
		storetest.Work(t, db, content.Post{Locale: en, Slug: fmt.Sprintf("page-%d-%d", n, i), Kind: content.Page})
	}
}

// However much a site holds, a page costs the same number of queries, and a
// small one.
func TestPagesCostAConstantNumberOfQueries(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			p, err := tx.PostBySlug(ctx, en, content.Article, "hello-world")
			if err != nil {
				return err
			}
			p.Body += " [a](/en-us/articles/more-9-1) [b](/en-us/articles/more-9-2) [c](/en-us/tags/tag-9-1)"
			_, err = tx.SavePost(ctx, p)
			return err
		})
		limits := map[string]int{
			"/en-us/": 6, "/en-us/articles": 6, "/en-us/articles/hello-world": 20, "/en-us/projects": 5, "/en-us/projects/tool": 16,
			"/en-us/tags": 4, "/en-us/tags/go": 6, "/en-us/archive": 5, "/en-us/archive/2024": 5, "/en-us/about": 16,
			"/en-us/contact": 3, "/sitemap.xml": 6, "/sitemaps/en-us.xml": 7,
		}
		before := map[string]int{}
		for path := range limits {
			before[path] = queries(t, serve(t, db), path)
		}
		fill(t, db, 9)
		for path, limit := range limits {
			after := queries(t, serve(t, db), path)
			t.Logf("%s: %d queries", path, after)
			if after > before[path]+1 && path != "/en-us/articles/hello-world" {
				t.Errorf("%s costs %d queries on a small site, %d on a larger one", path, before[path], after)
			}
			if after > limit {
				t.Errorf("%s costs %d queries, want %d at most", path, after, limit)
			}
		}
	})
}
