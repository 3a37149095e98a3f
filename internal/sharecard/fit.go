package sharecard

import (
	"unicode"

	"github.com/go-text/typesetting/shaping"
)

// A block is a text set in lines.
type block struct {
	lines   []line
	size    int // of the letters, in pixels
	leading int // from one baseline to the next, in pixels
}

// A measure is the room for a text, and the sizes it may have, the largest
// first, in pixels.
type measure struct {
	width, height int
	sizes         []int
	broken        []int // sizes at which long words are hyphenated, when no other will do
	most          int   // lines
}

// fit sets a text as large as it fits without breaking a word. If a word is
// longer than a line of the smallest size, long words are hyphenated; what is
// too much even then is cut, with an ellipsis.
func (t *typesetter) fit(s string, m measure) block {
	text := t.together([]rune(s))
	if len(text) == 0 {
		return block{}
	}
	for _, size := range m.sizes {
		b := t.block(size)
		shaped := t.shape(text, b.size)
		b.lines = t.lines(text, shaped, m.width, 0, shaping.Never)
		if len(b.lines) <= m.room(b.leading) && widest(b.lines) <= m.width {
			b.lines = t.balance(text, shaped, m.width, b.lines)
			return b
		}
	}
	soft := soften(text)
	for _, size := range m.broken {
		b := t.block(size)
		shaped := t.shape(soft, b.size)
		width := m.width - b.size/2 // room for a hyphen
		b.lines = t.lines(soft, shaped, width, 0, shaping.Never)
		if len(b.lines) <= m.room(b.leading) && widest(b.lines) <= width {
			b.lines = t.balance(soft, shaped, width, b.lines)
			t.hyphenate(soft, b)
			return b
		}
	}
	b := t.block(m.sizes[len(m.sizes)-1])
	b.lines = t.lines(text, t.shape(text, b.size), m.width, m.room(b.leading), shaping.WhenNecessary)
	return b
}

// room returns how many lines there is room for.
func (m measure) room(leading int) int { return max(1, min(m.most, m.height/leading)) }

// block returns an empty block in a size as the style sheets have it for the
// headings of each script.
func (t *typesetter) block(size int) block {
	leading := 118 // percent of the size
	switch t.locale.Script() {
	case "Arab":
		size = size * 112 / 100
		leading = 144
	case "Jpan", "Hans", "Hant", "Kore":
		leading = 136
	}
	return block{size: size, leading: size * leading / 100}
}

// balance returns the lines at the narrowest width that needs no more of them,
// so that none is left with a single word.
func (t *typesetter) balance(text []rune, shaped []shaping.Output, width int, lines []line) []line {
	narrow, wide := width/3, width
	for wide-narrow > 4 {
		middle := (narrow + wide) / 2
		tried := t.lines(text, shaped, middle, 0, shaping.Never)
		if len(tried) > len(lines) || widest(tried) > middle {
			narrow = middle
			continue
		}
		wide, lines = middle, tried
	}
	return lines
}

// wordJoiner forbids a break and is never drawn.
const wordJoiner = '\u2060'

// together keeps the words of Korean whole, as its headings are set: by UAX 14
// alone a line could end after every syllable.
func (t *typesetter) together(text []rune) []rune {
	if t.locale.Script() != "Kore" {
		return text
	}
	var kept []rune
	for i, r := range text {
		if i > 0 && unicode.Is(unicode.Hangul, r) && unicode.Is(unicode.Hangul, text[i-1]) {
			kept = append(kept, wordJoiner)
		}
		kept = append(kept, r)
	}
	return kept
}
