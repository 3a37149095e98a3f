package check

import (
	"testing"

	"verso/internal/translation"
)

// Cases 26 and 27: never a silent new block.
func TestStructure(t *testing.T) {
	fault := func(f translation.Fault) Facts { return Facts{Fault: f} }
	judge(t, "structure", []example{
		{name: "one line", source: "One.", target: "Um."},
		{name: "an empty line in a heading", kind: translation.Heading2, source: "One", target: "Um\n\ndois", want: "CheckBlankLine", at: "Um\n\ndois", fix: "Um dois"},
		{name: "an empty line in a cell", kind: translation.Cell, source: "One", target: "Um\n  \ndois", want: "CheckBlankLine", at: "Um\n  \ndois", fix: "Um dois"},
		{name: "an empty line in a paragraph", source: "One. Two.", target: "Um.\n\nDois."},
		{name: "an empty line in an excerpt", kind: translation.FieldExcerpt, source: "One.", target: "Um.\n\nDois."},
		{name: "a text that did not fit", source: "One.", target: "Um.\n===", facts: fault(translation.FaultStructure), want: "CheckStructure", at: "Um.\n===", fix: "Um. ==="},
		{name: "a line that did not fit", source: "One.", target: "# Um.", facts: fault(translation.FaultStructure), want: "CheckStructure", at: "# Um."},
		{name: "no leave to split", source: "One.", target: "Um.\n\nDois.", facts: fault(translation.FaultBlankLine), want: "CheckBlankLine", at: "Um.\n\nDois.", fix: "Um. Dois."},
		{name: "not UTF-8", source: "One.", target: "Um\xff.", facts: fault(translation.FaultEncoding), want: "CheckEncoding", at: "Um\xff.", fix: "Um."},
		{name: "too much", source: "One.", target: "Um.", facts: fault(translation.FaultLimit), want: "CheckLimit", at: "Um."},
	})
}
