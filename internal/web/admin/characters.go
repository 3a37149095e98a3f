package admin

import (
	"strings"

	"verso/internal/locale"
)

// A Character is a button that puts a character of a language where the
// cursor is, one that keyboards are slow with.
type Character struct {
	Text    string // that is put in; a pair of quotes goes around what is selected
	Label   string // what the button shows
	LabelID string // message: its name, for one that nobody sees
}

// characters returns the row of a language: its quotes, its dashes, and the
// spaces and marks that nobody sees.
func characters(l locale.Tag) []Character {
	var row []Character
	for quotes := range strings.SplitSeq(quotesOf(l), " ") {
		row = append(row, Character{Text: quotes, Label: quotes})
	}
	signs := "– — …"
	if l.CJK() {
		signs = "、 。 ・ ー 〜 …… ——"
	}
	if l.Base() == "es" {
		signs = "¿ ¡ " + signs
	}
	if l.Dir() == "rtl" {
		signs = "، ؛ ؟ " + signs
		if l.Script() == "Hebr" {
			signs = "׳ ״ ־ – …"
		}
	}
	for sign := range strings.SplitSeq(signs, " ") {
		row = append(row, Character{Text: sign, Label: sign})
	}
	row = append(row, Character{Text: "\u00a0", Label: "NBSP", LabelID: "AdminUnseenNoBreak"})
	if l.Base() == "fr" {
		row = append(row, Character{Text: "\u202f", Label: "NNBSP", LabelID: "AdminUnseenNarrowNoBreak"})
	}
	if l.Dir() == "rtl" {
		row = append(row,
			Character{Text: "\u200f", Label: "RLM", LabelID: "AdminUnseenRLM"},
			Character{Text: "\u200e", Label: "LRM", LabelID: "AdminUnseenLRM"})
	}
	return row
}

// quotesOf returns the pairs of quotation marks of a language (CLDR
// delimiters), the outer pair first.
func quotesOf(l locale.Tag) string {
	switch l.Base() {
	case "de", "cs", "sk", "sl", "bg", "is":
		return "„“ ‚‘"
	case "fr":
		if l == "fr-CA" {
			return "«\u00a0» “”"
		}
		return "«\u202f» “”"
	case "ja", "zh", "ko":
		return "「」 『』"
	case "es", "it", "el", "ar", "fa", "pt-PT", "ca":
		return "«» “”"
	case "ru", "uk":
		return "«» „“"
	case "he":
		return "”” ’’"
	case "pl", "hu", "ro":
		return "„” «»"
	case "sv", "fi":
		return "”” ’’"
	}
	return "“” ‘’"
}
