package translation

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"verso/internal/markdown"
)

// An Edit is what a translator wrote in the place of a segment.
type Edit struct {
	Text  string // the edit form
	Split bool   // an empty line begins another block; only where Kind.Splits
}

// A Fault is what is wrong with a text for its place.
type Fault string

// The faults of an Edit.
const (
	FaultEmpty     Fault = "empty"      // nothing to see where something must be
	FaultBlankLine Fault = "blank-line" // an empty line, and no leave to split
	FaultLineBreak Fault = "line-break" // a line break in a place of one line
	FaultEncoding  Fault = "encoding"   // not UTF-8
	FaultFootnote  Fault = "footnote"   // a note is mentioned no more, or one that was not is
	FaultStructure Fault = "structure"  // other blocks than those of the document
	FaultLimit     Fault = "limit"      // the document would be over a limit of markdown
)

// A StructureError says that a text does not fit its place; nothing was
// spliced.
type StructureError struct {
	Segment int // index of the segment whose text it is; -1: of none alone
	Fault   Fault
}

func (e *StructureError) Error() string {
	return fmt.Sprintf("segment %d does not fit: %s", e.Segment, e.Fault)
}

// Splice returns the document with some segments, by index, replaced; every
// other byte is as it was. at[i] is where segment i begins among the segments
// of the result: it has become Segments[at[i]:at[i+1]], and at is one longer
// than d.Segments. What was written is escaped where it would open another
// block; a text that changes the structure all the same is a *StructureError.
func (d *Document) Splice(edits map[int]Edit) (doc *Document, at []int, err error) {
	changed := make([]written, 0, len(edits))
	for _, i := range slices.Sorted(maps.Keys(edits)) {
		w, fault := d.write(i, edits[i])
		if fault != "" {
			return nil, nil, &StructureError{Segment: i, Fault: fault}
		}
		if w.text != d.Source[d.Segments[i].Start:d.Segments[i].End] {
			changed = append(changed, w)
		}
	}
	doc, at, fault := d.put(changed)
	if fault == "" {
		return doc, at, nil
	}
	// The shortest beginning of the edits that does not fit ends with the one
	// to blame.
	first := sort.Search(len(changed)-1, func(n int) bool {
		_, _, f := d.put(changed[:n+1])
		return f != ""
	})
	_, _, fault = d.put(changed[:first+1])
	return nil, nil, &StructureError{Segment: changed[first].segment, Fault: fault}
}

// written is the text of a segment as it goes into the source.
type written struct {
	segment int
	text    string
	blocks  int // how many it makes
}

// put returns the document with texts in their places, if they fit.
func (d *Document) put(changed []written) (*Document, []int, Fault) {
	var b strings.Builder
	b.Grow(len(d.Source))
	from := 0
	for _, w := range changed {
		s := d.Segments[w.segment]
		b.WriteString(d.Source[from:s.Start])
		b.WriteString(w.text)
		from = s.End
	}
	b.WriteString(d.Source[from:])
	doc, err := Parse(b.String())
	if err != nil {
		return nil, nil, FaultLimit
	}
	if fault := d.compare(doc, changed); fault != "" {
		return nil, nil, fault
	}
	at, ok := d.relate(doc, changed)
	if !ok {
		return nil, nil, FaultStructure
	}
	return doc, at, ""
}

// compare reports whether doc has the blocks of d, but for those that were
// split.
func (d *Document) compare(doc *Document, changed []written) Fault {
	old, now := d.tree.Shape, doc.tree.Shape
	copies := map[int]int{}
	for _, w := range changed {
		if w.blocks > 1 {
			copies[d.places[w.segment].form] = w.blocks
		}
	}
	name := func(f markdown.Form) string {
		if len(copies) > 0 {
			return strings.TrimSuffix(f.Name, markdown.Tight) // a blank line loosens a list
		}
		return f.Name
	}
	next := 0
	for i, want := range old {
		for n := range max(1, copies[i]) {
			if n > 0 {
				want.Name, _, _ = strings.Cut(want.Name, " ") // the box of a task comes once
			}
			if next == len(now) || now[next].Depth != want.Depth || name(now[next]) != name(want) {
				return mismatch(old, now)
			}
			next++
		}
	}
	if next < len(now) {
		return mismatch(old, now)
	}
	if !slices.Equal(d.fixed(), doc.fixed()) {
		return FaultStructure
	}
	return ""
}

// fixed returns the blocks of code and HTML that are no segments: one that
// begins or ends elsewhere may look the same.
func (d *Document) fixed() []string {
	var all []string
	next := 0
	for _, leaf := range d.tree.Leaves {
		if leaf.Name != "code" && leaf.Name != "html" {
			continue
		}
		all = append(all, leaf.Info)
		for next < len(d.places) && d.places[next].lines[0].Start < leaf.Lines[0].Start {
			next++
		}
		if next == len(d.places) || d.places[next].lines[0].Start != leaf.Lines[0].Start {
			all = append(all, d.Source[leaf.Lines[0].Start:leaf.Lines[len(leaf.Lines)-1].End])
		}
	}
	return all
}

// mismatch says whether the footnotes differ, which come and go with their
// marks, or something else.
func mismatch(old, now []markdown.Form) Fault {
	notes := func(shape []markdown.Form) []string {
		var all []string
		for _, f := range shape {
			if f.Depth == 0 && strings.HasPrefix(f.Name, "fn ") {
				all = append(all, f.Name)
			}
		}
		return all
	}
	if slices.Equal(notes(old), notes(now)) {
		return FaultStructure
	}
	return FaultFootnote
}

// relate returns where each segment of d is among those of doc. ok is false
// when a segment has become another kind, or there is one too many.
func (d *Document) relate(doc *Document, changed []written) (at []int, ok bool) {
	at = make([]int, 0, len(d.Segments)+1)
	next, shift := 0, 0
	for i, s := range d.Segments {
		at = append(at, next)
		want, end := 1, s.End+shift
		if len(changed) > 0 && changed[0].segment == i {
			w := changed[0]
			changed = changed[1:]
			shift += len(w.text) - (s.End - s.Start)
			want, end = w.blocks, s.End+shift
		}
		for next < len(doc.Segments) && doc.Segments[next].Start < end {
			if doc.Segments[next].Kind != s.Kind {
				return nil, false
			}
			next++
		}
		if next-at[i] != want {
			return nil, false
		}
	}
	return append(at, next), next == len(doc.Segments)
}
