package translation

import (
	"errors"
	"fmt"
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
	FaultEncoding  Fault = "encoding"   // not UTF-8
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
	return fmt.Sprintf("segment %d: %s", e.Segment, e.Fault)
}

var errNotMade = errors.New("not made yet")

// Parse takes a Markdown body apart. Its only error is a *markdown.LimitError.
func Parse(body string) (*Document, error) { return nil, errNotMade }

// Splice returns the document with some segments, by index, replaced; every
// other byte is as it was. at[i] is where segment i begins among the segments
// of the result: it has become Segments[at[i]:at[i+1]], and at is one longer
// than d.Segments. A text that would change the structure of the document is a
// *StructureError.
func (d *Document) Splice(edits map[int]Edit) (doc *Document, at []int, err error) {
	return nil, nil, errNotMade
}
