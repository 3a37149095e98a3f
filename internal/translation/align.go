package translation

import (
	"cmp"
	"slices"
)

// A Link says what became of a segment. Old and New are indexes of the two
// lists, -1 where there is none.
//
// A split segment has two links, from one Old to two New; two that were merged
// have two, from two Old to one New. Part says which of the two it is: the
// first keeps the identity.
type Link struct {
	Change   Change
	Old, New int
	Part     int     // 1 or 2 of Split and Merged, else 0
	Likeness float64 // 0 to 1
}

// Likeness that is enough, of 1.
const (
	alikeInGap    = 0.5  // between neighbours that stayed
	alikeAlone    = 0.3  // and nothing else came or went there
	alikeAnywhere = 0.75 // in another place
	alikeJoined   = 0.85 // two taken together
)

// Align finds what became of each segment of a text when it was edited, in
// the order of the new text, with what was removed at the end. It depends on
// nothing but the segments; IDs play no part. Its time grows with the length
// of the lists and the number of their differences, and is bounded.
func Align(old, now []Keyed) []Link {
	a := &aligner{
		cmp: newComparer(), old: newSide(old), new: newSide(now),
	}
	a.fields()
	a.exact()
	a.gaps()
	a.moved()
	a.elsewhere()
	a.halves()
	a.swapped()
	return a.links()
}

// A side is one of the two lists and what is known of each segment.
type side struct {
	all   []Keyed
	body  []int    // the segments that are no fields
	to    []int    // its counterpart, or -1
	words []*words // once it was compared
}

func newSide(all []Keyed) *side {
	s := &side{all: all, to: make([]int, len(all)), words: make([]*words, len(all))}
	for i, k := range all {
		s.to[i] = -1
		if !k.Kind.Field() {
			s.body = append(s.body, i)
		}
	}
	return s
}

// free returns the segments of body without a counterpart.
func (s *side) free() []int {
	var free []int
	for _, i := range s.body {
		if s.to[i] < 0 {
			free = append(free, i)
		}
	}
	return free
}

// A half is a segment of which two became one, or that became two.
type half struct {
	change        Change
	first, second int // of the side with two
	whole         int
	likeness      float64
}

type aligner struct {
	cmp      *comparer
	old, new *side
	change   map[int]Change  // of links, by index of new
	likeness map[int]float64 // likewise, where it is not 1
	half     []half
}

// link notes that old became new.
func (a *aligner) link(old, now int, change Change, likeness float64) {
	if a.change == nil {
		a.change, a.likeness = map[int]Change{}, map[int]float64{}
	}
	a.old.to[old], a.new.to[now] = now, old
	a.change[now], a.likeness[now] = change, likeness
}

func (a *aligner) unlink(old, now int) {
	a.old.to[old], a.new.to[now] = -1, -1
	delete(a.change, now)
}

// wordsOf returns what segment i of s is compared by.
func (a *aligner) wordsOf(s *side, i int) *words {
	if s.words[i] == nil {
		s.words[i] = a.cmp.words(s.all[i])
	}
	return s.words[i]
}

// alike returns how alike two segments are, 0 if of different classes or less
// than least.
func (a *aligner) alike(old, now int, least float64) float64 {
	if a.old.all[old].Kind.Class() != a.new.all[now].Kind.Class() {
		return 0
	}
	return a.cmp.likeness(a.wordsOf(a.old, old), a.wordsOf(a.new, now), least)
}

// difference tells a trifle from a change.
func (a *aligner) difference(old, now int, changed Change) Change {
	if a.wordsOf(a.old, old).plain == a.wordsOf(a.new, now).plain {
		return Trivial
	}
	return changed
}

// fields pairs each field with itself, however it was rewritten. A new slug of
// the source is nothing to a translation.
func (a *aligner) fields() {
	at := map[Kind]int{}
	for i, k := range a.new.all {
		if k.Kind.Field() {
			at[k.Kind] = i
		}
	}
	for i, k := range a.old.all {
		j, there := at[k.Kind]
		if !there || a.new.to[j] >= 0 {
			continue
		}
		switch {
		case k.Hash == a.new.all[j].Hash:
			a.link(i, j, Same, 1)
		case k.Kind == FieldSlug:
			a.link(i, j, Trivial, 1)
		default:
			a.link(i, j, a.difference(i, j, Changed), a.alike(i, j, 0))
		}
	}
}

// repeats is how far apart the occurrences of a text may be counted that are
// tried as one: the fortieth "Yes" of a table with the hundredth.
const repeats = 64

// exact links what stayed as it was, where it was: the longest common
// subsequence, and of those the one with the most neighbours kept.
func (a *aligner) exact() {
	places := map[string][]int{} // hash, in body order of new
	for j, n := range a.new.body {
		hash := a.new.all[n].Hash
		places[hash] = append(places[hash], j)
	}
	seen := map[string]int{}
	var tried []match
	for i, o := range a.old.body {
		k := a.old.all[o]
		rank := seen[k.Hash]
		seen[k.Hash]++
		at := places[k.Hash]
		for r := max(0, rank-repeats); r < min(len(at), rank+repeats+1); r++ {
			weight := int64(1) << 20
			if n := a.new.all[a.new.body[at[r]]]; n.Before == k.Before {
				weight++
			}
			if n := a.new.all[a.new.body[at[r]]]; n.After == k.After {
				weight++
			}
			tried = append(tried, match{i, at[r], weight})
		}
	}
	for _, m := range chain(tried, len(a.new.body)) {
		a.link(a.old.body[m.old], a.new.body[m.new], Same, 1)
	}
}

// gaps links what was changed where it was: between what stayed, in order.
func (a *aligner) gaps() {
	var o, n int
	for o < len(a.old.body) || n < len(a.new.body) {
		var old, now []int
		for ; o < len(a.old.body) && a.old.to[a.old.body[o]] < 0; o++ {
			old = append(old, a.old.body[o])
		}
		for ; n < len(a.new.body) && a.new.to[a.new.body[n]] < 0; n++ {
			now = append(now, a.new.body[n])
		}
		a.gap(old, now)
		o, n = o+1, n+1 // the pair that stayed
	}
}

func (a *aligner) gap(old, now []int) {
	least := alikeInGap
	if len(old) == 1 && len(now) == 1 {
		least = alikeAlone
	}
	var tried []match
	near := a.near(a.new, now)
	for i, o := range old {
		for _, j := range beside(near(a.wordsOf(a.old, o)), i*len(now)/len(old), len(now)) {
			likeness := a.alike(o, now[j], least)
			if likeness == 0 {
				continue
			}
			weight := int64(likeness*1e6) * 2
			if a.old.all[o].Kind == a.new.all[now[j]].Kind {
				weight++
			}
			tried = append(tried, match{i, j, weight})
		}
	}
	for _, m := range chain(tried, len(now)) {
		o, n := old[m.old], now[m.new]
		a.link(o, n, a.difference(o, n, Changed), float64(m.weight/2)/1e6)
	}
}

// beside adds to the sorted places those around one, of n.
func beside(places []int, around, n int) []int {
	if len(places) == n {
		return places
	}
	for at := max(0, around-1); at < min(n, around+2); at++ {
		if i, found := slices.BinarySearch(places, at); !found {
			places = slices.Insert(places, i, at)
		}
	}
	return places
}

// links writes down what was found.
func (a *aligner) links() []Link {
	var links []Link
	for n, o := range a.new.to {
		if o >= 0 {
			links = append(links, Link{Change: a.change[n], Old: o, New: n, Likeness: a.likeness[n]})
		}
	}
	kept, made := map[int]bool{}, map[int]bool{}
	for _, h := range a.half {
		first, second := Link{h.change, h.first, h.whole, 1, h.likeness}, Link{h.change, h.second, h.whole, 2, h.likeness}
		if h.change == Split {
			first, second = Link{h.change, h.whole, h.first, 1, h.likeness}, Link{h.change, h.whole, h.second, 2, h.likeness}
		}
		for _, l := range []Link{first, second} {
			links = append(links, l)
			kept[l.Old], made[l.New] = true, true
		}
	}
	for n, o := range a.new.to {
		if o < 0 && !made[n] {
			links = append(links, Link{Change: New, Old: -1, New: n})
		}
	}
	for o, n := range a.old.to {
		if n < 0 && !kept[o] {
			links = append(links, Link{Change: Removed, Old: o, New: -1})
		}
	}
	slices.SortFunc(links, func(x, y Link) int {
		if (x.New < 0) != (y.New < 0) {
			return y.New - x.New
		}
		return cmp.Or(x.New-y.New, x.Part-y.Part, x.Old-y.Old)
	})
	return links
}
