package seo_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/seo"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	english    = seo.Variant{URL: "https://ex.test/en-us/articles/hello-world", Title: "Hello, world", Language: "en-US"}
	portuguese = seo.Variant{URL: "https://ex.test/pt-br/artigos/ola-mundo", Title: "Olá, mundo", Language: "pt-BR"}
	japanese   = seo.Variant{URL: "https://ex.test/ja/articles/hello", Title: "こんにちは", Language: "ja"}
)

func article(v seo.Variant) seo.Work {
	return seo.Work{
		Type: seo.BlogPosting, Variant: v, Description: "A first post", Image: "https://ex.test/media/a.png",
		Published: time.Date(2026, 2, 5, 9, 0, 0, 0, time.FixedZone("", -3*3600)),
		Modified:  time.Date(2026, 2, 6, 9, 0, 0, 0, time.UTC),
		Author:    "Ana", Publisher: "Example",
		Source: &english, Variants: []seo.Variant{english, portuguese, japanese},
	}
}

// golden compares the JSON of v with a file of testdata.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	got, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestSourceListsItsTranslations(t *testing.T) { // rule 48
	golden(t, "source.json", seo.Describe(article(english)))
}

func TestTranslationPointsToTheSource(t *testing.T) { // rule 48
	w := article(portuguese)
	w.Translator = "Eva"
	original := english
	original.Modified = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	w.Source = &original
	golden(t, "translation.json", seo.Describe(w))
}

func TestHomeIsAWebSite(t *testing.T) {
	golden(t, "home.json", seo.DescribeHome(seo.Home{
		URL: "https://ex.test/pt-br/", Name: "Exemplo", Description: "Um site", Language: "pt-BR",
	}))
}

func TestEveryPageNamesTheSameSet(t *testing.T) { // rule 47
	want := map[string]bool{english.URL: true, portuguese.URL: true, japanese.URL: true}
	for _, v := range []seo.Variant{english, portuguese, japanese} {
		got := map[string]bool{}
		page := seo.Describe(article(v))
		got[page.ID] = true
		if page.Original != nil {
			got[page.Original.ID] = true
			page = *page.Original
		}
		for _, translation := range page.Translations {
			got[translation.ID] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("set of %s (-want +got):\n%s", v.URL, diff)
		}
	}
}

func TestSingleVariantHasNoTranslations(t *testing.T) { // rule 41
	w := article(english)
	w.Variants = w.Variants[:1]
	if page := seo.Describe(w); page.Translations != nil || page.Original != nil {
		t.Errorf("a single variant has translations %v of %v, want none", page.Translations, page.Original)
	}
}

func TestUnpublishedSourceIsNotRevealed(t *testing.T) { // rule 36
	w := article(portuguese)
	w.Source, w.Variants = nil, []seo.Variant{portuguese, japanese}
	if page := seo.Describe(w); page.Original != nil || page.Translations != nil {
		t.Errorf("without a published source: original %v, translations %v, want none", page.Original, page.Translations)
	}
}

func TestHostileTextCannotLeaveTheScript(t *testing.T) { // T4
	w := article(seo.Variant{URL: english.URL, Title: "</script><!--&\u2028\u2029", Language: "en-US"})
	got, err := json.Marshal(seo.Describe(w))
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(got), "<>&\u2028\u2029") {
		t.Errorf("JSON-LD holds a character that a script element minds: %s", got)
	}
	var back struct{ Headline string }
	if err := json.Unmarshal(got, &back); err != nil || back.Headline != w.Title {
		t.Errorf("headline read back = %q, %v, want %q", back.Headline, err, w.Title)
	}
}
