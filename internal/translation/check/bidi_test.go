package check

import "testing"

func TestBidi(t *testing.T) {
	judge(t, "bidi-control", []example{
		{name: "none", to: "ar", source: "The file `a.go`.", target: "الملف `a.go`."},
		{name: "case 80: marks are free", to: "ar", source: "The file `a.go`.", target: "الملف \u200f`a.go`\u200e\u061c."},
		{name: "an embedding", to: "ar", source: "A file.", target: "ملف \u202ba\u202c.", want: "CheckBidi", at: "\u202b", fix: "ملف a."},
		{name: "an override", source: "A file.", target: "Um \u202eoviuqra.", want: "CheckBidi", at: "\u202e", fix: "Um oviuqra."},
		{name: "an isolate as in the source", to: "ar", source: "A \u2068b\u2069 c.", target: "ا \u2068b\u2069 ج."},
		{name: "an isolate without its end", to: "ar", source: "A \u2068b\u2069 c.", target: "ا \u2068b ج.", want: "CheckBidi", at: "\u2068", fix: "ا b ج."},
		{name: "an end of another kind", to: "ar", source: "A \u2068b\u2069 c.", target: "ا \u2069b\u2068 ج.", want: "CheckBidi", at: "\u2069", fix: "ا b ج."},
		{name: "joiners of Persian", to: "fa", source: "I go.", target: "می\u200cروم."},
	})
}
