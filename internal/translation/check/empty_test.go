package check

import (
	"testing"

	"verso/internal/translation"
)

// Case 30: nothing but what nobody sees is empty.
func TestEmpty(t *testing.T) {
	judge(t, "empty", []example{
		{name: "nothing", source: "One.", target: "", want: "CheckEmpty", at: ""},
		{name: "blanks", source: "One.", target: " \u00a0\u3000", want: "CheckEmpty", at: " \u00a0\u3000"},
		{name: "zero width", source: "One.", target: "\u200b\u200f\ufeff", want: "CheckEmpty", at: "\u200b\u200f\ufeff"},
		{name: "a cell", kind: translation.Cell, source: "One.", target: "", want: "CheckEmpty", at: ""},
		{name: "an empty source", source: " ", target: ""},
		{name: "a sign", source: "One.", target: "–"},
		{name: "an emoji with a joiner", source: "One.", target: "👩‍💻"},
		{name: "a title for search engines", kind: translation.FieldSEOTitle, source: "One", target: ""},
		{name: "a title", kind: translation.FieldTitle, source: "One", target: "", want: "CheckEmpty", at: ""},
	})
}
