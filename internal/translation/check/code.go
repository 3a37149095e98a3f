package check

import (
	"strings"

	"verso/internal/markdown"
)

// codeMissing finds code of the source that the translation has not as it is.
func codeMissing(r *reading) []Finding {
	var found []Finding
	for _, t := range apartFrom(r.source.code(), r.target.code()) {
		found = append(found, r.lacking("CheckCodeMissing", t.start, t.end, "Text", t.text))
	}
	return found
}

// codeAdded finds code that only the translation has.
func codeAdded(r *reading) []Finding {
	var found []Finding
	for _, t := range apartFrom(r.target.code(), r.source.code()) {
		found = append(found, r.at("CheckCodeAdded", t.start, t.end, "Text", t.text))
	}
	return found
}

// code returns the code spans of a text, blanks folded.
func (s side) code() []token {
	var all []token
	for _, p := range s.of(markdown.PieceCode) {
		all = append(all, token{strings.Join(strings.Fields(p.Text), " "), p.Start, p.End})
	}
	return all
}

// apartFrom returns the tokens of a that are nowhere in b, each once.
func apartFrom(a, b []token) []token {
	known := map[string]bool{}
	for _, t := range b {
		known[t.text] = true
	}
	var more []token
	for _, t := range a {
		if !known[t.text] {
			known[t.text] = true
			more = append(more, t)
		}
	}
	return more
}
