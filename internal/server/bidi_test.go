package server_test

import (
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Trust T32: a title in another script does not draw the date or the count
// beside it into its own direction.
func TestTitlesAndTagsAreIsolatedFromWhatStandsBesideThem(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		const title, name = "Go عربي", "עברית"
		first := storetest.Work(t, db, content.Post{Locale: en, Slug: "first", Title: title})
		storetest.Work(t, db, content.Post{Locale: en, Slug: "second", Title: "Second"})
		tag(t, db, first[0], name, "hebrew")
		site := serve(t, db)
		year := first[0].Date().Format("/2006")
		for path, want := range map[string]string{
			"/en-us/archive" + year: "<bdi>" + title + "</bdi></a> <time",
			"/en-us/articles/first": "<bdi>" + name + "</bdi></a>",
			"/en-us/tags":           "<bdi>" + name + "</bdi></a>",
			"/en-us/tags/hebrew":    "<bdi>" + name + "</bdi></h1>",
		} {
			if body := get(site, path).Body.String(); !strings.Contains(body, want) {
				t.Errorf("%s lacks %s:\n%s", path, want, body)
			}
		}
	})
}
