package site_test

import (
	"testing"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
)

func words(l locale.Tag) map[site.Section]string {
	if l == "pt-BR" {
		return map[site.Section]string{site.Articles: "artigos", site.Tags: "etiquetas"}
	}
	return map[site.Section]string{site.Articles: "articles", site.Tags: "tags"}
}

func snapshot(values []site.Value, chosen []site.Word, tags ...locale.Tag) *site.Site {
	var locales []site.Locale
	for i, tag := range tags {
		locales = append(locales, site.Locale{Tag: tag, Position: i, Enabled: true, Default: i == 0})
	}
	return site.New(1, locales, values, chosen, words)
}

func TestSettingFallsBackFromTheLocaleToAllToTheDefault(t *testing.T) {
	s := snapshot([]site.Value{
		{Key: site.Name, Locale: "pt-BR", Value: "Meu"}, {Key: site.Name, Value: "Ours"}, {Key: site.Tagline, Locale: "en-US", Value: "Line"},
	}, nil, "en-US", "pt-BR")
	for _, c := range []struct {
		setting site.Setting
		locale  locale.Tag
		want    string
		lang    locale.Tag
	}{
		{site.Name, "pt-BR", "Meu", "pt-BR"}, {site.Name, "en-US", "Ours", "en-US"},
		{site.Tagline, "pt-BR", "Line", "en-US"}, {site.Hero, "pt-BR", "", "en-US"},
	} {
		if got, lang := s.Setting(c.setting, c.locale); got != c.want || lang != c.lang {
			t.Errorf("%s in %s is %q in %s, want %q in %s", c.setting, c.locale, got, lang, c.want, c.lang)
		}
	}
}

func TestLanguageNameTellsRegionsApartOnlyWhereThereAreSeveral(t *testing.T) {
	one := snapshot(nil, nil, "en-US", "pt-BR")
	if got := one.LanguageName("pt-BR"); got != "Português" {
		t.Errorf("the only Portuguese is called %q", got)
	}
	two := snapshot(nil, nil, "en-US", "pt-BR", "pt-PT")
	if br, pt := two.LanguageName("pt-BR"), two.LanguageName("pt-PT"); br != "Português (Brasil)" || pt != "Português (Portugal)" {
		t.Errorf("two Portugueses are called %q and %q", br, pt)
	}
}

func TestSectionWords(t *testing.T) {
	s := snapshot(nil, []site.Word{
		{Locale: "pt-BR", Section: site.Articles, Word: "textos", Current: true},
		{Locale: "pt-BR", Section: site.Tags, Word: "marcas"},
	}, "en-US", "pt-BR")
	for _, c := range []struct {
		word    string
		section site.Section
		past    bool
		ok      bool
	}{
		{"textos", site.Articles, false, true}, {"artigos", site.Articles, true, true}, {"marcas", site.Tags, true, true},
		{"etiquetas", site.Tags, false, true}, {"articles", "", false, false}, {"", "", false, false},
	} {
		if section, past, ok := s.SectionByWord("pt-BR", c.word); section != c.section || past != c.past || ok != c.ok {
			t.Errorf("%q means %q (past %v, %v), want %q (past %v, %v)", c.word, section, past, ok, c.section, c.past, c.ok)
		}
	}
	if section, l, ok := s.ForeignSection("articles"); section != site.Articles || l != "en-US" || !ok {
		t.Errorf("articles is a word of %s for %q, %v", l, section, ok)
	}
}

// Every fixed word and section word is refused to pages.
func TestPagesCannotTakeReservedWords(t *testing.T) {
	s := snapshot(nil, nil, "en-US", "pt-BR")
	for _, word := range append(site.Reserved(), "articles", "tags") {
		if !s.ReservedIn("en-US", word) {
			t.Errorf("a page could be called %q", word)
		}
	}
	if s.ReservedIn("en-US", "artigos") || s.ReservedIn("en-US", "about") {
		t.Error("words of another locale, or of none, are reserved too")
	}
	if _, ok := site.SectionOf(content.Page); ok {
		t.Error("pages have a section")
	}
}
