package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verso/internal/locale"
)

// breaksByZeroWidth are the languages that mark where a line may end with
// U+200B.
var breaksByZeroWidth = []locale.Tag{"km", "th", "my", "ja", "lo"}

// The Arabic kashida, and as many of it as only stretch a word.
const (
	kashida = 'ـ'
	stretch = "ـــ"
)

// invisible finds characters that nobody sees and nobody meant: zero-width
// spaces, byte order marks, controls; and runs of the Arabic kashida, which
// stretch a word on one screen alone.
func invisible(r *reading) []Finding {
	stray := func(c rune) bool {
		switch {
		case c == '\u200b':
			return !slices.Contains(breaksByZeroWidth, r.To.Base())
		case c == '\ufeff' || c == '\u2060' || c == '\ufffc':
			return true
		}
		return unicode.IsControl(c) && c != '\n' && c != '\t'
	}
	if strings.IndexFunc(r.Target, func(c rune) bool { return c == kashida || stray(c) }) < 0 {
		return nil
	}
	var mended []byte
	first, length := -1, 0
	var before rune
	for i, c := range r.Target {
		_, size := utf8.DecodeRuneInString(r.Target[i:])
		stretched := c == kashida && before == kashida && strings.Contains(r.Target, stretch) && !strings.Contains(r.Source, stretch)
		before = c
		if !stretched && (!stray(c) || strings.ContainsRune(r.Source, c)) {
			mended = append(mended, r.Target[i:i+size]...)
			continue
		}
		if first < 0 {
			first, length = i, size
		}
	}
	if first < 0 {
		return nil
	}
	return []Finding{r.at("CheckInvisible", first, first+length).fixed(string(mended))}
}
