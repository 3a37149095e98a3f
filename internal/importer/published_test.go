package importer_test

import (
	"net/url"
	"testing"

	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/store/storetest"
	"verso/internal/web/links"
	"verso/internal/web/urls"
)

func TestAddressesThatTheOldSiteMadeLeadToItsTexts(t *testing.T) { // rule 70, FACTS 25
	post := func(header string) string { return "---\ntitle: A Title\n" + header + "---\nText " + header }
	for name, test := range map[string]struct {
		files map[string]string
		want  map[string]string // old address to path of this site
	}{
		"jekyll": {
			map[string]string{"site/_posts/2024-02-29-Hello-1.2.md": post(""), "site/_posts/fr/2024-02-29-Hello-1.2.md": post("lang: fr\n")},
			map[string]string{
				"/2024/02/29/Hello-1.2/": "/en/articles/hello-1-2", "/2024/02/29/Hello-1.2.html": "/en/articles/hello-1-2",
				"/fr/2024/02/29/Hello-1.2/": "/fr/articles/hello-1-2",
			},
		},
		"jekyll, with categories": {
			map[string]string{"_config.yml": "title: x\n", "news/_posts/2024-02-29-a.md": post("categories: [Big Data]\n"), "_posts/2024-02-28-b.md": post("date: 2024-03-01\n")},
			map[string]string{"/news/big-data/2024/02/29/a.html": "/en/articles/a", "/2024/03/01/b": "/en/articles/b"},
		},
		"jekyll, a pattern": {
			map[string]string{"_config.yml": "permalink: /blog/:i_month-:short_year/:title/\n", "_posts/2024-02-29-a.md": post(""), "_posts/2024-02-28-b.md": post("permalink: /:year/:title\n")},
			map[string]string{"/blog/2-24/a/": "/en/articles/a", "/2024/b": "/en/articles/b"},
		},
		"jekyll, a style that nobody knows": {
			map[string]string{"_config.yml": "permalink: mine\n", "_posts/2024-02-29-a.md": post("")},
			map[string]string{"/2024-02-29-a": "/en/articles/a"},
		},
		"hugo": {
			map[string]string{
				"hugo.toml":          "[permalinks]\nposts = '/:year/:month/:slug/'\ndocs = '/:sections/:title/'\nnotes = '/:year/:filename/'\n",
				"content/posts/a.md": post("date: 2024-02-29\n"), "content/docs/x/b.md": post("slug: b\n"), "content/notes/c.md": post(""),
			},
			map[string]string{"/2024/02/a-title/": "/en/articles/a", "/docs/x/a-title": "/en/articles/b", "/notes/c/": "/en/articles/c"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			db := storetest.SQLite(t)
			imported(t, db, folder(t, test.files), importer.Options{Default: "en"})
			s, err := db.Site(t.Context(), english)
			if err != nil {
				t.Fatal(err)
			}
			resolver := links.New(db, urls.New(s, &url.URL{Scheme: "http", Host: "localhost"}))
			for old, want := range test.want {
				to, ok, err := resolver.Old(t.Context(), locale.Tag(want[1:3]), old)
				if to != want || !ok || err != nil {
					t.Errorf("%s leads to %q (%t, %v), want %q", old, to, ok, err, want)
				}
			}
		})
	}
}
