package translation

import (
	"slices"
	"strings"
)

// Put returns the text with another translation in a slot. With split an empty
// line in it begins another block. What does not fit is a *StructureError, and
// so is a text of nothing: the caller puts the source's there.
func (t Text) Put(slot int, text string, split bool) (Text, error) {
	at, count := t.first(slot), t.Slots[slot].Count
	if !visible(text) {
		return t, &StructureError{Segment: at, Fault: FaultEmpty}
	}
	if count == 1 {
		return t.splice(map[int]Edit{at: {Text: text, Split: split}})
	}
	blocks := blankLines.Split(strings.TrimSpace(text), -1)
	if len(blocks) > 1 && !split {
		return t, &StructureError{Segment: at, Fault: FaultBlankLine}
	}
	edits := map[int]Edit{}
	for i := range min(count, len(blocks)) {
		edits[at+i] = Edit{Text: blocks[i]}
	}
	if len(blocks) > count {
		edits[at+count-1] = Edit{Text: strings.Join(blocks[count-1:], betweenBlocks), Split: true}
	}
	next, err := t.splice(edits)
	if err != nil || len(blocks) >= count {
		return next, err
	}
	return next.without(slot, len(blocks))
}

// splice puts texts in the places of segments and keeps the slots in step.
func (t Text) splice(edits map[int]Edit) (Text, error) {
	doc, at, err := t.Doc.Splice(edits)
	if err != nil {
		return t, err
	}
	next := Text{Doc: doc, Slots: slices.Clone(t.Slots)}
	first := 0
	for i, s := range t.Slots {
		next.Slots[i].Count = at[first+s.Count] - at[first]
		first += s.Count
	}
	return next, nil
}

// without returns the text with no more than keep blocks in a slot.
func (t Text) without(slot, keep int) (Text, error) {
	at := t.first(slot)
	gone := map[int]bool{}
	for i := keep; i < t.Slots[slot].Count; i++ {
		gone[at+i] = true
	}
	doc, err := t.Doc.cut(gone)
	if err != nil {
		return t, err
	}
	next := Text{Doc: doc, Slots: slices.Clone(t.Slots)}
	if next.Slots[slot].Count = keep; keep == 0 {
		next.Slots = slices.Delete(next.Slots, slot, slot+1)
	}
	return next, nil
}

// Drop returns the text without the blocks of some slots: those of a row of a
// table go together. What cannot be taken out is a *StructureError.
func (t Text) Drop(slots ...int) (Text, error) {
	gone := map[int]bool{}
	next := Text{}
	for i, s := range t.Slots {
		if !slices.Contains(slots, i) {
			next.Slots = append(next.Slots, s)
			continue
		}
		for n := range s.Count {
			gone[t.first(i)+n] = true
		}
	}
	doc, err := t.Doc.cut(gone)
	if err != nil {
		return t, err
	}
	next.Doc = doc
	return next, nil
}

// Join returns the text with the translation of one segment put after that of
// another, into which it was merged in the source.
func (t Text) Join(kept, gone SegmentID) (Text, error) {
	to, from := t.Index(kept), t.Index(gone)
	if to < 0 || from < 0 {
		return t, nil
	}
	if t.Slots[to].Count > 1 || t.Slots[from].Count > 1 {
		return t, &StructureError{Segment: t.first(from), Fault: FaultStructure}
	}
	first, second := t.Text(to), t.Text(from)
	between := " "
	if wide(first, second) {
		between = ""
	}
	next, err := t.Put(to, first+between+second, false)
	if err != nil {
		return t, err
	}
	if next, err = next.Drop(from); err != nil {
		return t, err
	}
	return next, nil
}

// cut returns the document without the lines of some of its segments.
func (d *Document) cut(gone map[int]bool) (*Document, error) {
	var b strings.Builder
	var kept []Segment
	first := -1
	for i := range d.Segments {
		if gone[i] && first < 0 {
			first = i
		}
		if !gone[i] {
			kept = append(kept, d.Segments[i])
		}
	}
	units, tail := d.units()
	started := false
	for _, u := range units {
		n := 0
		for i := u.first; i < u.last; i++ {
			if gone[i] {
				n++
			}
		}
		if n > 0 && n < u.last-u.first {
			return nil, &StructureError{Segment: first, Fault: FaultStructure}
		}
		if n > 0 {
			continue
		}
		if started || u.text == units[0].text {
			b.WriteString(u.lead)
		}
		b.WriteString(u.text)
		started = true
	}
	b.WriteString(tail)
	doc, err := Parse(b.String())
	if err != nil || !slices.EqualFunc(doc.Segments, kept, sameText) {
		return nil, &StructureError{Segment: first, Fault: FaultStructure}
	}
	return doc, nil
}

// sameText reports whether two segments are the same in another place, where
// an item of a list may have become a paragraph.
func sameText(a, b Segment) bool { return a.Kind.Class() == b.Kind.Class() && a.Text == b.Text }
