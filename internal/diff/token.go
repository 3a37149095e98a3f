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
	whole  []bool  // a part that changes as a whole
}

// join returns the tokens from i until before j.
func (t text) join(i, j int) string { return t.source[t.starts[i]:t.starts[j]] }

// A table numbers tokens. Only texts of one table can be compared.
type table struct {
	ids   map[string]int32
	parts func(string) []Range // what is one token whatever is in it, or nil
}

func (t *table) tokens(s string) text {
	out := text{source: s}
	at := 0
	add := func(token string, whole bool) {
		out.ids, out.starts = append(out.ids, t.id(token)), append(out.starts, at)
		out.whole = append(out.whole, whole)
		at += len(token)
	}
	if t.parts != nil {
		for _, part := range t.parts(s) {
			if part.Start < at {
				continue // within the one before
			}
			eachToken(s[at:part.Start], func(token string) { add(token, false) })
			add(s[part.Start:part.End], true)
		}
	}
	eachToken(s[at:], func(token string) { add(token, false) })
	out.starts = append(out.starts, at)
	return out
}

// id returns the number of a token.
func (t *table) id(token string) int32 {
	id, known := t.ids[token]
	if !known {
		if t.ids == nil {
			t.ids = map[string]int32{}
		}
		id = int32(len(t.ids))
		t.ids[token] = id
	}
	return id
}

// eachToken calls do with the words, blanks and signs of s.
func eachToken(s string, do func(token string)) {
	for found := words.FromString(s); found.Next(); {
		token := found.Value()
		if first, _ := utf8.DecodeRuneInString(token); !unspaced(first) {
			do(token)
			continue
		}
		for letters := graphemes.FromString(token); letters.Next(); {
			do(letters.Value())
		}
	}
}

// unspaced reports whether r is of a script that writes words without spaces
// between them.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー'
}
