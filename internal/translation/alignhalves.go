package translation

import (
	"cmp"
	"slices"
)

// halves finds what was split in two, and what two were merged: where a
// segment is more alike to two neighbours together than to any one.
func (a *aligner) halves() {
	found := slices.Concat(
		a.joins(Split, a.new, a.old),
		a.joins(Merged, a.old, a.new),
	)
	slices.SortStableFunc(found, func(x, y half) int { return cmp.Compare(y.likeness, x.likeness) })
	taken := map[[2]int]bool{} // side and index
	for _, h := range found {
		pairs, whole := 0, 1
		if h.change == Merged {
			pairs, whole = 1, 0
		}
		used := [][2]int{{pairs, h.first}, {pairs, h.second}, {whole, h.whole}}
		if slices.ContainsFunc(used, func(u [2]int) bool { return taken[u] }) {
			continue
		}
		for _, u := range used {
			taken[u] = true
		}
		a.take(h)
	}
}

// take notes a half in the place of the link that one of the two had.
func (a *aligner) take(h half) {
	if h.change == Split {
		if n := a.old.to[h.whole]; n >= 0 {
			a.unlink(h.whole, n)
		}
	} else if o := a.new.to[h.whole]; o >= 0 {
		a.unlink(o, h.whole)
	}
	a.half = append(a.half, h)
}

// joins returns the pairs of neighbours of one side that are together like one
// segment of the other. One of the pair, or the one, may have been linked as
// changed.
func (a *aligner) joins(change Change, pairs, wholes *side) []half {
	near := a.near(wholes, wholes.free())
	free := wholes.free()
	var found []half
	for i := range max(0, len(pairs.body)-1) {
		first, second := pairs.body[i], pairs.body[i+1]
		var among []int
		switch x, y := pairs.to[first], pairs.to[second]; {
		case x < 0 && y < 0:
			if len(free) == 0 {
				continue
			}
			for _, j := range near(joined(a.wordsOf(pairs, first), a.wordsOf(pairs, second))) {
				among = append(among, free[j])
			}
		case x < 0 && a.isChanged(pairs, second):
			among = []int{y}
		case y < 0 && a.isChanged(pairs, first):
			among = []int{x}
		default:
			continue
		}
		for _, whole := range among {
			if h, ok := a.join(change, pairs, wholes, first, second, whole); ok {
				found = append(found, h)
			}
		}
	}
	return found
}

// isChanged reports whether segment i of s is linked, but not as it was.
func (a *aligner) isChanged(s *side, i int) bool {
	n := i
	if s == a.old {
		n = s.to[i]
	}
	return a.change[n] == Changed || a.change[n] == MovedChanged
}

func (a *aligner) join(change Change, pairs, wholes *side, first, second, whole int) (half, bool) {
	class := wholes.all[whole].Kind.Class()
	if pairs.all[first].Kind.Class() != class || pairs.all[second].Kind.Class() != class {
		return half{}, false
	}
	one, two, w := a.wordsOf(pairs, first), a.wordsOf(pairs, second), a.wordsOf(wholes, whole)
	likeness := a.cmp.likeness(joined(one, two), w, alikeJoined)
	if likeness == 0 || likeness <= max(a.cmp.likeness(one, w, likeness), a.cmp.likeness(two, w, likeness)) {
		return half{}, false
	}
	return half{change, first, second, whole, likeness}, true
}
