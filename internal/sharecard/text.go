package sharecard

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"verso/internal/locale"
)

// The joiners are part of how words of some scripts are written; elsewhere
// they hold emoji together.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// printable returns what can be drawn of a text: without emoji, other signs
// and marks that no typeface has, and control characters, in one line. ok is
// false when letters are missing: half a title is none.
func (f *faces) printable(text string, l locale.Tag) (printed string, ok bool) {
	var b strings.Builder
	runes := []rune(norm.NFC.String(text))
	for i, r := range runes {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case r == joiner || r == nonJoiner:
			if i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]) {
				b.WriteRune(r)
			}
		case !unicode.IsGraphic(r) || unicode.Is(unicode.Variation_Selector, r):
		case r < unicode.MaxASCII || f.has(r, l): // every typeface of Latin has ASCII
			b.WriteRune(r)
		default:
			plain, drawn := f.compatible(r, l)
			if !drawn && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				return "", false
			}
			b.WriteString(plain)
		}
	}
	return strings.Join(strings.Fields(b.String()), " "), true
}

func (f *faces) has(r rune, l locale.Tag) bool {
	_, ok := f.find(r, l)
	return ok
}

// compatible returns the plain form of a sign that no typeface has: "①" is
// "1", "𝓐" is "A".
func (f *faces) compatible(r rune, l locale.Tag) (plain string, ok bool) {
	plain = norm.NFKC.String(string(r))
	for _, c := range plain {
		if !f.has(c, l) {
			return "", false
		}
	}
	return plain, true
}
