package search

import (
	"slices"
	"strconv"
	"strings"

	"verso/internal/locale"
)

// What the index keeps of a document. A tsvector of PostgreSQL knows positions
// up to 16,383 and 256 for each lexeme, and takes 1 MB; FTS5 has no such
// limits. Both are given the same words, so both find the same.
const (
	maxWords = 15_000
	maxEach  = 250
	maxBytes = 800_000
)

// gap is left between two fields, so that no phrase runs from one into the
// next.
const gap = 100

// overhead is what a tsvector keeps beside a lexeme, in bytes, at most.
const overhead = 8

// filler stands for a word that is left out of a field of FTS5, where
// positions are counted.
const filler = "_"

// A Document is a text as the index keeps it: the terms of its fields, before
// each of which stands the prefix of its locale.
type Document struct {
	prefix               string
	title, excerpt, body []string
}

// NewDocument returns the document of a text in l; its fields are plain text.
func NewDocument(l locale.Tag, title, excerpt, body string) Document {
	d := Document{prefix: prefix(l)}
	in := index{prefix: len(d.prefix)}
	d.title = in.terms(Words(clean(title), l))
	d.excerpt = in.terms(Words(clean(excerpt), l))
	d.body = in.terms(Words(clean(body), l))
	thin(d.title, d.excerpt, d.body)
	return d
}

// An index counts what a document takes of the limits.
type index struct {
	prefix       int // bytes before each term
	words, bytes int
}

func (in *index) terms(words []Word) []string {
	terms := make([]string, 0, len(words))
	for _, w := range words {
		in.words++
		in.bytes += in.prefix + len(w.Term) + overhead
		if in.words > maxWords || in.bytes > maxBytes {
			break
		}
		terms = append(terms, w.Term)
	}
	return terms
}

// thin puts the filler where a term comes once too often.
func thin(fields ...[]string) {
	if !crowded(fields) {
		return
	}
	each := map[string]int{}
	for _, terms := range fields {
		for i, term := range terms {
			if each[term]++; each[term] > maxEach {
				terms[i] = filler
			}
		}
	}
}

// crowded reports whether a term may come too often: none comes more often
// than all those of its length and ends, which are quickly counted.
func crowded(fields [][]string) bool {
	var alike [1 << 10]int
	for _, terms := range fields {
		for _, term := range terms {
			first, last := int(term[0]), int(term[len(term)-1])
			kind := (len(term)*31*31 + first*31 + last) % len(alike)
			if alike[kind]++; alike[kind] > maxEach {
				return true
			}
		}
	}
	return false
}

// FTS5 returns the fields as SQLite is given them: terms with spaces between.
func (d Document) FTS5() (title, excerpt, body string) {
	return d.spaced(d.title), d.spaced(d.excerpt), d.spaced(d.body)
}

func (d Document) spaced(terms []string) string {
	size := len(terms) * (len(d.prefix) + 1)
	for _, term := range terms {
		size += len(term)
	}
	var b strings.Builder
	b.Grow(size)
	for i, term := range terms {
		if i > 0 {
			b.WriteByte(' ')
		}
		if term != filler {
			b.WriteString(d.prefix)
		}
		b.WriteString(term)
	}
	return b.String()
}

// TSVector returns the document as a literal of PostgreSQL's tsvector: the
// title alone, and everything.
func (d Document) TSVector() (title, all string) {
	v := vector{prefix: d.prefix}
	v.add(d.title)
	title = v.String()
	v.add(d.excerpt)
	v.add(d.body)
	return title, v.String()
}

// A vector is a tsvector in the making.
type vector struct {
	prefix  string
	next    int            // position
	lexemes []positions    // in the order in which they came
	known   map[string]int // index of a term's lexeme
}

// positions are where a term stands.
type positions struct {
	term string
	at   []int
}

// add puts a field behind those before it.
func (v *vector) add(terms []string) {
	if v.known == nil {
		v.known = map[string]int{}
	}
	for _, term := range terms {
		v.next++
		if term == filler {
			continue
		}
		i, known := v.known[term]
		if !known {
			i = len(v.lexemes)
			v.known[term] = i
			v.lexemes = append(v.lexemes, positions{term: term})
		}
		v.lexemes[i].at = append(v.lexemes[i].at, v.next)
	}
	v.next += gap
}

// String returns the literal, its lexemes in order.
func (v *vector) String() string {
	inOrder := slices.SortedFunc(slices.Values(v.lexemes), func(a, b positions) int { return strings.Compare(a.term, b.term) })
	b := make([]byte, 0, len(inOrder)*(len(v.prefix)+2*overhead)+6*v.next)
	for i, lexeme := range inOrder {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, '\'')
		b = append(b, v.prefix...)
		b = append(b, lexeme.term...)
		b = append(b, '\'')
		for j, at := range lexeme.at {
			b = append(b, ":,"[min(j, 1)])
			b = strconv.AppendInt(b, int64(at), 10)
		}
	}
	return string(b)
}

// lexeme quotes a term for PostgreSQL; terms hold no quotation marks and no
// backslashes.
func lexeme(term string) string { return "'" + term + "'" }
