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

func countWords(text string) int {
	separated, ideographs, run := 0, 0, 0
	for w := words.FromString(text); w.Next(); {
		r, _ := utf8.DecodeRuneInString(w.Value())
		switch {
		case !isWord(r):
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			ideographs += utf8.RuneCountInString(w.Value())
		case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			run += utf8.RuneCountInString(w.Value())
		default:
			separated++
		}
	}
	return separated + (ideographs+1)/2 + (run+4)/5
}
