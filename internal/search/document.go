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

// A Document is a text as the index keeps it: the terms of its fields.
type Document struct {
	title, excerpt, body []string
}

// NewDocument returns the document of a text in l; its fields are plain text.
func NewDocument(l locale.Tag, title, excerpt, body string) Document {
	var d Document
	in := index{prefix: prefix(l), each: map[string]int{}}
	d.title = in.terms(Words(clean(title), l))
	d.excerpt = in.terms(Words(clean(excerpt), l))
	d.body = in.terms(Words(clean(body), l))
	return d
}

// An index counts what a document takes of the limits.
type index struct {
	prefix       string
	words, bytes int
	each         map[string]int
}

func (in *index) terms(words []Word) []string {
	terms := make([]string, 0, len(words))
	for _, w := range words {
		term := in.prefix + w.Term
		in.words++
		in.bytes += len(term) + overhead
		if in.words > maxWords || in.bytes > maxBytes {
			break
		}
		if in.each[term]++; in.each[term] > maxEach {
			term = filler
		}
		terms = append(terms, term)
	}
	return terms
}

// FTS5 returns the fields as SQLite is given them: terms with spaces between.
func (d Document) FTS5() (title, excerpt, body string) {
	return strings.Join(d.title, " "), strings.Join(d.excerpt, " "), strings.Join(d.body, " ")
}

// TSVector returns the document as a literal of PostgreSQL's tsvector: the
// title alone, and everything.
func (d Document) TSVector() (title, all string) {
	var v vector
	v.add(d.title)
	title = v.String()
	v.add(d.excerpt)
	v.add(d.body)
	return title, v.String()
}

// A vector is a tsvector in the making.
type vector struct {
	next      int // position
	positions map[string][]int
}

// add puts a field behind those before it.
func (v *vector) add(terms []string) {
	if v.positions == nil {
		v.positions = map[string][]int{}
	}
	for _, term := range terms {
		v.next++
		if term != filler {
			v.positions[term] = append(v.positions[term], v.next)
		}
	}
	v.next += gap
}

// String returns the literal, its lexemes in order.
func (v *vector) String() string {
	terms := make([]string, 0, len(v.positions))
	for term := range v.positions {
		terms = append(terms, term)
	}
	slices.Sort(terms)
	var b strings.Builder
	for i, term := range terms {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(lexeme(term))
		for j, at := range v.positions[term] {
			b.WriteByte(":,"[min(j, 1)])
			b.WriteString(strconv.Itoa(at))
		}
	}
	return b.String()
}

// lexeme quotes a term for PostgreSQL; terms hold no quotation marks and no
// backslashes.
func lexeme(term string) string { return "'" + term + "'" }
