// Package diff compares two texts by words, side by side, and merges two changes of one text.
package diff

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

// A Range is a part of a text, in bytes.
type Range struct{ Start, End int }

// Words returns how before became after: what is the Same, Removed or Added,
// in reading order, a removal before the addition that takes its place. The
// pieces that are not Added make up before, those that are not Removed after.
func Words(before, after string) []Piece { return Whole(before, after, nil) }

// Whole is Words for texts with parts that change as a whole: links, code.
// parts returns those of a text by where they begin; nil for none.
func Whole(before, after string, parts func(text string) []Range) []Piece {
	t := table{parts: parts}
	a, b := t.tokens(before), t.tokens(after)
	return pieces(a, b, joinIslands(a, b, match(a.ids, b.ids)))
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
