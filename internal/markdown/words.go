package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"verso/internal/locale"
)

// CountWords returns how much there is to read in src, in units of a word: a
// word where words are separated (UAX 29), two letters of Chinese or
// Japanese, five of Thai, Lao, Khmer or Burmese. The text's own letters
// decide, so a Japanese text counts its English words as words.
func CountWords(src string, _ locale.Tag) int {
	return countWords(Plain(src))
}

// ReadWords is Read for Plain, Words and Lead alone: it takes src apart once,
// and makes do with a text over the limits as Plain does.
func ReadWords(src string) *Reading {
	source := clean(src)
	doc, err := body.parse(source)
	if err != nil {
		text := unparsed(source)
		return &Reading{Plain: text, Words: countWords(text)}
	}
	words := readPlain(doc, source)
	return &Reading{Plain: words.text, Words: countWords(words.text), begin: words.begin}
}

// countWords counts what there is to read in a text without markup. What
// stands between two spaces is one word in most places; the rules of Unicode,
// which take ten times as long, are asked about the rest.
func countWords(text string) int {
	var n units
	rest := 0 // where what is not counted yet begins
	for at := 0; at < len(text); {
		end := at + runEnd(text[at:])
		if isPlainWord(text[at:end]) {
			n.add(text[rest:at])
			n.words++
			rest = end
		}
		at = end + 1
	}
	n.add(text[rest:])
	return n.total()
}

// runEnd returns where the first space or line end of text is, or its length.
func runEnd(text string) int {
	for i := range len(text) {
		if text[i] == ' ' || text[i] == '\n' {
			return i
		}
	}
	return len(text)
}

// isPlainWord reports whether a run without spaces is surely one word: Latin
// letters and digits, with nothing but signs of ASCII around them.
func isPlainWord(run string) bool {
	const (
		before = iota
		inside
		after
	)
	place := before
	for _, r := range run {
		switch latin := isLatin(r); {
		case r >= utf8.RuneSelf && !latin:
			return false
		case latin && place == after:
			return false
		case latin:
			place = inside
		case place == inside:
			place = after
		case place == before && r != '"' && r != '\'' && r != '(' && r != '[':
			return false
		}
	}
	return place != before
}

// isLatin reports whether r is a digit of ASCII or a letter of the first
// blocks of Latin.
func isLatin(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	case r < 'À' || r > 'ɏ':
		return false
	}
	return r != '×' && r != '÷'
}

// units are what there is to read, by how it is counted.
type units struct{ words, ideographs, unspaced int }

func (n *units) total() int { return n.words + (n.ideographs+1)/2 + (n.unspaced+4)/5 }

// add counts a part of a text that begins and ends where words do.
func (n *units) add(text string) {
	for w := words.FromString(text); w.Next(); {
		r, _ := utf8.DecodeRuneInString(w.Value())
		switch {
		case !isWord(r):
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			n.ideographs += utf8.RuneCountInString(w.Value())
		case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			n.unspaced += utf8.RuneCountInString(w.Value())
		default:
			n.words++
		}
	}
}
