package public

import (
	"html/template"
	"strings"
	"testing"

	"verso/internal/locale"
	"verso/internal/web/view"
)

// parallel is a text beside another of the sample site, one of whose passages
// has no counterpart.
func (s sample) parallel(t *testing.T) namedPage {
	other := sampleOf(t, map[bool]locale.Tag{true: "ar", false: "en-US"}[s.locale != "ar"])
	page := parallelPage{Page: s.page(s.titles[0], "articles/0"), Own: s.side(), Other: other.side()}
	page.Own.Stale = &staleNote{Original: page.Other.Variant}
	for i, p := range s.paragraphs {
		page.Rows = append(page.Rows, facingRow{template.HTML("<p>" + p + "</p>"), template.HTML("<p>" + other.paragraphs[i] + "</p>")})
	}
	page.Rows = append(page.Rows, facingRow{Own: "<p>" + template.HTML(s.paragraphs[0]) + "</p>"})
	return namedPage{"public/parallel", page}
}

func (s sample) side() side {
	return side{
		Variant: view.Variant{Href: s.href("articles/0"), Lang: s.locale, Name: s.locale.Autonym()},
		Title:   s.titles[0], Lang: s.locale, PublishedAt: s.entries()[0].Date, Author: s.author, Translator: s.translator,
	}
}

// Translation, part 13, and WCAG 3.1.2: every block of the other text says its
// language, and follows the block that it is beside.
func TestTwoTextsSayWhichIsWhich(t *testing.T) {
	s, other := sampleOf(t, "pt-BR"), sampleOf(t, "ar")
	p := s.parallel(t)
	html, err := sampleViews(t).Render("pt-BR", p.template, p.page)
	if err != nil {
		t.Fatal(err)
	}
	page := string(html)
	at := 0
	for i := range s.paragraphs {
		for _, want := range []string{s.paragraphs[i], `<details lang="ar" dir="rtl">`, `<summary>العربية</summary>`, other.paragraphs[i]} {
			found := strings.Index(page[at:], want)
			if found < 0 {
				t.Fatalf("row %d: no %s where it is read", i, want)
			}
			at += found
		}
	}
	if n := strings.Count(page, "<details"); n != len(s.paragraphs) {
		t.Errorf("%d blocks of the other text, want %d: a passage without one shows none", n, len(s.paragraphs))
	}
}
