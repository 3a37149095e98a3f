package translation

import "slices"

// A Facing is what stands side by side where two texts of one work are read
// together: indexes of their Blocks. One of the sides may be empty.
type Facing struct{ Left, Right []int }

// Face puts the blocks of two texts beside each other, in the order of the
// left one, by the segments that they have in common. What only the right one
// has follows what it follows there. Blocks that are not read in their place
// are left out: directives, references and footnotes.
func Face(left, right Text) []Facing {
	f := facer{left: left.Doc.Blocks, right: right.Doc.Blocks, rightOf: map[SegmentID]int{}, row: make([]int, len(right.Doc.Blocks))}
	f.leftIDs, f.rightIDs = left.ids(), right.ids()
	for j, b := range f.right {
		f.row[j] = -1
		for _, id := range f.rightIDs[b.First:b.Last] {
			if _, known := f.rightOf[id]; id != 0 && !known {
				f.rightOf[id] = j
			}
		}
	}
	for i, b := range f.left {
		if b.inPlace() {
			f.place(i, b)
		}
	}
	f.bare()
	f.rest()
	return f.rows
}

// inPlace reports whether a block is shown where it is written.
func (b Block) inPlace() bool {
	switch b.Name {
	case "directive", "ref", "fn", "blank":
		return false
	}
	return true
}

type facer struct {
	left, right       []Block
	leftIDs, rightIDs []SegmentID
	rightOf           map[SegmentID]int // the block that has a segment
	row               []int             // of each right block, -1 for none
	rows              []Facing
}

// place gives a left block a row of its own, with the right blocks that no
// other row has; or, when the row before has them all, a part in that.
func (f *facer) place(i int, b Block) {
	var with []int
	shared := false
	for _, id := range f.leftIDs[b.First:b.Last] {
		j, known := f.rightOf[id]
		switch {
		case !known || id == 0 || slices.Contains(with, j):
		case f.row[j] < 0:
			with = append(with, j)
		case f.row[j] == len(f.rows)-1:
			shared = true
		}
	}
	if len(with) == 0 && shared {
		last := &f.rows[len(f.rows)-1]
		last.Left = append(last.Left, i)
		return
	}
	slices.Sort(with)
	for _, j := range with {
		f.row[j] = len(f.rows)
	}
	f.rows = append(f.rows, Facing{Left: []int{i}, Right: with})
}

// bare puts blocks without words, such as code, beside one of their kind that
// follows the same block.
func (f *facer) bare() {
	next := 0
	for r := range f.rows {
		row := &f.rows[r]
		b := f.left[row.Left[0]]
		if len(row.Right) == 0 && b.First == b.Last {
			for next < len(f.right) && !f.right[next].inPlace() {
				next++
			}
			if next < len(f.right) && f.row[next] < 0 && f.right[next].Name == b.Name && f.right[next].First == f.right[next].Last {
				row.Right, f.row[next] = []int{next}, r
			}
		}
		if len(row.Right) > 0 {
			next = row.Right[len(row.Right)-1] + 1
		}
	}
}

// rest puts what only the right text has behind the row of what is before it.
func (f *facer) rest() {
	after := make([][]int, len(f.rows)+1) // by row, the first are before all rows
	at := 0
	for j, b := range f.right {
		switch {
		case f.row[j] >= 0:
			at = f.row[j] + 1
		case b.inPlace():
			after[at] = append(after[at], j)
		}
	}
	var rows []Facing
	for r := range after {
		if r > 0 {
			rows = append(rows, f.rows[r-1])
		}
		for _, j := range after[r] {
			rows = append(rows, Facing{Right: []int{j}})
		}
	}
	f.rows = rows
}
