package check

import "testing"

func TestConflict(t *testing.T) {
	judge(t, "conflict-marker", []example{
		{name: "none", source: "One.", target: "Um."},
		{name: "the beginning", source: "One.", target: "<<<<<<< HEAD\nUm.", want: "CheckConflictMarker", at: "<<<<<<<"},
		{name: "folded into a line", source: "One.", target: "Um. >>>>>>> theirs", want: "CheckConflictMarker", at: ">>>>>>>"},
		{name: "what the text is about", source: "Git writes <<<<<<< there.", target: "O Git escreve <<<<<<< ali."},
		{name: "arrows", source: "One.", target: "Um >>>>>>>> dois."},
	})
}
