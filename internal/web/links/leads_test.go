package links_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation/check"
)

// Translation case 79: what the checks of a translation know of links.
func TestCase79LeadsSayWhereTheReadersOfATranslationFindAWork(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR")
		posts := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "hello"}, content.Post{Locale: "pt-BR", Slug: "ola"})
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "only"})
		got, err := resolver(t, db).Leads(t.Context(), posts[1], []string{
			"/en-us/articles/hello", "/pt-br/artigos/ola", "/en-us/articles/only", "/articles/hello", "/nowhere", "https://other.test/",
		})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]check.Link{
			"/en-us/articles/hello": {Locale: "en-US", Public: true, Here: "/pt-br/artigos/ola"},
			"/pt-br/artigos/ola":    {Locale: "pt-BR", Public: true, Here: "/pt-br/artigos/ola"},
			"/en-us/articles/only":  {Locale: "en-US", Public: true},
			"/articles/hello":       {Public: true, Here: "/pt-br/artigos/ola"}, // names no language
			"/nowhere":              {},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("leads (-want +got):\n%s", diff)
		}
	})
}
