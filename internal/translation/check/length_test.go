package check

import (
	"strings"
	"testing"

	"verso/internal/translation"
)

func TestFieldLength(t *testing.T) {
	word := func(n int) string { return strings.Repeat("é", n) }
	judge(t, "title-length", []example{
		{name: "as long as is shown", kind: translation.FieldTitle, source: "a", target: word(70)},
		{name: "longer", kind: translation.FieldTitle, source: "a", target: word(71), want: "CheckLong", at: "é"},
		{name: "letters of two characters", kind: translation.FieldTitle, source: "a", target: strings.Repeat("e\u0301", 70)},
		{name: "the source is longer too", kind: translation.FieldTitle, source: word(80), target: word(90)},
		{name: "more than can be kept", kind: translation.FieldTitle, source: word(80), target: word(301), want: "CheckTooLong", at: "é", severity: Error},
		{name: "a description", kind: translation.FieldSEODescription, source: "a", target: word(161), want: "CheckLong", at: "é"},
		{name: "an excerpt", kind: translation.FieldExcerpt, source: "a", target: word(160)},
		{name: "a paragraph", source: "a", target: word(2000)},
	})
}
