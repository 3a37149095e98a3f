// Package check finds what is wrong with the translation of a segment, says where, and mends what it can.
package check

import (
	"slices"

	"verso/internal/locale"
	"verso/internal/translation"
)

// A Severity is how much a finding weighs.
type Severity string

// The severities. One that fires on more than one in fifty translations that
// people have published is Info (translation 2.11).
const (
	Error   Severity = "error"   // the segment needs an edit, and the post cannot be published
	Warning Severity = "warning" // can be dismissed
	Info    Severity = "info"    // a quiet mark
)

// A Pair is a segment and its translation, both as a translator edits them.
type Pair struct {
	Kind     translation.Kind
	From, To locale.Tag
	Source   string
	Target   string
}

// A Finding is one thing that a check has found.
type Finding struct {
	Check     string // its ID
	Severity  Severity
	MessageID string
	Args      []any // names and values of the message, as message.Localizer takes them
	// Start and End are the bytes of the target that are meant; both are the
	// end of the target where something is missing.
	Start, End int
	// SourceStart and SourceEnd are the bytes of the source that have no
	// counterpart; equal where the finding is not about the source.
	SourceStart, SourceEnd int
	Fix                    string // the whole target, mended; "" where that takes a person
}

// A Check looks for one kind of fault.
type Check struct {
	ID       string
	Severity Severity // of its findings, but for those that say otherwise
	find     func(*reading) []Finding
}

// Run returns what is wrong with p, the worst first, then by place. It takes
// any text: what is not UTF-8 too.
func Run(p Pair, f Facts) []Finding {
	r := read(p, f)
	var all []Finding
	for _, c := range All() {
		for _, found := range c.find(r) {
			found.Check = c.ID
			if found.Severity == "" {
				found.Severity = c.Severity
			}
			all = append(all, found)
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		if by := a.Severity.rank() - b.Severity.rank(); by != 0 {
			return by
		}
		return a.Start - b.Start
	})
	return all
}

// Worst returns the heaviest severity of findings, "" when there is none.
func Worst(findings []Finding) Severity {
	var worst Severity
	for _, f := range findings {
		if worst == "" || f.Severity.rank() < worst.rank() {
			worst = f.Severity
		}
	}
	return worst
}

func (s Severity) rank() int { return slices.Index([]Severity{Error, Warning, Info}, s) }
