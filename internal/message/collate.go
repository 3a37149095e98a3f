package message

import (
	"cmp"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"verso/internal/locale"
)

// Compare orders a and b as a dictionary of the locale would: negative when a
// comes first. It is safe for use by many goroutines.
func (z *Localizer) Compare(a, b string) int { return z.order.compare(a, b) }

// Sort puts items in the order of Compare; equal ones stay as they were.
func (z *Localizer) Sort(items []string) { slices.SortStableFunc(items, z.order.compare) }

// An order is the collation of one locale (UTS #10). x/text knows the
// alphabets, but not that a locale puts its own script first.
type order struct {
	scripts   [][]*unicode.RangeTable // in the locale's order; the others follow
	collators sync.Pool               // a collate.Collator serves one goroutine at a time
}

func newOrder(l locale.Tag) *order {
	tag := language.Make(string(l))
	return &order{
		scripts:   firstScripts(l),
		collators: sync.Pool{New: func() any { return collate.New(tag) }},
	}
}

func (o *order) compare(a, b string) int {
	if c := cmp.Compare(o.rank(a), o.rank(b)); c != 0 {
		return c
	}
	c := o.collators.Get().(*collate.Collator)
	defer o.collators.Put(c)
	return c.CompareString(a, b)
}

// rank returns 0 for a word that begins with no letter, which comes before
// all others, and else the place of its script.
func (o *order) rank(word string) int {
	first, _ := utf8.DecodeRuneInString(word)
	if len(o.scripts) == 0 || !unicode.IsLetter(first) {
		return 0
	}
	for i, script := range o.scripts {
		if unicode.In(first, script...) {
			return i + 1
		}
	}
	return len(o.scripts) + 1
}

// firstScripts returns the scripts that CLDR's collation of l moves before all
// others, in order ("[reorder Latn Kana Hani]"); none for Latin, which is first
// anyway.
func firstScripts(l locale.Tag) [][]*unicode.RangeTable {
	one := func(script ...*unicode.RangeTable) [][]*unicode.RangeTable {
		return [][]*unicode.RangeTable{script}
	}
	switch l.Script() {
	case "Arab":
		return one(unicode.Arabic)
	case "Cyrl":
		return one(unicode.Cyrillic)
	case "Grek":
		return one(unicode.Greek)
	case "Hebr":
		return one(unicode.Hebrew)
	case "Hans", "Hant":
		return one(unicode.Han)
	case "Kore":
		return append(one(unicode.Hangul), one(unicode.Han)...)
	case "Jpan":
		return append(one(unicode.Latin), one(unicode.Hiragana, unicode.Katakana, unicode.Han)...)
	}
	return nil
}
