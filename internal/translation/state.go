package translation

// A State is how far the translation of a segment is.
type State string

// The states, in the order of the work.
const (
	Untranslated State = "untranslated"
	NeedsEdit    State = "needs-edit" // always with a Reason
	Translated   State = "translated"
	Approved     State = "approved"
)

// States lists every state in the order of the work.
func States() []State { return []State{Untranslated, NeedsEdit, Translated, Approved} }

// Done reports whether nothing is left to do but to review.
func (s State) Done() bool { return s == Translated || s == Approved }

// A Reason says why a segment needs an edit.
type Reason string

// The reasons of NeedsEdit.
const (
	SourceChanged Reason = "source_changed"
	SourceSplit   Reason = "split"
	SourceMerged  Reason = "merged"
	MemoryFuzzy   Reason = "tm_fuzzy"
	MemoryExact   Reason = "tm_exact"
	Machine       Reason = "machine"
	Imported      Reason = "imported"
	AlignedGuess  Reason = "aligned_guess"
	FreeformEdit  Reason = "freeform_edit"
	CheckError    Reason = "check_error"
	Rejected      Reason = "rejected"
	Unsure        Reason = "unsure"
	Conflict      Reason = "conflict"
)

// Reasons lists every reason.
func Reasons() []Reason {
	return []Reason{
		SourceChanged, SourceSplit, SourceMerged, MemoryFuzzy, MemoryExact, Machine, Imported,
		AlignedGuess, FreeformEdit, CheckError, Rejected, Unsure, Conflict,
	}
}

// A Change is what an edit of a text did to one of its segments.
type Change string

// The changes that an alignment tells apart.
const (
	Same         Change = "same"
	Moved        Change = "moved"
	Trivial      Change = "trivial" // a link, case, punctuation or blanks: the meaning stands
	Changed      Change = "changed"
	MovedChanged Change = "moved-changed"
	Split        Change = "split"
	Merged       Change = "merged"
	New          Change = "new"
	Removed      Change = "removed"
)
