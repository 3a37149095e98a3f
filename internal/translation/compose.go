package translation

import (
	"slices"
	"strings"
)

// composed is what a unit of the result is made of.
type composed struct {
	text     string
	segments []Segment // that must be found in it
	ids      []SegmentID
}

// compose writes the result down and reads it again: ok is false if it does
// not have the segments that were put in.
func (m *merger) compose() (Text, bool) {
	m.fill()
	var b strings.Builder
	var segments []Segment
	var ids []SegmentID
	newline := m.Target.Doc.newline
	for i, u := range m.units {
		c := m.piece(u)
		lead := m.lead(i)
		if i > 0 && !strings.HasSuffix(b.String(), "\n") {
			b.WriteString(newline)
		}
		b.WriteString(lead + c.text)
		segments, ids = append(segments, c.segments...), append(ids, c.ids...)
	}
	b.WriteString(m.target.tail)
	body := b.String()
	if m.Target.Doc.Source != "" && !strings.HasSuffix(m.Target.Doc.Source, "\n") {
		body = strings.TrimSuffix(body, newline) // the last block came with one
	}
	doc, err := Parse(body)
	if err != nil || !slices.EqualFunc(doc.Segments, segments, sameText) {
		return Text{}, false
	}
	return Text{Doc: doc, Slots: slotsOf(ids, m.Target)}, true
}

// slotsOf makes slots of the ids of segments: what had several blocks before
// has them still.
func slotsOf(ids []SegmentID, before Text) []Slot {
	several := map[SegmentID]bool{}
	for _, s := range before.Slots {
		several[s.ID] = s.ID != 0 && s.Count > 1
	}
	var slots []Slot
	seen := map[SegmentID]bool{}
	for _, id := range ids {
		last := len(slots) - 1
		switch {
		case last >= 0 && several[id] && slots[last].ID == id:
			slots[last].Count++
		case id != 0 && seen[id]:
			slots = append(slots, Slot{Count: 1}) // torn apart: it stands on its own
		default:
			slots = append(slots, Slot{ID: id, Count: 1})
		}
		seen[id] = true
	}
	return slots
}

// piece returns what unit u of the result is: as the target has it, but where
// only the source changed what stands around the text.
func (m *merger) piece(u mergedUnit) composed {
	ours := composed{}
	if u.target >= 0 {
		t := m.target.units[u.target]
		ours = composed{text: t.text, segments: m.Target.Doc.Segments[t.first:t.last], ids: m.target.of(u.target)}
	}
	if u.next < 0 {
		return ours
	}
	if u.target < 0 {
		return m.theirs(u)
	}
	is, here := toNewline(m.next.skeleton(u.next), m.Target.Doc.newline), m.target.skeleton(u.target)
	was := here // of what the source did not have
	if b := m.fromBase[u.next]; b >= 0 {
		was = toNewline(m.base.skeleton(b), m.Target.Doc.newline)
	}
	switch {
	case (is == was || is == here) && !m.hasNew(u.next):
		return ours
	case was != here || !m.covers(u):
		m.conflicts = append(m.conflicts, SkeletonConflict{was, is, here})
		return ours
	}
	return m.theirs(u)
}

// hasNew reports whether a unit of the source has a segment that the target
// has no place for yet, such as a new cell of a row.
func (m *merger) hasNew(n int) bool {
	return slices.ContainsFunc(m.next.of(n), func(id SegmentID) bool { return !m.there[id] && m.Base.Index(id) < 0 })
}

// covers reports whether the unit of the source has places for all that the
// target's has, and has them filled.
func (m *merger) covers(u mergedUnit) bool {
	in := m.next.of(u.next)
	for _, id := range m.target.of(u.target) {
		if id == 0 || m.several[id] || m.Next.Index(id) >= 0 && !slices.Contains(in, id) {
			return false
		}
	}
	for i := range in {
		if m.refused[m.next.units[u.next].first+i] {
			return false
		}
	}
	return true
}

// theirs returns a unit of the source with the translations in it.
func (m *merger) theirs(u mergedUnit) composed {
	n := m.filled.units[u.next]
	for i, id := range m.next.of(u.next) {
		if _, known := m.Known[id]; !m.there[id] && (!known || m.refused[n.first+i]) {
			m.inserted = append(m.inserted, id)
		}
	}
	return composed{
		text:     toNewline(n.text, m.Target.Doc.newline),
		segments: m.filled.text.Doc.Segments[n.first:n.last],
		ids:      m.next.of(u.next),
	}
}

// fill puts the translations into the source, where its units are needed.
func (m *merger) fill() {
	texts := m.Target.Texts()
	edits := map[int]Edit{}
	for _, u := range m.units {
		if u.next < 0 {
			continue
		}
		for i := m.next.units[u.next].first; i < m.next.units[u.next].last; i++ {
			id := m.next.ids[i]
			text, there := texts[id]
			if known, ok := m.Known[id]; !there && ok {
				text, there = known, true
			}
			if there && !m.several[id] && visible(text) {
				edits[i] = Edit{Text: text}
			}
		}
	}
	filled, refused := m.Next.spliceAll(edits)
	m.filled = unitsOf(filled)
	if len(m.filled.units) != len(m.next.units) || len(m.filled.ids) != len(m.next.ids) {
		m.filled = m.next
		for i := range m.next.ids {
			m.refused[i] = true
		}
	}
	for _, i := range refused {
		m.refused[i] = true
	}
}

// lead returns the blank lines before unit i of the result: as they are
// between the same two in one of the texts.
func (m *merger) lead(i int) string {
	u := m.units[i]
	if i == 0 {
		return m.firstLead(u)
	}
	before := m.units[i-1]
	ours, inTarget := adjacent(m.target.units, before.target, u.target)
	theirs, inNext := adjacent(m.next.units, before.next, u.next)
	theirs = toNewline(theirs, m.Target.Doc.newline)
	switch {
	case inTarget && inNext:
		was, inBase := "", false
		if b, a := m.fromBase[before.next], m.fromBase[u.next]; b >= 0 && a >= 0 {
			was, inBase = adjacent(m.base.units, b, a)
		}
		if inBase && toNewline(was, m.Target.Doc.newline) == ours {
			return theirs
		}
		return ours
	case inTarget:
		return ours
	case inNext:
		return theirs
	}
	return m.apart(before, u)
}

// firstLead returns what stands before the first unit of the result.
func (m *merger) firstLead(u mergedUnit) string {
	switch {
	case u.target == 0:
		return m.target.units[0].lead
	case u.next == 0 && len(m.target.units) == 0:
		return toNewline(m.next.units[0].lead, m.Target.Doc.newline)
	}
	return ""
}

// apart returns the blank lines between two units that were never neighbours:
// none within a list or a table, else one at least.
func (m *merger) apart(before, u mergedUnit) string {
	var lead string
	if u.target >= 0 {
		lead = m.target.units[u.target].lead
	} else {
		lead = toNewline(m.next.units[u.next].lead, m.Target.Doc.newline)
	}
	if strings.Contains(lead, "\n") {
		return lead
	}
	if kind := m.kindOf(u); inContainer(kind) && kind == m.kindOf(before) {
		return lead
	}
	return lead + m.Target.Doc.newline
}

func (m *merger) kindOf(u mergedUnit) Kind {
	if u.target >= 0 {
		return m.target.kind(u.target)
	}
	return m.next.kind(u.next)
}

// adjacent returns the lead of unit b if it follows a.
func adjacent(units []unit, a, b int) (string, bool) {
	if a < 0 || b < 0 || b != a+1 {
		return "", false
	}
	return units[b].lead, true
}

// toNewline writes line ends as the target has them.
func toNewline(s, newline string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if newline == "\n" {
		return s
	}
	return strings.ReplaceAll(s, "\n", newline)
}
