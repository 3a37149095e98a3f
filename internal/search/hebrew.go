package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hebrewBefore are the words that Hebrew writes as letters before others: the,
// and, in, to, from, that, like, and those that often stand together.
var hebrewBefore = strings.Fields("ה ו ב ל מ ש כ וה שה מה כש וב ול ומ וש")

// article is the one of Hebrew.
const article = "ה"

// hebrewStops are the commonest of those that stand alone.
const hebrewStops = "את של על עם אל לא או אם כי גם רק כל זה זו זאת הוא היא הם הן אני אתה אנחנו יש אין היה היתה"

// hebrew has no stems: no rules of it are known. A word is found behind what is
// written before it, and the article before a word that is sought is not
// needed.
func hebrew() *language {
	return &language{before: hebrewBefore, stop: listed([]byte(strings.ReplaceAll(hebrewStops, " ", "\n")))}
}

// forms returns the other forms in which a word of Hebrew letters may stand in
// a text.
func (lang *language) forms(term string) []string {
	first, _ := utf8.DecodeRuneInString(term)
	if len(lang.before) == 0 || letters(term) < minPrefix || !unicode.Is(unicode.Hebrew, first) {
		return nil
	}
	var forms []string
	add := func(word string) {
		for _, before := range lang.before {
			if form := before + word; form != term {
				forms = append(forms, form)
			}
		}
	}
	add(term)
	if bare, ok := strings.CutPrefix(term, article); ok && letters(bare) >= minPrefix {
		forms = append(forms, bare)
		add(bare)
	}
	return forms
}
