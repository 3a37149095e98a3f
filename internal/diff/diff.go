// Package diff compares two texts by words, side by side, and merges two changes of one text.
package diff

import "strings"

// A Kind says what became of a piece of text.
type Kind string

// The kinds. A Row has Changed where both sides have something and it differs.
const (
	Same    Kind = "same"
	Removed Kind = "removed"
	Added   Kind = "added"
	Changed Kind = "changed"
)

// A Piece is a run of words of one kind.
type Piece struct {
	Kind Kind
	Text string
}

// Words returns how before became after: what is the Same, Removed or Added,
// in reading order, a removal before the addition that takes its place. The
// pieces that are not Added make up before, those that are not Removed after.
func Words(before, after string) []Piece {
	t := table{}
	a, b := t.tokens(before), t.tokens(after)
	return pieces(a, b, joinOverBlanks(a, match(a.ids, b.ids)))
}

// pieces writes down what lies between and within the runs that match.
func pieces(a, b text, runs []run) []Piece {
	var out []Piece
	add := func(kind Kind, s string) {
		if s != "" {
			out = append(out, Piece{kind, s})
		}
	}
	var doneA, doneB int
	for _, r := range append(runs, run{len(a.ids), len(b.ids), 0}) {
		add(Removed, a.join(doneA, r.a))
		add(Added, b.join(doneB, r.b))
		add(Same, a.join(r.a, r.a+r.n))
		doneA, doneB = r.a+r.n, r.b+r.n
	}
	return out
}

// joinOverBlanks drops the runs that match blanks alone between two changes:
// nobody reads that two words were replaced and the space between them kept.
func joinOverBlanks(a text, runs []run) []run {
	kept := runs[:0:0]
	for i, r := range runs {
		first := i == 0 && r.a == 0 && r.b == 0
		last := i == len(runs)-1 && r.a+r.n == len(a.ids)
		if !first && !last && strings.TrimSpace(a.join(r.a, r.a+r.n)) == "" && !strings.Contains(a.join(r.a, r.a+r.n), "\n\n") {
			continue
		}
		kept = append(kept, r)
	}
	return kept
}
