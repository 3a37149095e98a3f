package check

import (
	"testing"

	"verso/internal/translation"
)

// Case 12.
func TestCell(t *testing.T) {
	judge(t, "cell-pipe", []example{
		{name: "a bar", kind: translation.Cell, source: "a", target: "um | dois", want: "CheckCell", at: "|", fix: `um \| dois`},
		{name: "a bar with its backslash", kind: translation.Cell, source: "a", target: `um \| dois`},
		{name: "a backslash and a bar", kind: translation.HeaderCell, source: "a", target: `um \\| dois`, want: "CheckCell", at: "|", fix: `um \\\| dois`},
		{name: "a bar in code", kind: translation.Cell, source: "`a`", target: "`um|dois`", want: "CheckCell", at: "|", fix: "`um\\|dois`"},
		{name: "the end of a line", kind: translation.Cell, source: "a", target: "um\ndois", want: "CheckCell", at: "\n", fix: "um dois"},
		{name: "no cell", source: "a", target: "um | dois"},
	})
}
