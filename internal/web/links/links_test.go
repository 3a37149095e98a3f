package links_test

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/links"
	"verso/internal/web/urls"
	"verso/locales"
)

// resolver resolves against what db holds at https://ex.test.
func resolver(t *testing.T, db *store.DB) links.Resolver {
	t.Helper()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := db.Site(t.Context(), catalog.Sections)
	if err != nil {
		t.Fatal(err)
	}
	return links.New(db, urls.New(snapshot, &url.URL{Scheme: "https", Host: "ex.test"}))
}

func TestResolveAllAnswersEachTextForItsReader(t *testing.T) { // rule 70
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR")
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "hello"}, content.Post{Locale: "pt-BR", Slug: "ola"})
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "only"})
		got, err := resolver(t, db).ResolveAll(t.Context(), []links.Text{
			{Locale: "pt-BR", Links: []string{"/en-us/articles/hello#a", "/en-us/articles/only", "/pt-br/feed.xml", "https://other.test/"}},
			{Locale: "en-US", Links: []string{"https://ex.test/pt-br/artigos/ola", "/nowhere", "/pt-br/feed.xml"}},
			{Locale: "en-US"},
		})
		if err != nil {
			t.Fatal(err)
		}
		want := []map[string]links.Target{
			{
				"/en-us/articles/hello#a": {Href: "/pt-br/artigos/ola#a"},
				"/en-us/articles/only":    {Href: "/en-us/articles/only", Locale: "en-US"},
				"/pt-br/feed.xml":         {Href: "/pt-br/feed.xml"},
			},
			{
				"https://ex.test/pt-br/artigos/ola": {Href: "/en-us/articles/hello"},
				"/nowhere":                          {Dead: true},
				"/pt-br/feed.xml":                   {Href: "/en-us/feed.xml"},
			},
			{},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("targets (-want +got):\n%s", diff)
		}
	})
}

// A text may hold more links than a database binds values in one query.
func TestResolveAsksForAnyNumberOfLinks(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US")
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "hello"})
		hrefs := []string{"/en-us/articles/hello"}
		for i := range 20_000 {
			hrefs = append(hrefs, fmt.Sprintf("/en-us/articles/none-%d", i))
		}
		got, err := resolver(t, db).Resolve(t.Context(), links.Text{Locale: locale.EnglishUS}, hrefs)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(hrefs) || got[hrefs[0]].Dead || !got[hrefs[1]].Dead {
			t.Errorf("%d of %d links were answered; the first leads to %+v", len(got), len(hrefs), got[hrefs[0]])
		}
	})
}

// Rule 70: what answers keeps its link.
func TestEveryKindOfAddressThatAnswersKeepsItsLink(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR")
		in := func(year int) *time.Time {
			at := time.Date(year, 6, 1, 12, 0, 0, 0, time.UTC)
			return &at
		}
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "a", PublishedAt: in(2024)}, content.Post{Locale: "pt-BR", Slug: "a", PublishedAt: in(2024)})
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "b", PublishedAt: in(2023)})
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			return tx.SaveRedirect(ctx, content.Redirect{From: "/caf\u00e9", To: "/en-us/articles/a", Status: 301})
		})
		want := map[string]links.Target{
			"/en-us/search?q=x":            {Href: "/pt-br/busca?q=x"},
			"/en-us/search/opensearch.xml": {Href: "/pt-br/busca/opensearch.xml"},
			"/en-us/archive/2024#june":     {Href: "/pt-br/arquivo/2024#june"},
			"/archive/2024":                {Href: "/pt-br/arquivo/2024"},
			"/en-us/archive/2023":          {Href: "/en-us/archive/2023", Locale: "en-US"},
			"/en-us/archive/2022":          {Dead: true},
			"/robots.txt":                  {Href: "/robots.txt"},
			"/favicon.ico":                 {Href: "/favicon.ico"},
			"/.well-known/security.txt":    {Href: "/.well-known/security.txt"},
			"/.well-known/other.txt":       {Dead: true},
			"/sitemaps/pt-br.xml":          {Href: "/sitemaps/pt-br.xml"},
			"/sitemaps/de.xml":             {Dead: true},
			"/cafe%CC%81":                  {Href: "/en-us/articles/a"},
		}
		got, err := resolver(t, db).Resolve(t.Context(), links.Text{Locale: "pt-BR"}, slices.Collect(maps.Keys(want)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("targets (-want +got):\n%s", diff)
		}
	})
}
