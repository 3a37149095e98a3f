package urls_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/web/urls"
)

func TestParseCardReadsWhatCardWrote(t *testing.T) {
	b := builder(t, "en-US", "pt-BR", "ja")
	for _, p := range []content.Summary{
		{Kind: content.Article, Locale: "pt-BR", Slug: "olá-mundo"},
		{Kind: content.Page, Locale: "ja", Slug: "このサイトについて"},
		{Kind: content.Project, Locale: "en-US", Slug: "a-b-c"},
	} {
		path := b.Card(p, "0123456789abcdef")
		a, hash, ok := b.ParseCard(path)
		want := urls.Address{What: urls.Work, Locale: p.Locale, Kind: p.Kind, Slug: p.Slug}
		if diff := cmp.Diff(want, a); diff != "" || !ok || hash != "0123456789abcdef" {
			t.Errorf("ParseCard(%s): %q, %v (-want +got):\n%s", path, hash, ok, diff)
		}
	}
}

func TestPathsThatAreNoCard(t *testing.T) {
	b := builder(t, "en-US", "pt-BR")
	for _, path := range []string{
		"/cards", "/cards/en-us/article", "/cards/en-us/article/x.png", "/cards/en-us/article/-0.png", "/cards/en-us/article/x-0",
		"/cards/en-us/tag/x-0.png", "/cards/EN-us/article/x-0.png", "/cards/en/article/x-0.png", "/cards/xx/article/x-0.png",
		"/cards/en-us/article/a%2Fb-0.png", "/cards/en-us/../article/x-0.png", "/card/en-us/article/x-0.png", "/cards/en-us/article/x/y-0.png",
	} {
		if a, _, ok := b.ParseCard(path); ok {
			t.Errorf("ParseCard(%s) = %+v, want no card", path, a)
		}
	}
}
