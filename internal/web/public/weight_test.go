package public

import (
	"bytes"
	"compress/gzip"
	"html/template"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"

	"verso/internal/message"
	"verso/internal/web/view"
	"verso/locales"
	"verso/static"
	"verso/templates"
)

// firstFlight is what a server may send before the first acknowledgement: ten
// segments of 1,460 bytes (RFC 6928).
const firstFlight = 14_600

func TestAPostOfAThousandWordsFitsOneFlight(t *testing.T) { // rule 67
	dist, err := fs.Sub(static.FS, "dist")
	if err != nil {
		t.Fatal(err)
	}
	assets, err := view.LoadAssets(dist)
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	views, err := view.Load(view.Config{Templates: templates.FS, Assets: assets, Catalog: catalog})
	if err != nil {
		t.Fatal(err)
	}
	href, err := assets.Href("public.css")
	if err != nil {
		t.Fatal(err)
	}
	css, err := fs.ReadFile(dist, strings.TrimPrefix(href, view.StaticPath))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range sampleLocales {
		s := sampleOf(t, l)
		page, ok := s.pages(t)["article"].page.(articlePage)
		if !ok {
			t.Fatal("the sample article is no articlePage")
		}
		page.Article.Body = thousandWords()
		html, err := views.Render(l, "public/article", page)
		if err != nil {
			t.Fatal(err)
		}
		weight := compressed(t, html) + compressed(t, css)
		t.Logf("%s: page %d bytes, style sheet %d bytes", l, compressed(t, html), compressed(t, css))
		if weight > firstFlight {
			t.Errorf("%s: an article of 1,000 words and its style sheet take %d bytes compressed, want at most %d", l, weight, firstFlight)
		}
	}
}

// thousandWords returns a text with a link in each of its twenty paragraphs.
// Its words are drawn from 48 syllables, so that they compress worse than a
// language does.
func thousandWords() template.HTML {
	random := rand.New(rand.NewPCG(1, 2))
	var syllables []string
	for _, consonant := range "bdfghklmnprstvwz" {
		for _, vowel := range "aeo" {
			syllables = append(syllables, string(consonant)+string(vowel))
		}
	}
	var b strings.Builder
	for range 20 {
		b.WriteString("<p>")
		for range 49 {
			for range 2 + random.IntN(2) {
				b.WriteString(syllables[random.IntN(len(syllables))])
			}
			b.WriteByte(' ')
		}
		b.WriteString(`<a href="/en-us/articles/` + syllables[random.IntN(len(syllables))] + `" hreflang="en-US">` +
			syllables[random.IntN(len(syllables))] + "</a>.</p>\n")
	}
	return template.HTML(b.String())
}

func compressed(t *testing.T, data []byte) int {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}
