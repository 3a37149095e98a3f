package search

import (
	"strings"
	"unicode"

	"verso/internal/locale"
)

// Limits of what a reader may ask for; what is longer is cut.
const (
	MaxTyped = 200 // letters
	maxParts = 12
)

// minPrefix is how many letters the last word must have to be taken for the
// beginning of a longer one.
const minPrefix = 3

// A Query is what a reader typed: words and, in quotation marks, phrases. A
// text that is found has all of them. Every other sign is only a sign.
type Query struct {
	typed string
	parts []part
}

// A part is a word or a phrase.
type part struct {
	text   string
	quoted bool
	open   bool // the last one, which may not be finished
}

// quotes are the marks that phrases stand in, in any language.
const quotes = `"“”„‟«»「」『』＂`

// Parse reads what a reader typed.
func Parse(typed string) Query {
	typed = firstLetters(clean(typed), MaxTyped)
	q := Query{typed: strings.TrimSpace(typed)}
	var b strings.Builder
	quoted := false
	end := func(open bool) {
		if b.Len() > 0 && len(q.parts) < maxParts {
			q.parts = append(q.parts, part{text: b.String(), quoted: quoted, open: open})
		}
		b.Reset()
	}
	runes := []rune(typed)
	for i, r := range runes {
		switch {
		case strings.ContainsRune(quotes, r) && !inside(runes, i):
			end(false)
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			end(false)
		default:
			b.WriteRune(r)
		}
	}
	end(true)
	return q
}

// inside reports whether a quotation mark stands between two letters, as in
// the abbreviations of Hebrew.
func inside(runes []rune, i int) bool {
	return i > 0 && i+1 < len(runes) && unicode.Is(unicode.Hebrew, runes[i-1]) && unicode.Is(unicode.Hebrew, runes[i+1])
}

func firstLetters(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// String returns what the reader typed, as far as it was read.
func (q Query) String() string { return q.typed }

// In returns the query in the words of a locale. Words that say little are
// left out where others say more.
func (q Query) In(l locale.Tag) Terms {
	t := Terms{locale: l, prefix: prefix(l)}
	var telling []clause
	for _, p := range q.parts {
		c, ok := p.in(l)
		if !ok {
			continue
		}
		t.clauses = append(t.clauses, c)
		if !c.stop {
			telling = append(telling, c)
		}
	}
	if len(telling) > 0 {
		t.clauses = telling
	}
	return t
}

// in returns the clause of a part; ok is false when it has no word.
func (p part) in(l locale.Tag) (c clause, ok bool) {
	words := Words(p.text, l)
	if len(words) == 0 {
		return clause{}, false
	}
	c.stop = !p.quoted
	for _, w := range words {
		c.stop = c.stop && w.Stop
		c.exact = append(c.exact, w.Term)
	}
	last := len(words) - 1
	if last == 0 && !p.quoted && !words[0].unspaced {
		c.forms = languageOf(l).forms(words[0].Term)
	}
	switch {
	case words[last].unspaced && last > 0 && words[last-1].unspaced && words[last-1].End == words[last].End:
		// In a text another letter may follow: the pairs before say it all.
		c.exact = c.exact[:last]
	case words[last].unspaced:
		c.begins, c.exact = c.exact, nil
	case p.open:
		if begins := prefixOf(languageOf(l).lower(p.text[words[last].Start:words[last].End])); letters(begins) >= minPrefix {
			c.begins = append(c.exact[:last:last], begins)
		}
	}
	return c, true
}
