package check

import (
	"strings"
	"unicode"

	"verso/internal/markdown"
)

// codeMissing finds code of the source that the translation has not as it is.
// Code that was translated is only marked: a label, a name to be replaced.
func codeMissing(r *reading) []Finding {
	var found []Finding
	missing, added := apartFrom(r.source.code(), r.target.code()), apartFrom(r.target.code(), r.source.code())
	for i, t := range missing {
		f := r.lacking("CheckCodeMissing", t.start, t.end, "Text", t.text)
		if len(missing) == len(added) && (r.isLabel() || otherScript(t.text, added[i].text)) {
			f.Severity = Info
		}
		found = append(found, f)
	}
	return found
}

// isLabel reports whether both texts are code and nothing else, such as a cell
// of a table that says what is shown.
func (r *reading) isLabel() bool {
	return len(r.source.code()) > 0 && !strings.ContainsFunc(r.source.prose+r.target.prose, unicode.IsLetter)
}

// otherScript reports whether code has letters of a script that it had none of
// before it was translated: "<用户名>" for "<USERNAME>".
func otherScript(source, target string) bool {
	foreign := func(c rune) bool { return unicode.IsLetter(c) && !isLatin(c) }
	return strings.ContainsFunc(target, foreign) && !strings.ContainsFunc(source, foreign)
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
