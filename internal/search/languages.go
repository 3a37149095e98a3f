package search

import (
	"bytes"
	"sync"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/ckb"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/eu"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/ga"
	"github.com/blevesearch/bleve/v2/analysis/lang/gl"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/hy"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/in"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"

	"verso/internal/locale"
)

// languages are the rules known, by bare language; each is made on first use.
var languages = map[locale.Tag]func() *language{
	"ar":  with(ar.ArabicStopWords, ar.NewArabicNormalizeFilter(), ar.NewArabicStemmerFilter()),
	"bg":  with(bg.BulgarianStopWords),
	"ca":  with(ca.CatalanStopWords),
	"ckb": with(ckb.SoraniStopWords, ckb.NewSoraniNormalizeFilter(), ckb.NewSoraniStemmerFilter()),
	"cs":  with(cs.CzechStopWords),
	"da":  with(da.DanishStopWords, da.NewDanishStemmerFilter()),
	"de":  with(de.GermanStopWords, de.NewGermanNormalizeFilter(), de.NewGermanLightStemmerFilter()),
	"el":  with(el.GreekStopWords),
	"en":  sync.OnceValue(english),
	"es":  with(es.SpanishStopWords, es.NewSpanishNormalizeFilter(), es.NewSpanishLightStemmerFilter(), shortPlural{}),
	"eu":  with(eu.BasqueStopWords),
	"fa":  with(fa.PersianStopWords, ar.NewArabicNormalizeFilter(), fa.NewPersianNormalizeFilter()),
	"fi":  with(fi.FinnishStopWords, fi.NewFinnishStemmerFilter()),
	"fr":  with(fr.FrenchStopWords, fr.NewFrenchLightStemmerFilter()),
	"ga":  with(ga.IrishStopWords),
	"gl":  with(gl.GalicianStopWords),
	"he":  sync.OnceValue(hebrew),
	"hi":  with(hi.HindiStopWords, in.NewIndicNormalizeFilter(), hi.NewHindiNormalizeFilter(), hi.NewHindiStemmerFilter()),
	"hr":  with(hr.CroatianStopWords, hr.NewSuffixTransformationFilter(), hr.NewCroatianStemmerFilter()),
	"hu":  with(hu.HungarianStopWords, hu.NewHungarianStemmerFilter()),
	"hy":  with(hy.ArmenianStopWords),
	"id":  with(id.IndonesianStopWords),
	"it":  with(it.ItalianStopWords, it.NewItalianLightStemmerFilterFilter()),
	"nb":  with(no.NorwegianStopWords, no.NewNorwegianStemmerFilter()),
	"nl":  with(nl.DutchStopWords, nl.NewDutchStemmerFilter()),
	"nn":  with(no.NorwegianStopWords, no.NewNorwegianStemmerFilter()),
	"no":  with(no.NorwegianStopWords, no.NewNorwegianStemmerFilter()),
	"pt":  with(pt.PortugueseStopWords, tildes{}, pt.NewPortugueseLightStemmerFilter()),
	"ro":  with(ro.RomanianStopWords, ro.NewRomanianStemmerFilter()),
	"ru":  with(ru.RussianStopWords, ru.NewRussianStemmerFilter()),
	"sv":  with(sv.SwedishStopWords, sv.NewSwedishStemmerFilter()),
	"tr":  sync.OnceValue(turkish),
}

// unruled is every language without rules of its own.
var unruled = sync.OnceValue(func() *language { return &language{} })

// with returns the maker of a language with these rules.
func with(stopWords []byte, stem ...analysis.TokenFilter) func() *language {
	return sync.OnceValue(func() *language { return &language{stop: listed(stopWords), stem: stem} })
}

func english() *language {
	return &language{
		apostrophes: true, stop: listed(en.EnglishStopWords),
		stem: []analysis.TokenFilter{en.NewEnglishStemmerFilter()},
	}
}

func turkish() *language {
	return &language{
		letters: unicode.TurkishCase, stop: listed(tr.TurkishStopWords),
		stem: []analysis.TokenFilter{tr.NewTurkishStemmerFilter()},
	}
}

// listed reads a list of stop words as bleve has them, and frees them of
// accents and apostrophes.
func listed(list []byte) map[string]bool {
	words := analysis.NewTokenMap()
	_ = words.LoadBytes(list) // a read from memory does not fail
	stop := make(map[string]bool, len(words))
	lang := &language{}
	for word := range words {
		stop[fold(lang.lower(word))] = true
	}
	return stop
}

// tildes gives plurals back the tilde that readers leave out, by which the
// rules of Portuguese know them: "traducoes" is "traduções".
type tildes struct{}

// Filter implements analysis.TokenFilter.
func (tildes) Filter(input analysis.TokenStream) analysis.TokenStream {
	for _, token := range input {
		if rest, ok := bytes.CutSuffix(token.Term, []byte("oes")); ok && len(rest) > 1 {
			token.Term = append(rest[:len(rest):len(rest)], "ões"...)
		}
	}
	return input
}

// shortPlural takes the plural from words of four letters, which the light
// stemmer of Spanish leaves alone: "años" is "año".
type shortPlural struct{}

// Filter implements analysis.TokenFilter.
func (shortPlural) Filter(input analysis.TokenStream) analysis.TokenStream {
	for _, token := range input {
		plural := bytes.HasSuffix(token.Term, []byte("os")) || bytes.HasSuffix(token.Term, []byte("as"))
		if plural && letters(string(token.Term)) == 4 {
			token.Term = token.Term[:len(token.Term)-1]
		}
	}
	return input
}
