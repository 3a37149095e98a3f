package translation

import (
	"fmt"
	"slices"
)

func newMerger(u Update) *merger {
	m := &merger{
		Update: u, base: unitsOf(u.Base), next: unitsOf(u.Next), target: unitsOf(u.Target),
		several: map[SegmentID]bool{}, there: map[SegmentID]bool{}, placed: map[int]bool{}, refused: map[int]bool{},
	}
	for _, s := range u.Target.Slots {
		m.there[s.ID] = true
		m.several[s.ID] = s.ID != 0 && s.Count > 1
	}
	m.fromBase = relate(m.base, m.next, true)
	m.baseOf = relate(m.base, m.target, false)
	return m
}

// relate returns which unit of base each unit of other is: by the segments in
// it, and of code and the like by what it is and where. With once no two are
// the same.
func relate(base, other docUnits, once bool) []int {
	at := map[SegmentID]int{}
	for i := range base.units {
		for _, id := range base.of(i) {
			at[id] = i
		}
	}
	found := make([]int, len(other.units))
	taken := map[int]bool{}
	keys := make([]Segment, len(other.units))
	for i, u := range other.units {
		found[i] = -1
		keys[i] = Segment{Kind: Code, Text: u.text}
		if u.first == u.last {
			continue
		}
		keys[i] = Segment{Kind: Term, Text: fmt.Sprintf("only here %d", i)}
		for _, id := range other.of(i) {
			if b, there := at[id]; there && id != 0 && !(once && taken[b]) {
				found[i], taken[b] = b, true
				keys[i] = anchor(b)
				break
			}
		}
	}
	was := make([]Segment, len(base.units))
	for i, u := range base.units {
		was[i] = Segment{Kind: Code, Text: u.text}
		if u.first < u.last {
			was[i] = anchor(i)
		}
	}
	for _, l := range Align(Key(was, nil), Key(keys, nil)) {
		if l.Old >= 0 && l.New >= 0 && l.Part < 2 && keys[l.New].Kind == Code && was[l.Old].Kind == Code {
			found[l.New] = l.Old
		}
	}
	return found
}

// anchor stands for a unit of base that has segments.
func anchor(i int) Segment { return Segment{Kind: Heading1, Text: fmt.Sprintf("%d", i)} }

// arrange decides what stands in the result, and in which order.
func (m *merger) arrange() {
	targetOf := map[int]int{} // the first unit of target that is a unit of base
	for t, b := range m.baseOf {
		if _, twice := targetOf[b]; b >= 0 && !twice {
			targetOf[b] = t
		}
	}
	here := m.standing()
	nextOf := map[int]int{} // by unit of target
	for n, b := range m.fromBase {
		if t, there := targetOf[b]; b >= 0 && there {
			nextOf[t] = n
			continue
		}
		for _, id := range m.next.of(n) {
			if t, there := here[id]; there {
				nextOf[t] = n
				break
			}
		}
	}
	moved := m.moved()
	for t := range m.target.units {
		n, there := nextOf[t]
		switch {
		case !there && m.isGone(t):
		case !there:
			m.units = append(m.units, mergedUnit{-1, t})
		case moved[n] && !m.isTorn(t): // comes to its place below
		default:
			m.units = append(m.units, mergedUnit{n, t})
			m.placed[n] = true
		}
	}
	targets := map[int]int{}
	for t, n := range nextOf {
		targets[n] = t
	}
	for n, b := range m.fromBase {
		t, there := targets[n]
		switch {
		case there && !m.placed[n]:
			m.insert(mergedUnit{n, t})
		case there, b >= 0 && m.isLeftOut(n):
		default:
			m.insert(mergedUnit{n, -1})
		}
	}
}

// isTorn reports whether a unit of target has but a part of its segment: such
// a one stays where it is.
func (m *merger) isTorn(t int) bool {
	return slices.ContainsFunc(m.target.of(t), func(id SegmentID) bool { return m.several[id] })
}

// standing returns the unit of target where each segment stands.
func (m *merger) standing() map[SegmentID]int {
	here := map[SegmentID]int{}
	for t := range m.target.units {
		for _, id := range m.target.of(t) {
			if _, twice := here[id]; id != 0 && !twice {
				here[id] = t
			}
		}
	}
	return here
}

// isGone reports whether a unit of target has left the source and leaves the
// target: what is as the source had it, code and the like or segments that
// nobody has translated. What translators wrote stays, as an orphan.
func (m *merger) isGone(t int) bool {
	b := m.baseOf[t]
	if b < 0 || slices.Contains(m.fromBase, b) {
		return false
	}
	if m.target.units[t].first < m.target.units[t].last {
		return m.target.units[t].text == m.base.units[b].text && !slices.ContainsFunc(m.target.of(t), m.isWritten)
	}
	if m.target.units[t].text == m.base.units[b].text {
		return true
	}
	m.conflicts = append(m.conflicts, SkeletonConflict{m.base.units[b].text, "", m.target.units[t].text})
	return false
}

// isWritten reports whether a segment of target is more than its source.
func (m *merger) isWritten(id SegmentID) bool {
	return id == 0 || m.Untranslated == nil || !m.Untranslated(id) || m.Next.Index(id) >= 0
}

// isLeftOut reports whether a unit of the source is none of the target because
// somebody took it out there: then it is not put in again.
func (m *merger) isLeftOut(n int) bool {
	for _, id := range m.next.of(n) {
		if m.Base.Index(id) < 0 {
			return false // a new cell in a row
		}
	}
	return true
}

// moved returns the units of next that changed places: all but the most that
// are in one order before and after.
func (m *merger) moved() map[int]bool {
	var all []match
	for n, b := range m.fromBase {
		if b >= 0 {
			all = append(all, match{old: n, new: b, weight: 1})
		}
	}
	moved := map[int]bool{}
	for _, one := range all {
		moved[one.old] = true
	}
	for _, kept := range chain(all, len(m.base.units)) {
		delete(moved, kept.old)
	}
	return moved
}

// insert puts a unit after its predecessor in the source, and after what
// stands behind that in this language only; but an item of a list stays in it.
func (m *merger) insert(u mergedUnit) {
	after := -1
	for n := u.next - 1; n >= 0 && after < 0; n-- {
		if m.placed[n] {
			after = slices.IndexFunc(m.units, func(other mergedUnit) bool { return other.next == n })
		}
	}
	m.placed[u.next] = true
	kind := m.next.kind(u.next)
	at := after + 1
	for at < len(m.units) && after >= 0 && m.units[after].target >= 0 && m.units[at].next < 0 {
		if other := m.target.kind(m.units[at].target); kind != other && (inContainer(kind) || inContainer(other)) {
			break
		}
		at++
	}
	m.units = slices.Insert(m.units, at, u)
}

// kind returns the kind of what unit i holds, "" of code and the like.
func (d docUnits) kind(i int) Kind {
	if d.units[i].first == d.units[i].last {
		return ""
	}
	return d.text.Doc.Segments[d.units[i].first].Kind
}

// inContainer reports whether a segment of this kind stands in a list, a
// quote, a table or a note.
func inContainer(k Kind) bool {
	switch k {
	case Item, Quote, Footnote, Definition, Term, HeaderCell, Cell:
		return true
	}
	return false
}
