package search

import (
	"strings"

	"verso/internal/locale"
)

// Terms are a query in the words of a locale: all its clauses must be met.
type Terms struct {
	locale  locale.Tag
	prefix  string
	clauses []clause
}

// A clause is met where its terms stand one after another, in one field.
type clause struct {
	exact  []string // met by these terms
	begins []string // or by these, the last of them the beginning of a term
	forms  []string // or by one of these, or their beginning where begins is set
	stop   bool     // has words only that say little
}

// Locale returns the locale whose texts are searched.
func (t Terms) Locale() locale.Tag { return t.locale }

// Empty reports whether there is nothing to search for.
func (t Terms) Empty() bool { return len(t.clauses) == 0 }

// FTS5 returns the query in the language of SQLite's FTS5, or "".
func (t Terms) FTS5() string {
	return t.render(" AND ", " OR ", func(terms []string, begins bool) string {
		phrase := `"` + t.prefix + strings.Join(terms, " "+t.prefix) + `"`
		if begins {
			phrase += " *"
		}
		return phrase
	})
}

// FTS5Title is FTS5 for the title alone.
func (t Terms) FTS5Title() string {
	if t.Empty() {
		return ""
	}
	return "title : (" + t.FTS5() + ")"
}

// TSQuery returns the query in the language of PostgreSQL's tsquery, or "".
func (t Terms) TSQuery() string {
	return t.render(" & ", " | ", func(terms []string, begins bool) string {
		lexemes := make([]string, len(terms))
		for i, term := range terms {
			lexemes[i] = lexeme(t.prefix + term)
		}
		phrase := strings.Join(lexemes, " <-> ")
		if begins {
			phrase += ":*"
		}
		return phrase
	})
}

// render joins the clauses; phrase renders one sequence of terms.
func (t Terms) render(and, or string, phrase func(terms []string, begins bool) string) string {
	clauses := make([]string, len(t.clauses))
	for i, c := range t.clauses {
		var ways []string
		if c.exact != nil {
			ways = append(ways, phrase(c.exact, false))
		}
		if c.begins != nil {
			ways = append(ways, phrase(c.begins, true))
		}
		for _, form := range c.forms {
			ways = append(ways, phrase([]string{form}, c.begins != nil))
		}
		clauses[i] = "(" + strings.Join(ways, or) + ")"
	}
	return strings.Join(clauses, and)
}

// met returns where the text that meets the clause from the i-th word on ends,
// in bytes; ok is false when it does not.
func (c clause) met(words []Word, i int) (end int, ok bool) {
	if c.exact != nil && follow(words[i:], c.exact, false) {
		return words[i+len(c.exact)-1].End, true
	}
	if c.begins != nil && follow(words[i:], c.begins, true) {
		last := i + len(c.begins) - 1
		if next := last + 1; words[last].unspaced && next < len(words) && words[next].unspaced {
			return min(words[last].End, words[next].Start), true // of a pair the first letter
		}
		return words[last].End, true
	}
	for _, form := range c.forms {
		if follow(words[i:], []string{form}, c.begins != nil) {
			return words[i].End, true
		}
	}
	return 0, false
}

// follow reports whether words begin with terms; with begins the last term
// need only be the beginning of its word.
func follow(words []Word, terms []string, begins bool) bool {
	if len(words) < len(terms) {
		return false
	}
	for i, term := range terms {
		if words[i].Term == term {
			continue
		}
		if !begins || i < len(terms)-1 || !strings.HasPrefix(words[i].Term, term) {
			return false
		}
	}
	return true
}

// A span is a part of a text that meets a clause.
type span struct {
	start, end int // bytes
	first      int // index of its first word
	clause     int
}

// spans returns where words meet the clauses, in order.
func (t Terms) spans(words []Word) []span {
	var found []span
	for i := range words {
		for k, c := range t.clauses {
			if end, ok := c.met(words, i); ok {
				found = append(found, span{start: words[i].Start, end: end, first: i, clause: k})
			}
		}
	}
	return found
}
