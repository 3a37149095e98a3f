package message

import (
	"golang.org/x/text/language"

	"verso/internal/locale"
)

//go:generate go run ../../scripts/cldr ../../node_modules format_table.go

// A format is how a locale writes dates, numbers and lists, from CLDR. The
// date patterns are those of UTS #35 part 4: "d 'de' MMMM 'de' y".
type format struct {
	zero        rune   // of the locale's digits
	group       string // between groups of three digits
	minus       string
	minGrouping int // digits before the first separator for grouping to begin

	months      [12]string // within a date, in full
	shortMonths [12]string
	am, pm      string

	long, medium, short string // dates
	monthYear, dayMonth string
	time                string
	// between date and time, by the style of the date
	longJoin, mediumJoin, shortJoin string

	// between the items of a list: of two, and of more
	pair, start, middle, end string
}

// formatOf returns the format of l or of the nearest ancestor that CLDR's
// inheritance gives it ("pt-AO" has "pt-PT"), and false when the table knows
// nothing of the language.
func formatOf(l locale.Tag) (format, bool) {
	for t := language.Make(string(l)); !t.IsRoot(); t = t.Parent() {
		if f, ok := cldr(t.String()); ok {
			return f, true
		}
	}
	return cldr(string(l.Base()))
}
