package public

import (
	"html/template"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"verso/internal/feed"
	"verso/internal/locale"
)

func TestTextOfAnEntryFitsItsTemplate(t *testing.T) {
	tmpl, err := sampleViews(t).Template("pt-BR", "feed")
	if err != nil {
		t.Fatal(err)
	}
	if err := templatecheck.CheckHTML(tmpl, feedText{}); err != nil {
		t.Error(err)
	}
}

func TestTextOfAnEntrySaysItsLanguageAndItsTranslator(t *testing.T) { // rules 56, 71
	const hostile = `"><script>alert(1)</script>`
	for l, credit := range map[locale.Tag]string{
		"pt-BR": "<p>Traduzido por Rui " + template.HTMLEscapeString(hostile) + "</p>",
		"ko":    `<p><span lang="en-US" dir="ltr">Translated by Rui ` + template.HTMLEscapeString(hostile) + "</span></p>",
	} {
		text := feedText{
			Lang: "ar", Body: `<p><a href="#a">أ</a></p>`, Translator: "Rui " + hostile,
			Cover: &image{Src: "/media/a.png", Alt: hostile, Width: 3, Height: 2},
		}
		html, err := sampleViews(t).Render(l, "feed", text)
		if err != nil {
			t.Fatal(err)
		}
		got := feed.Absolute(string(html), "https://ex.test/ar/x")
		for _, want := range []string{
			`<div lang="ar" dir="rtl">`, `<img src="https://ex.test/media/a.png"`, `href="https://ex.test/ar/x#a"`, credit,
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the text lacks %s:\n%s", l, want, got)
			}
		}
		if strings.Contains(got, "<script") { // T4
			t.Errorf("%s: text became an element:\n%s", l, got)
		}
	}
}
