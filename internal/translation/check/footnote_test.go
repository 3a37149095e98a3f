package check

import "testing"

func TestFootnote(t *testing.T) {
	around := Facts{TargetText: aroundOf("Uma nota.[^1]\n\n[^1]: Aqui.\n")}
	judge(t, "footnote", []example{
		{name: "kept", source: "A note.[^1]", target: "Uma nota.[^1]", facts: around},
		{name: "lost", source: "A note.[^1]", target: "Uma nota.", want: "CheckFootnoteMissing", at: "[^1]"},
		{name: "lost once of twice", source: "A[^1] note.[^1]", target: "Uma nota.[^1]", want: "CheckFootnoteMissing", at: "[^1]"},
		{name: "one more", source: "A note.", target: "Uma nota.[^1]", want: "CheckFootnoteAdded", at: "[^1]"},
		{name: "the label was translated", source: "A note.[^note]", target: "Uma nota.[^nota]", want: "CheckFootnoteMissing", at: "[^note]"},
		{name: "in another order", source: "A[^1] note.[^2]", target: "Uma[^2] nota.[^1]"},
		{name: "not defined in the text", source: "A note.[^2]", target: "Uma nota.[^2]", facts: around, want: "CheckFootnoteUndefined", at: "[^2]"},
		{name: "in code", source: "Write `[^1]`.", target: "Escreva."},
	})
}
