package translation

import "slices"

// A match says that an element of one list may be an element of another.
type match struct {
	old, new int
	weight   int64 // above 0
}

// chain returns the matches of the greatest weight in all that can stand
// together when nothing changes places: both indexes grow from each to the
// next. Of equal chains it takes the one of earlier matches. It takes
// len(matches) × log(size) steps.
func chain(matches []match, size int) []match {
	slices.SortFunc(matches, func(a, b match) int {
		if a.old != b.old {
			return a.old - b.old
		}
		return b.new - a.new // so that no match follows one of the same old
	})
	tree := make([]int, size+1) // a Fenwick tree of the best chain that ends before; 0: none
	total := make([]int64, len(matches)+1)
	before := make([]int, len(matches)+1)
	for i, m := range matches {
		best := 0
		for at := m.new; at > 0; at -= at & -at {
			if total[tree[at]] > total[best] {
				best = tree[at]
			}
		}
		total[i+1], before[i+1] = total[best]+m.weight, best
		for at := m.new + 1; at <= size; at += at & -at {
			if total[i+1] > total[tree[at]] {
				tree[at] = i + 1
			}
		}
	}
	best := 0
	for at := size; at > 0; at -= at & -at {
		if total[tree[at]] > total[best] {
			best = tree[at]
		}
	}
	var found []match
	for ; best > 0; best = before[best] {
		found = append(found, matches[best-1])
	}
	slices.Reverse(found)
	return found
}
