package sharecard

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	// softHyphen is where a word may be broken.
	softHyphen = '\u00ad'

	// longWord is how many letters a word has that may be broken, and edge how
	// many stay together at its ends.
	longWord = 16
	edge     = 4
)

// soften marks in long words of European scripts where a syllable begins: at a
// consonant before a vowel. Dictionaries know better, but they are one per
// language, and titles have few such words.
func soften(text []rune) []rune {
	soft := make([]rune, 0, len(text))
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && hyphened(text[end]) {
			end++
		}
		if end == i {
			soft = append(soft, text[i])
			i++
			continue
		}
		word := text[i:end]
		for at, r := range word {
			if len(word) >= longWord && at >= edge && at <= len(word)-edge && startsSyllable(word, at) {
				soft = append(soft, softHyphen)
			}
			soft = append(soft, r)
		}
		i = end
	}
	return soft
}

// startsSyllable reports whether a syllable begins at a letter of a word. What
// two letters write together, "ch" or "ck", is not parted.
func startsSyllable(word []rune, at int) bool {
	if vowel(word[at]) || !vowel(word[at+1]) {
		return false
	}
	before := unicode.ToLower(word[at-1])
	switch unicode.ToLower(word[at]) {
	case 'h':
		return vowel(before)
	case 'k':
		return before != 'c'
	}
	return true
}

// vowel reports whether a letter is a vowel, whatever marks it carries.
func vowel(r rune) bool {
	base := []rune(norm.NFD.String(string(unicode.ToLower(r))))[0]
	return strings.ContainsRune("aeiouyæøœı"+"αεηιουω"+"аеиоуыэюяєі", base)
}

func hyphened(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }

// hyphenate ends the lines that break a word with a hyphen.
func (t *typesetter) hyphenate(text []rune, b block) {
	for i, l := range b.lines {
		end := 0
		for _, run := range l.runs {
			end = max(end, run.Runes.Offset+run.Runes.Count)
		}
		if end < len(text) && text[end-1] == softHyphen {
			hyphen := t.shape([]rune{'-'}, b.size)[0]
			b.lines[i].runs = append(slices.Clip(l.runs), hyphen)
			b.lines[i].width += hyphen.Advance
		}
	}
}
