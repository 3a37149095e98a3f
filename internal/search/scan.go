package search

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A piece is a run of letters, marks and digits: a word, or, in scripts
// without spaces, what stands between two signs.
type piece struct {
	start, end int // bytes
	unspaced   bool
}

// pieces yields the pieces of text in their order.
func (lang *language) pieces(text string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		open := piece{start: -1}
		var before rune // the last rune of the open piece
		for i, r := range text {
			class := classOf(r)
			if open.start >= 0 && (class == mark || class == hidden) {
				if class == mark {
					open.end = i + utf8.RuneLen(r)
				}
				continue
			}
			if open.start >= 0 && !open.unspaced && lang.joins(before, r, text[i:]) {
				continue
			}
			if open.start >= 0 && (class == other || class == mark || class == hidden || (class == unspaced) != open.unspaced) {
				if !yield(open) {
					return
				}
				open.start = -1
			}
			if class != spaced && class != unspaced {
				continue
			}
			if open.start < 0 {
				open = piece{start: i, unspaced: class == unspaced}
			}
			open.end, before = i+utf8.RuneLen(r), r
		}
		if open.start >= 0 {
			yield(open)
		}
	}
}

// A class is what a rune means for the bounds of words.
type class int

const (
	other    class = iota // ends a word
	spaced                // letter or digit of a script that sets spaces
	unspaced              // letter of a script that does not
	mark                  // belongs to the letter before it
	hidden                // soft hyphens, joiners, marks of direction: not there
)

// scriptsWithoutSpaces are those whose words no sign separates, and Korean,
// whose particles stick to the words.
var scriptsWithoutSpaces = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tai_Tham, unicode.New_Tai_Lue, unicode.Yi,
}

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return spaced
		}
		return other
	case r == '\u200c': // ZERO WIDTH NON-JOINER parts the words of Persian compounds
		return other
	case r == 'ー' || r == 'ｰ' || r == 'ﾞ' || r == 'ﾟ': // of both kana
		return unspaced
	case unicode.IsLetter(r):
		if r >= 0x0e00 && unicode.In(r, scriptsWithoutSpaces...) {
			return unspaced
		}
		return spaced
	case unicode.IsMark(r):
		return mark
	case unicode.IsNumber(r):
		return spaced
	case unicode.Is(unicode.Cf, r):
		return hidden
	}
	return other
}

// joins reports whether the sign r stands inside a word, between the letter
// before it and the one after: the apostrophe of English, the quotation marks
// of Hebrew abbreviations.
func (lang *language) joins(before, r rune, from string) bool {
	hebrew := r == '"' || r == '\'' || r == '״' || r == '׳'
	english := lang.apostrophes && (r == '\'' || r == '’')
	if !hebrew && !english {
		return false
	}
	after, _ := utf8.DecodeRuneInString(from[utf8.RuneLen(r):])
	if english {
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	}
	return unicode.Is(unicode.Hebrew, before) && unicode.Is(unicode.Hebrew, after)
}

// appendPairs adds a word for each letter of a piece of a script without
// spaces: the letter and its neighbour, and at the end the last letter alone.
// Each letter begins one word, so a single letter is found as a prefix and a
// longer run as a phrase.
func appendPairs(words []Word, text string, p piece) []Word {
	first := len(words)
	var it norm.Iter
	it.InitString(norm.NFKC, text[p.start:p.end])
	for at := it.Pos(); !it.Done(); {
		segment := fold(string(it.Next()))
		end := it.Pos()
		for _, r := range segment {
			if class := classOf(r); class == other || class == hidden || unicode.Is(unicode.Variation_Selector, r) {
				continue
			}
			if n := len(words); n > first {
				words[n-1].Term += string(r)
				words[n-1].End = p.start + end
			}
			words = append(words, Word{Term: string(r), Start: p.start + at, End: p.start + end, unspaced: true})
		}
		at = end
	}
	return words
}
