package content

import (
	"strings"
	"unicode"
)

// lookalikes are small letters of Cyrillic and Greek that readers take for
// Latin ones (Unicode UTS #39, the part that slugs can hold).
var lookalikes = map[rune]rune{
	'а': 'a', 'с': 'c', 'ԁ': 'd', 'е': 'e', 'һ': 'h', 'і': 'i', 'ј': 'j', 'ӏ': 'l', 'ո': 'n', 'о': 'o', 'р': 'p', 'ԛ': 'q',
	'ѕ': 's', 'у': 'y', 'ѵ': 'v', 'ԝ': 'w', 'х': 'x', 'ё': 'ë', 'ї': 'ï',
	'α': 'a', 'ι': 'i', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'υ': 'u', 'ϲ': 'c', 'ϳ': 'j', 'ό': 'ó', 'ί': 'í', 'ά': 'á',
}

// Skeleton returns a slug as it looks: two slugs with one skeleton can be
// mistaken for each other (trust T33).
func Skeleton(slug string) string {
	return strings.Map(func(r rune) rune {
		if plain, ok := lookalikes[r]; ok {
			return plain
		}
		return r
	}, slug)
}

// MixesScripts reports whether a word of a slug has letters of two of the
// scripts that share shapes: Latin, Cyrillic and Greek (trust T33). Words of
// different scripts may stand beside each other, and Latin in Japanese.
func MixesScripts(slug string) bool {
	for word := range strings.SplitSeq(slug, "-") {
		scripts := 0
		for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(script, r) }) {
				scripts++
			}
		}
		if scripts > 1 {
			return true
		}
	}
	return false
}
