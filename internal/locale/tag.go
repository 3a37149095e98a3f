// Package locale names the languages a site speaks and finds the best one for a reader.
package locale

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// A Tag is a canonical BCP 47 language tag, such as "pt-BR".
type Tag string

// EnglishUS is the locale whose catalog every other one is checked against
// and falls back to (rule 71).
const EnglishUS Tag = "en-US"

// Parse returns the canonical form of s (RFC 5646): "PT_br" becomes "pt-BR",
// "iw" becomes "he". It refuses private use and tags with extensions, which
// have no place in a path.
func Parse(s string) (Tag, error) {
	t, err := language.Parse(s)
	if err != nil {
		return "", fmt.Errorf("parse locale %q: %w", s, err)
	}
	if len(t.Extensions()) > 0 || t == language.Und {
		return "", fmt.Errorf("parse locale %q: not a language a site can speak", s)
	}
	return Tag(t.String()), nil
}

// Path returns the tag as it stands in a URL: "pt-br".
func (t Tag) Path() string { return strings.ToLower(string(t)) }

// Base returns the bare language: "pt" for "pt-BR".
func (t Tag) Base() Tag {
	base, _, _ := strings.Cut(string(t), "-")
	return Tag(base)
}

// OpenGraph returns the tag as og:locale wants it: "pt_BR".
func (t Tag) OpenGraph() string { return strings.ReplaceAll(string(t), "-", "_") }

// Script returns the ISO 15924 code of the writing system: "Latn".
func (t Tag) Script() string {
	script, _ := t.x().Script()
	return script.String()
}

// Dir returns the writing direction for the HTML dir attribute: "ltr" or "rtl".
func (t Tag) Dir() string {
	switch t.Script() {
	case "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi":
		return "rtl"
	}
	return "ltr"
}

// CJK reports whether words of the language are not separated by spaces and
// lines break between any two letters.
func (t Tag) CJK() bool {
	switch t.Script() {
	case "Hans", "Hant", "Jpan", "Kore", "Hani":
		return true
	}
	return false
}

// Autonym returns the language's name in itself, with its first letter in
// upper case: "Português". It is the tag when CLDR has no name.
func (t Tag) Autonym() string {
	name := display.Self.Name(t.x())
	if name == "" {
		return string(t)
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToTitle(first)) + name[size:]
}

// RegionName returns the name of the tag's region in the language itself,
// "Brasil" for "pt-BR", or "" when the tag has none.
func (t Tag) RegionName() string {
	region, confidence := t.x().Region()
	if confidence != language.Exact {
		return ""
	}
	if namer := display.Regions(t.x()); namer != nil {
		return namer.Name(region)
	}
	return region.String()
}

func (t Tag) x() language.Tag { return language.Make(string(t)) }
