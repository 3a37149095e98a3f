package diff

import (
	"slices"
	"strings"
)

// A Row is a paragraph before and after, side by side. Left has pieces that
// are Same or Removed, Right those that are Same or Added; one of them is
// empty where a paragraph came or went.
type Row struct {
	Kind          Kind
	Left          []Piece
	Right         []Piece
	Before, After int // which paragraph of each text it is, from 0; -1 for none
}

// Rows compares two texts paragraph by paragraph, and the paragraphs that
// changed word by word.
func Rows(before, after string) []Row { return Blocks(blocks(before), blocks(after), nil) }

// Blocks is Rows for texts that are cut into paragraphs already; parts is that
// of Whole.
func Blocks(before, after []string, parts func(text string) []Range) []Row {
	t := table{}
	number := func(blocks []string) []int32 {
		ids := make([]int32, len(blocks))
		for i, b := range blocks {
			ids[i] = t.id(b)
		}
		return ids
	}
	g := gaps{left: before, right: after, parts: parts}
	var doneL, doneR int
	for _, r := range append(match(number(before), number(after)), run{len(before), len(after), 0}) {
		g.add(doneL, r.a, doneR, r.b)
		for i := range r.n {
			same := []Piece{{Same, before[r.a+i]}}
			g.rows = append(g.rows, Row{Same, same, same, r.a + i, r.b + i})
		}
		doneL, doneR = r.a+r.n, r.b+r.n
	}
	return g.rows
}

// blocks cuts a text at its blank lines, which are no part of a block.
func blocks(s string) []string {
	var all []string
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			all = append(all, strings.Join(lines, "\n"))
			lines = nil
		}
	}
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		lines = append(lines, strings.TrimSuffix(line, "\r"))
	}
	flush()
	return all
}

// Limits of what is paired by likeness: alike enough to be one paragraph that
// changed, and how many pairs are tried.
const (
	alike    = 0.4
	maxPairs = 4096
)

// gaps compares the paragraphs of two texts of which none is the same on both
// sides.
type gaps struct {
	left, right []string
	parts       func(string) []Range
	rows        []Row
}

// add compares left[l0:l1] with right[r0:r1].
func (g *gaps) add(l0, l1, r0, r1 int) {
	for _, pair := range pairs(g.left[l0:l1], g.right[r0:r1]) {
		l, r := l0+pair.left, r0+pair.right
		switch {
		case pair.left < 0:
			g.rows = append(g.rows, Row{Kind: Added, Right: []Piece{{Added, g.right[r]}}, Before: -1, After: r})
		case pair.right < 0:
			g.rows = append(g.rows, Row{Kind: Removed, Left: []Piece{{Removed, g.left[l]}}, Before: l, After: -1})
		default:
			g.rows = append(g.rows, g.changed(l, r))
		}
	}
}

func (g *gaps) changed(l, r int) Row {
	row := Row{Kind: Changed, Before: l, After: r}
	for _, p := range Whole(g.left[l], g.right[r], g.parts) {
		if p.Kind != Added {
			row.Left = append(row.Left, p)
		}
		if p.Kind != Removed {
			row.Right = append(row.Right, p)
		}
	}
	return row
}

// A pairing puts a paragraph beside another, or beside nothing (-1).
type pairing struct{ left, right int }

// pairs puts the paragraphs of both sides beside each other, in order, so
// that they are as alike as they can be.
func pairs(left, right []string) []pairing {
	if len(left)*len(right) > maxPairs {
		return inTurn(len(left), len(right))
	}
	bagsL, bagsR := bags(left), bags(right)
	// best[i][j] is how alike left[i:] and right[j:] can be made.
	best := make([][]float64, len(left)+1)
	for i := range best {
		best[i] = make([]float64, len(right)+1)
	}
	likeness := func(i, j int) float64 {
		if l := bagsL[i].likeness(bagsR[j]); l >= alike {
			return l
		}
		return -1
	}
	for i := len(left) - 1; i >= 0; i-- {
		for j := len(right) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1], best[i+1][j+1]+likeness(i, j))
		}
	}
	var out []pairing
	i, j := 0, 0
	for i < len(left) && j < len(right) {
		switch best[i][j] {
		case best[i+1][j]:
			out = append(out, pairing{i, -1})
			i++
		case best[i][j+1]:
			out = append(out, pairing{-1, j})
			j++
		default:
			out = append(out, pairing{i, j})
			i, j = i+1, j+1
		}
	}
	return append(out, rest(i, len(left), j, len(right))...)
}

// inTurn pairs the first with the first: there is too much to compare.
func inTurn(left, right int) []pairing {
	var out []pairing
	n := min(left, right)
	for i := range n {
		out = append(out, pairing{i, i})
	}
	return append(out, rest(n, left, n, right)...)
}

// rest pairs what is left over with nothing.
func rest(i, left, j, right int) []pairing {
	var out []pairing
	for ; i < left; i++ {
		out = append(out, pairing{i, -1})
	}
	for ; j < right; j++ {
		out = append(out, pairing{-1, j})
	}
	return out
}

// A bag is the words of a paragraph, sorted.
type bag []string

func bags(blocks []string) []bag {
	all := make([]bag, len(blocks))
	for i, b := range blocks {
		t := (&table{}).tokens(b)
		for at := range t.ids {
			if word := t.join(at, at+1); strings.TrimSpace(word) != "" {
				all[i] = append(all[i], word)
			}
		}
		slices.Sort(all[i])
	}
	return all
}

// likeness returns how much two bags share, from 0 to 1 (Dice).
func (b bag) likeness(other bag) float64 {
	shared, i, j := 0, 0, 0
	for i < len(b) && j < len(other) {
		switch strings.Compare(b[i], other[j]) {
		case 0:
			shared, i, j = shared+1, i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	return 2 * float64(shared) / float64(max(1, len(b)+len(other)))
}
