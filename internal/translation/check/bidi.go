package check

import (
	"strings"

	"verso/internal/content"
)

// bidi finds the characters that turn the text after them: any that the source
// has not, and those without their end. The marks U+200E, U+200F and U+061C
// turn nothing and are free (case 80).
func bidi(r *reading) []Finding {
	first := strings.IndexFunc(r.Target, content.TurnsText)
	if first < 0 {
		return nil
	}
	have, want := turns(r.Target), turns(r.Source)
	if paired(have) && sameRunes(have, want) {
		return nil
	}
	without := strings.Map(func(c rune) rune {
		if content.TurnsText(c) {
			return -1
		}
		return c
	}, r.Target)
	return []Finding{r.at("CheckBidi", first, first+len("\u202a")).fixed(without)}
}

// turns returns the characters of text that turn what follows, in order.
func turns(text string) string {
	return strings.Map(func(c rune) rune {
		if content.TurnsText(c) {
			return c
		}
		return -1
	}, text)
}

// paired reports whether each of turns is ended by its own kind: an
// embedding or override by U+202C, an isolate by U+2069 (UAX #9).
func paired(turns string) bool {
	var open []rune
	for _, c := range turns {
		switch c {
		case '\u202c', '\u2069':
			if len(open) == 0 || open[len(open)-1] != c {
				return false
			}
			open = open[:len(open)-1]
		case '\u2066', '\u2067', '\u2068':
			open = append(open, '\u2069')
		default:
			open = append(open, '\u202c')
		}
	}
	return len(open) == 0
}

// sameRunes reports whether two texts have the same characters, in any order.
func sameRunes(a, b string) bool {
	count := map[rune]int{}
	for _, c := range a {
		count[c]++
	}
	for _, c := range b {
		count[c]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}
