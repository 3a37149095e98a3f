package check

import (
	"slices"
	"strings"
	"unicode"

	"verso/internal/locale"
)

// breaksByZeroWidth are the languages that mark where a line may end with
// U+200B.
var breaksByZeroWidth = []locale.Tag{"km", "th", "my", "ja", "lo"}

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
	mended := strings.Map(func(c rune) rune {
		if stray(c) && !strings.ContainsRune(r.Source, c) {
			return -1
		}
		return c
	}, r.Target)
	for strings.Contains(mended, "ـــ") && !strings.Contains(r.Source, "ـــ") {
		mended = strings.ReplaceAll(mended, "ـــ", "ـ")
	}
	if mended == r.Target {
		return nil
	}
	start := 0
	for start < len(mended) && mended[start] == r.Target[start] {
		start++
	}
	return []Finding{r.at("CheckInvisible", start, min(start+3, len(r.Target))).fixed(mended)}
}
