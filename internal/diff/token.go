package diff

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// A text is what was read of it: words, blanks and signs, one after another
// (UAX #29). In scripts without spaces each character is one.
type text struct {
	source string
	ids    []int32 // equal tokens have equal ones
	starts []int   // in bytes, and the length at the end
}

// join returns the tokens from i until before j.
func (t text) join(i, j int) string { return t.source[t.starts[i]:t.starts[j]] }

// A table numbers tokens. Only texts of one table can be compared.
type table map[string]int32

func (t table) tokens(s string) text {
	out := text{source: s}
	at := 0
	add := func(token string) {
		id, known := t[token]
		if !known {
			id = int32(len(t))
			t[token] = id
		}
		out.ids, out.starts = append(out.ids, id), append(out.starts, at)
		at += len(token)
	}
	for found := words.FromString(s); found.Next(); {
		token := found.Value()
		if first, _ := utf8.DecodeRuneInString(token); !unspaced(first) {
			add(token)
			continue
		}
		for letters := graphemes.FromString(token); letters.Next(); {
			add(letters.Value())
		}
	}
	out.starts = append(out.starts, at)
	return out
}

// unspaced reports whether r is of a script that writes words without spaces
// between them.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー'
}
