package sharecard

import (
	"bytes"
	"image/color"

	"golang.org/x/image/math/fixed"
)

// The colours of a card are the light ones of the site (static/css/tokens.css)
// in sRGB: a card stands among those of others, on any ground.
var (
	paper  = color.RGBA{0xf9, 0xfb, 0xfa, 0xff}
	leaf   = color.RGBA{0xf0, 0xf3, 0xf0, 0xff}
	ink    = color.RGBA{0x1b, 0x24, 0x23, 0xff}
	muted  = color.RGBA{0x54, 0x5d, 0x5c, 0xff}
	rule   = color.RGBA{0xcf, 0xd6, 0xd3, 0xff}
	accent = color.RGBA{0x15, 0x61, 0x41, 0xff}
	mark   = color.RGBA{0x2e, 0x7d, 0x5b, 0xff}
	pale   = color.RGBA{0x9e, 0xbe, 0xae, 0xff} // the mark at 42% on the leaf
)

// The spread in pixels, from the side where lines begin: the verso, the spine,
// the recto.
const (
	inset  = 72
	spine  = 264
	gutter = 64
	top    = 92
	foot   = Height - 84 // the baseline of the last line
	recto  = Width - inset - spine - gutter
)

// Draw returns the card as PNG. The same card gives the same bytes.
func (p *Painter) Draw(c Card) ([]byte, error) {
	title, ok := p.faces.printable(c.Title, c.Locale)
	if !ok {
		return nil, ErrNoGlyphs
	}
	site, _ := p.faces.printable(c.Site, c.Locale) // without letters for it, the card goes without
	name, _ := p.faces.printable(c.Language, c.Locale)
	if title == "" {
		title, site = site, ""
	}
	s := sheet{canvas: newCanvas(paper), mirrored: c.Locale.Dir() == "rtl"}
	s.spread()
	t := newTypesetter(p.faces, c.Locale)
	s.text(t.fit(title, measure{
		width: recto, height: 400, sizes: []int{92, 82, 72, 64, 56, 48, 42}, broken: []int{64, 56, 48, 42}, most: 5,
	}), ink)
	s.last(t.fit(name, measure{width: spine - inset - 24, height: 60, sizes: []int{28, 24, 20}, most: 1}), inset, muted)
	s.last(t.fit(site, measure{width: recto, height: 60, sizes: []int{34, 30, 26, 22}, most: 1}), spine+gutter, ink)
	var out bytes.Buffer
	err := s.write(&out)
	return out.Bytes(), err
}

// A sheet is a canvas whose sides are named from where lines begin: the left,
// or, mirrored, the right.
type sheet struct {
	*canvas
	mirrored bool
}

// x returns the place at a distance from where lines begin.
func (s sheet) x(from float32) float32 {
	if s.mirrored {
		return Width - from
	}
	return from
}

// box adds a rectangle.
func (s sheet) box(from, above, to, below float32) {
	s.polygon([2]float32{s.x(from), above}, [2]float32{s.x(to), above}, [2]float32{s.x(to), below}, [2]float32{s.x(from), below})
}

// spread draws two facing pages, their spine, the ribbon and the mark.
func (s sheet) spread() {
	s.box(0, 0, spine, Height)
	s.paint(leaf)
	s.box(spine-1, 0, spine+1, Height)
	s.paint(rule)
	s.polygon([2]float32{s.x(spine - 14), 0}, [2]float32{s.x(spine + 14), 0}, [2]float32{s.x(spine + 14), 104},
		[2]float32{s.x(spine), 88}, [2]float32{s.x(spine - 14), 104})
	s.paint(accent)
	s.page(inset, pale, mark)
}

// page draws the mark of static/img/favicon.svg, 72 pixels wide: the verso's
// leaf is the pale one.
func (s sheet) page(from float32, verso, recto color.RGBA) {
	const scale, above = 72.0 / 28, top - 8
	at := func(x, y float32) [2]float32 { return [2]float32{s.x(from + (x-2)*scale), above + (y-5.5)*scale} }
	s.polygon(at(2, 5.5), at(14.8, 9), at(14.8, 28), at(2, 24.5))
	s.paint(verso)
	s.polygon(at(30, 5.5), at(17.2, 9), at(17.2, 28), at(30, 24.5))
	s.paint(recto)
}

// text sets a block on the recto from its top on.
func (s sheet) text(b block, over color.RGBA) {
	y := float32(top) + float32(b.size)*0.72 // the height of capitals
	for _, l := range b.lines {
		s.line(l, s.start(l, spine+gutter), y)
		y += float32(b.leading)
	}
	s.paint(over)
}

// last sets a block of one line at the foot.
func (s sheet) last(b block, from float32, over color.RGBA) {
	for _, l := range b.lines {
		s.line(l, s.start(l, from), foot)
	}
	s.paint(over)
}

// start returns where the first glyph of a line stands that begins at a
// distance from where lines begin.
func (s sheet) start(l line, from float32) float32 {
	if s.mirrored {
		return s.x(from) - pixels(l.width)
	}
	return from
}

func pixels(n fixed.Int26_6) float32 { return float32(n) / 64 }
