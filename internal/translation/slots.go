package translation

import (
	"fmt"
	"slices"
	"strings"
)

// A Slot is the place of one segment in a text: the blocks that are its
// translation, one after another.
type Slot struct {
	ID     SegmentID `json:"id,omitempty"`     // of the source; 0: it stands in this language only
	Count  int       `json:"n"`                // of the segments of the Document: 1 unless a paragraph became several
	Orphan bool      `json:"orphan,omitempty"` // the source has it no more
}

// A Text is a document of which is known what its segments are. The slots
// cover its segments in order: the sum of Count is their number.
type Text struct {
	Doc   *Document
	Slots []Slot
}

// Linked returns a text whose segments have ids, as a source has, or a copy of
// one that nobody has translated.
func Linked(doc *Document, ids []SegmentID) Text {
	t := Text{Doc: doc, Slots: make([]Slot, len(ids))}
	for i, id := range ids {
		t.Slots[i] = Slot{ID: id, Count: 1}
	}
	return t
}

// Check reports what is wrong with slots that were kept beside a text.
func (t Text) Check() error {
	sum := 0
	seen := map[SegmentID]bool{}
	for i, s := range t.Slots {
		if s.Count < 1 {
			return fmt.Errorf("slot %d has %d segments", i, s.Count)
		}
		if s.ID != 0 && seen[s.ID] {
			return fmt.Errorf("segment %d has two slots", s.ID)
		}
		sum += s.Count
		seen[s.ID] = true
	}
	if sum != len(t.Doc.Segments) {
		return fmt.Errorf("slots have %d segments, the text has %d", sum, len(t.Doc.Segments))
	}
	return nil
}

// Index returns the slot of a segment of the source, -1 if it has none.
func (t Text) Index(id SegmentID) int {
	return slices.IndexFunc(t.Slots, func(s Slot) bool { return s.ID == id })
}

// first returns the first segment of a slot.
func (t Text) first(slot int) int {
	at := 0
	for _, s := range t.Slots[:slot] {
		at += s.Count
	}
	return at
}

// Segments returns the segments of a slot.
func (t Text) Segments(slot int) []Segment {
	at := t.first(slot)
	return t.Doc.Segments[at : at+t.Slots[slot].Count]
}

// betweenBlocks stands in the text of a slot where another block begins.
const betweenBlocks = "\n\n"

func joinBlocks(segments []Segment) string {
	if len(segments) == 1 {
		return segments[0].Text
	}
	texts := make([]string, len(segments))
	for i, s := range segments {
		texts[i] = s.Text
	}
	return strings.Join(texts, betweenBlocks)
}

// Text returns what stands in a slot; the texts of several blocks are parted
// by an empty line.
func (t Text) Text(slot int) string { return joinBlocks(t.Segments(slot)) }

// Texts returns what stands in the slots of segments of the source.
func (t Text) Texts() map[SegmentID]string {
	texts := make(map[SegmentID]string, len(t.Slots))
	at := 0
	for _, s := range t.Slots {
		if s.ID != 0 {
			texts[s.ID] = joinBlocks(t.Doc.Segments[at : at+s.Count])
		}
		at += s.Count
	}
	return texts
}

// Compile makes the document again of the texts of its slots. It is
// Doc.Source, byte for byte; an error or another text is a fault of the
// program, upon which nothing may be saved.
func (t Text) Compile() (string, error) {
	if err := t.Check(); err != nil {
		return "", err
	}
	edits := map[int]Edit{}
	at := 0
	for i, s := range t.Slots {
		texts := []string{t.Text(i)}
		if s.Count > 1 {
			texts = strings.Split(texts[0], betweenBlocks)
		}
		for n, text := range texts {
			edits[at+n] = Edit{Text: text}
		}
		at += s.Count
	}
	doc, _, err := t.Doc.Splice(edits)
	if err != nil {
		return "", err
	}
	return doc.Source, nil
}

// ids returns of each segment of the document which segment of the source it
// belongs to.
func (t Text) ids() []SegmentID {
	ids := make([]SegmentID, 0, len(t.Doc.Segments))
	for _, s := range t.Slots {
		for range s.Count {
			ids = append(ids, s.ID)
		}
	}
	return ids
}
