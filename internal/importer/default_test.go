package importer_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"verso/internal/importer"
	"verso/internal/locale"
)

// FACTS 2: the files that name no locale are in the language that the others
// are translated from, however many translations there are.
func TestTheLocaleOfFilesThatNameNoneIsTheDefaultOfAnEmptySite(t *testing.T) {
	files := map[string]string{}
	for n := range 4 {
		files[fmt.Sprintf("_posts/2024-01-0%d-a%d.md", n+1, n)] = "---\ntitle: A\nlang: ko\n---\n글\n"
		files[fmt.Sprintf("_posts/fr/2024-01-0%d-a%d.md", n+1, n)] = "---\ntitle: A\nlang: fr\n---\nTexte\n"
	}
	files["_posts/fr/2024-02-01-plus.md"] = "---\ntitle: Plus\nlang: fr\n---\nTexte\n"
	p := planOf(t, folder(t, files), importer.Options{}, empty)
	if p.Posts()["fr"] <= p.Posts()["ko"] {
		t.Fatalf("posts %v: most are to be French", p.Posts())
	}
	if p.Default != "ko" {
		t.Errorf("the default is %s, want ko", p.Default)
	}
}

// Where every file names its locale, an empty site goes on in its language.
func TestAnEmptySiteGoesOnInItsLanguage(t *testing.T) {
	p := planOf(t, folder(t, named("en/a.md", "fr/a.md", "fr/b.md")), importer.Options{}, empty)
	if p.Default != "en" {
		t.Errorf("the default is %s, want the English of the folder: the site spoke en-US", p.Default)
	}
}

// Files that name no locale cannot be in the one whose files lie beside them.
func TestFilesBesideThoseOfTheDefaultAreInAnotherLanguage(t *testing.T) {
	files := map[string]string{}
	for n := range 4 {
		files[fmt.Sprintf("a%d.md", n)] = "---\ntitle: A\n---\n" + strings.Repeat("This is one of the texts that are in English, and it is not long. ", 3) + "\n"
		files[fmt.Sprintf("a%d.pt-br.md", n)] = "---\ntitle: A\n---\n" + strings.Repeat("Este é um dos textos que estão em português, e não é longo. ", 3) + "\n"
	}
	site := empty
	site.Default, site.Empty = "pt-BR", false
	p := planOf(t, folder(t, files), importer.Options{}, site)
	if got := p.Posts(); len(p.Skipped) > 0 || got["en"] != 4 || got["pt-BR"] != 4 {
		t.Errorf("posts %v, skipped %v; want four in each language", got, p.Skipped)
	}
	if got := reasons(p.Warnings); !strings.Contains(got, "read as en") || !strings.Contains(got, "--default-locale") {
		t.Errorf("the report does not say it:\n%s", got)
	}
	p = planOf(t, folder(t, files), importer.Options{Default: "es"}, site)
	if got := p.Posts(); got["es"] != 4 || len(p.Warnings) > 0 {
		t.Errorf("told that they are Spanish: posts %v, warnings %v", got, p.Warnings)
	}
}

// The sites of the corpus say what they are translated from without being
// asked.
func TestRealSitesSayWhatTheyAreTranslatedFrom(t *testing.T) {
	for set, want := range map[string]locale.Tag{
		"hugo-folder-glossary": "en", "hugo-suffix-hextra": "en-US", "zola-suffix-tabi": "en-US", "jekyll-polyglot": "en",
	} {
		if p := planOf(t, filepath.Join(corpus(t), set), importer.Options{}, empty); p.Default != want {
			t.Errorf("the default of %s is %s, want %s", set, p.Default, want)
		}
	}
}
