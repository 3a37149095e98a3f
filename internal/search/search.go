// Package search turns texts and what readers type into the same words, for both databases.
//
// A text is cut into words, each is stemmed by the rules of its language and
// then freed of accents, so that "traducao" finds "traduções". Scripts that set
// no spaces between words are cut into overlapping pairs of letters. The
// databases keep these words as they are and analyse nothing themselves: that
// is why both find the same posts.
package search

import (
	"strings"
	"unicode/utf8"

	"verso/internal/locale"
)

// Version grows when the words of a text, or the way they are kept, change:
// then the index is built anew.
const Version = 1

// maxTerm is the longest term in letters; what is longer is cut. PostgreSQL
// refuses lexemes of more than 2,046 bytes.
const maxTerm = 64

// A Word is one word of a text.
type Word struct {
	Term       string // as it is compared: stemmed, without accents
	Start, End int    // in the text, in bytes
	Stop       bool   // says little by itself: "the", "de"
	unspaced   bool   // one letter or a pair, of a script without spaces
}

// Words returns the words of text, which is in l, in their order.
func Words(text string, l locale.Tag) []Word {
	lang := languageOf(l)
	words := make([]Word, 0, len(text)/6)
	for p := range lang.pieces(text) {
		if p.unspaced {
			words = appendPairs(words, text, p)
			continue
		}
		if made := lang.word(text[p.start:p.end]); made.term != "" {
			words = append(words, Word{Term: made.term, Start: p.start, End: p.end, Stop: made.stop})
		}
	}
	return words
}

// cut returns the beginning of a term that is too long.
func cut(term string) string {
	if len(term) <= maxTerm {
		return term
	}
	letters := 0
	for i := range term {
		if letters == maxTerm {
			return term[:i]
		}
		letters++
	}
	return term
}

// prefixOf returns what the terms of words that begin with plain may begin
// with.
func prefixOf(plain string) string { return cut(fold(plain)) }

// letters counts the letters of s.
func letters(s string) int { return utf8.RuneCountInString(s) }

// prefix returns what stands before each term of a locale in the index, which
// holds all locales.
func prefix(l locale.Tag) string { return l.Path() + "_" }

// clean returns s without what is no text.
func clean(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, " ")
}
