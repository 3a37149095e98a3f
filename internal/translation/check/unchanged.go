package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fewWords is how many words two languages may share by chance: names of
// products, months, titles.
const fewWords = 4

// unchanged finds a source that was left as it is (case 81). Words are those
// of letters alone and in small type somewhere: "v1.2" and "HTTP" are none.
func unchanged(r *reading) []Finding {
	if !prose(r.Kind) || r.From.Base() == r.To.Base() || strings.TrimSpace(r.Source) != strings.TrimSpace(r.Target) {
		return nil
	}
	if strings.HasPrefix(strings.ToLower(r.target.text), "lorem ipsum") {
		return nil // words of no language
	}
	words := 0
	for _, w := range r.target.words() {
		if utf8.RuneCountInString(w.text) > 1 && !isPath(r.target.prose, w) && strings.ToUpper(w.text) != w.text {
			words++
		}
		for _, c := range w.text { // of a script without capitals or blanks
			if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				words++
			}
		}
	}
	if words < fewWords {
		return nil
	}
	return []Finding{r.whole("CheckUnchanged")}
}

// isPath reports whether a word is a part of a file's name or the like.
func isPath(prose string, w token) bool {
	before, _ := utf8.DecodeLastRuneInString(prose[:w.start])
	after, _ := utf8.DecodeRuneInString(prose[w.end:])
	const within = "/\\_@=&%{}$"
	return strings.ContainsRune(within, before) || strings.ContainsRune(within, after) ||
		after == '.' && len(prose) > w.end+1 && unicode.IsLetter(rune(prose[w.end+1]))
}
