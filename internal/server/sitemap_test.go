package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Rule 46: the more languages a site has, the fewer posts a file of its sitemap
// lists, since each brings an address for every one; nothing is lost between
// the files.
func TestASitemapOfManyLanguagesHasMoreFiles(t *testing.T) {
	db := storetest.SQLite(t)
	tags := []locale.Tag{en}
	for _, l := range strings.Fields("pt-BR ar de es fr he hi it ja ko nl ru tr uk zh-CN ca ur fa pl cs sv da fi nb el hu ro th vi") {
		tags = append(tags, locale.Tag(l))
	}
	storetest.Locales(t, db, tags...)
	const posts = 1000 // more than one file lists of 30 languages, less than of one
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return addMany(ctx, tx, posts) })

	s := serve(t, db)
	read := func(path string) string {
		t.Helper()
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "https://ex.test"+path, nil))
		if w.Code != 200 {
			t.Fatalf("%s answers %d, want 200", path, w.Code)
		}
		return w.Body.String()
	}
	if index := read("/sitemap.xml"); !strings.Contains(index, "/sitemaps/en-us-2.xml<") || strings.Contains(index, "/sitemaps/en-us-3.xml<") {
		t.Fatalf("the index lists other than two files in English:\n%s", index)
	}
	both := read("/sitemaps/en-us.xml") + read("/sitemaps/en-us-2.xml")
	for n := range posts {
		if got := strings.Count(both, fmt.Sprintf("<loc>https://ex.test/en-us/articles/post-%d</loc>", n)); got != 1 {
			t.Fatalf("post %d stands %d times in the files, want once", n, got)
		}
	}
}

// addMany adds articles in English, each a work of its own.
func addMany(ctx context.Context, tx *store.Tx, posts int) error {
	groups := make([]content.Group, posts)
	for n := range groups {
		groups[n].Kind = content.Article
	}
	if err := tx.AddGroups(ctx, groups); err != nil {
		return err
	}
	at := storetest.Now
	added := make([]store.NewPost, posts)
	for n := range added {
		slug := fmt.Sprintf("post-%d", n)
		added[n] = store.Analyse(content.Post{
			GroupID: groups[n].ID, Kind: content.Article, Locale: en, Slug: slug, Title: slug, Body: "Text.",
			Status: content.Published, PublishedAt: &at, FirstPublishedAt: &at, CreatedAt: at, UpdatedAt: at,
		}, nil)
	}
	return tx.AddPosts(ctx, added)
}
