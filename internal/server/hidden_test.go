package server_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Trust T2 and the matrix: of what is not public no word is anywhere: not at
// its address, in no list, feed, sitemap or search, beside no neighbour, and
// not on the page of its other language.
func TestNothingIsSaidOfWhatIsNotPublic(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		const marker = "zzsecretzz"
		later := storetest.Now.Add(time.Hour)
		var paths []string
		for i, status := range []content.Status{content.Draft, content.InReview, content.Scheduled, content.Archived, content.Trashed} {
			slug, day := fmt.Sprintf("public-%d", i), storetest.Now.AddDate(0, 0, -i-1)
			hidden := content.Post{
				Locale: pt, Slug: marker + fmt.Sprint(i), Title: marker + " lighthouse", Excerpt: marker, Body: marker, Author: marker, SEOTitle: marker,
				Status: status, PublishedAt: &later,
			}
			if status != content.Scheduled {
				hidden.PublishedAt = &day
			}
			posts := storetest.Work(t, db, content.Post{Locale: en, Slug: slug, PublishedAt: &day}, hidden)
			tag(t, db, posts[0], "Sea", fmt.Sprint("sea-", i))
			tag(t, db, posts[1], "Mar", fmt.Sprint("mar-", i))
			paths = append(paths, "/en-us/articles/"+slug, "/pt-br/artigos/"+slug, "/en-us/tags/sea-"+fmt.Sprint(i), "/pt-br/etiquetas/mar-"+fmt.Sprint(i),
				"/pt-br/etiquetas/mar-"+fmt.Sprint(i)+"/feed.xml", "/pt-br/artigos/"+hidden.Slug, "/en-us/articles/"+hidden.Slug, "/pt-br/"+hidden.Slug,
				fmt.Sprintf("/pt-br/preview/%d", posts[1].ID))
		}
		for _, l := range []string{"/en-us/", "/pt-br/"} {
			for _, path := range []string{"", "feed.xml", "rss.xml", "feed.json", "contact", "contato", "articles", "artigos", "tags", "etiquetas", "archive", "arquivo",
				"archive/2026", "arquivo/2026", "search?q=lighthouse", "busca?q=lighthouse", "nothing"} {
				paths = append(paths, l+path)
			}
		}
		paths = append(paths, "/sitemap.xml", "/sitemaps/en-us.xml", "/sitemaps/pt-br.xml", "/robots.txt", "/artigos/"+marker+"0")
		site := cached(t, db)
		found := 0
		for range 2 { // made, then kept
			for _, path := range paths {
				w := get(site, path)
				text := strings.ReplaceAll(w.Body.String(), path, "") // what was asked for may be repeated
				if w.Code == 200 {
					found++
				}
				if at := strings.Index(text, marker); at >= 0 {
					t.Errorf("%s (%d) tells: …%s…", path, w.Code, text[max(0, at-100):min(len(text), at+60)])
				}
			}
		}
		if found < 50 {
			t.Errorf("only %d pages were there to look at", found)
		}
	})
}
