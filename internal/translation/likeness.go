package translation

import (
	"cmp"
	"slices"
)

// Bounds of the work of one alignment; beyond them likeness is estimated by
// the words in common, which takes a time that does not matter.
const (
	fewTokens   = 3        // so short that letters are compared
	maxEffort   = 60 << 20 // cells of edit distance in one alignment
	maxTokens   = 4096     // of one text
	lengthRatio = 2        // texts that differ more in length are not alike
)

// words are what a segment is compared by.
type words struct {
	ids    []int32 // its tokens, numbered
	sorted []int32
	plain  string // N1: what is left without links, punctuation and case
	text   string // N0
}

// A comparer tells how alike segments are, from 0 to 1. It is of one
// alignment.
type comparer struct {
	ids    map[string]int32
	effort int
	rows   [2][]int
}

func newComparer() *comparer { return &comparer{ids: map[string]int32{}} }

// words prepares a segment.
func (c *comparer) words(k Keyed) *words {
	w := &words{plain: k.plain(), text: k.folded()}
	for _, token := range tokens(w.text, k.Kind.Opaque()) {
		id, known := c.ids[token]
		if !known {
			id = int32(len(c.ids))
			c.ids[token] = id
		}
		w.ids = append(w.ids, id)
	}
	w.sorted = slices.Clone(w.ids)
	slices.Sort(w.sorted)
	return w
}

// likeness returns how alike a and b are, or 0 if that is less than least: 1
// less the share of tokens to put in, leave out or replace. Texts with no
// difference but links, punctuation and case are alike wholly.
func (c *comparer) likeness(a, b *words, least float64) float64 {
	if a.plain == b.plain && a.plain != "" {
		return 1
	}
	longer, shorter := max(len(a.ids), len(b.ids)), min(len(a.ids), len(b.ids))
	if longer <= fewTokens {
		return atLeast(least, c.letters(a.text, b.text))
	}
	if longer > lengthRatio*shorter+fewTokens || float64(shorter)/float64(longer) < least {
		return 0
	}
	most := float64(common(a.sorted, b.sorted)) / float64(longer)
	if most < least {
		return 0
	}
	if longer > maxTokens || c.effort > maxEffort {
		return atLeast(least, most*most) // as if order were lost as much as words
	}
	allowed := int((1-least)*float64(longer) + 1e-9)
	d := c.distance(a.ids, b.ids, allowed)
	if d > allowed {
		return 0
	}
	return 1 - float64(d)/float64(longer)
}

func atLeast(least, likeness float64) float64 {
	if likeness < least {
		return 0
	}
	return likeness
}

// letters compares short texts by their characters, so that a letter mended
// in a heading of one word is an edit of it.
func (c *comparer) letters(a, b string) float64 {
	const most = 200
	x, y := []rune(lower(a)), []rune(lower(b))
	if len(x) > most || len(y) > most {
		return 0
	}
	longer := max(len(x), len(y))
	if longer == 0 {
		return 1
	}
	return 1 - float64(c.distance(x, y, longer))/float64(longer)
}

// distance returns how many tokens are to be put in, left out or replaced to
// make b of a (Levenshtein), or more than allowed if that is more than
// allowed.
func (c *comparer) distance(a, b []int32, allowed int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)-len(b) > allowed || len(b)-len(a) > allowed {
		return allowed + 1
	}
	above, row := slices.Grow(c.rows[0][:0], len(b)+1)[:len(b)+1], slices.Grow(c.rows[1][:0], len(b)+1)[:len(b)+1]
	c.rows = [2][]int{above, row}
	for j := range above {
		above[j] = min(j, allowed+1)
	}
	for i := range a {
		// Only within the band of the allowed distance can a path be.
		first, last := max(0, i+1-allowed), min(len(b), i+1+allowed)
		least := allowed + 1
		if first == 0 {
			row[0] = i + 1
			least = row[0]
		} else {
			row[first-1] = allowed + 1
		}
		for j := max(1, first); j <= last; j++ {
			d := above[j-1]
			if a[i] != b[j-1] {
				d = 1 + min(d, row[j-1], outside(above, j, i+allowed, allowed))
			}
			row[j] = d
			least = min(least, d)
		}
		c.effort += last - first + 1
		if least > allowed {
			return allowed + 1
		}
		above, row = row, above
	}
	return above[len(b)]
}

// outside returns above[j], or more than allowed where the row above did not
// reach.
func outside(above []int, j, reached, allowed int) int {
	if j > reached {
		return allowed + 1
	}
	return above[j]
}

// common returns how many values two sorted lists share.
func common[T cmp.Ordered](a, b []T) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// joined is what two segments one after the other are compared by.
func joined(a, b *words) *words {
	w := &words{
		ids:   append(slices.Clone(a.ids), b.ids...),
		plain: a.plain + b.plain,
		text:  a.text + " " + b.text,
	}
	w.sorted = slices.Clone(w.ids)
	slices.Sort(w.sorted)
	return w
}
