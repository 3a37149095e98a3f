package sharecard

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/vector"
)

// steps are how many shades there are between a colour and what it is drawn
// on. Few are enough for smooth edges, and all cards fit a palette of 256.
const steps = 24

// A canvas is a picture in the making. It has a palette, which makes a small
// file of it and a quick one.
type canvas struct {
	picture *image.Paletted
	shades  map[shade]uint8
	pen     *vector.Rasterizer
	mask    *image.Alpha
}

// A shade is what a colour makes of another when it covers a part of it.
type shade struct {
	under uint8
	over  color.RGBA
	step  uint8
}

func newCanvas(paper color.RGBA) *canvas {
	bounds := image.Rect(0, 0, Width, Height)
	return &canvas{
		picture: image.NewPaletted(bounds, color.Palette{paper}),
		shades:  map[shade]uint8{},
		pen:     vector.NewRasterizer(Width, Height),
		mask:    image.NewAlpha(bounds),
	}
}

// polygon adds a shape of straight sides to what the pen has drawn.
func (c *canvas) polygon(points ...[2]float32) {
	c.pen.MoveTo(points[0][0], points[0][1])
	for _, p := range points[1:] {
		c.pen.LineTo(p[0], p[1])
	}
	c.pen.ClosePath()
}

// line adds a line of text whose first glyph stands at x on the baseline y.
func (c *canvas) line(l line, x, y float32) {
	for _, run := range l.runs {
		for _, g := range run.Glyphs {
			c.glyph(run, g, x+pixels(g.XOffset), y-pixels(g.YOffset))
			x += pixels(g.Advance)
		}
	}
}

func (c *canvas) glyph(run shaping.Output, g shaping.Glyph, x, y float32) {
	outline, ok := run.Face.GlyphData(g.GlyphID).(font.GlyphOutline)
	if !ok {
		return // a space, or a picture in the typeface
	}
	scale := pixels(run.Size) / float32(run.Face.Upem())
	at := func(p opentype.SegmentPoint) (float32, float32) { return x + p.X*scale, y - p.Y*scale }
	for _, s := range outline.Segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			c.pen.ClosePath()
			c.pen.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			c.pen.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			c.pen.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			ex, ey := at(s.Args[2])
			c.pen.CubeTo(ax, ay, bx, by, ex, ey)
		}
	}
	c.pen.ClosePath()
}

// paint colours what the pen has drawn, and gives the pen nothing to do.
func (c *canvas) paint(over color.RGBA) {
	c.pen.DrawOp = draw.Src // over whatever the mask held before
	c.pen.Draw(c.mask, c.mask.Rect, image.Opaque, image.Point{})
	for i, covered := range c.mask.Pix {
		if covered == 0 {
			continue
		}
		if step := (int(covered)*steps + 127) / 255; step > 0 {
			c.picture.Pix[i] = c.shade(shade{c.picture.Pix[i], over, uint8(step)})
		}
	}
	c.pen.Reset(Width, Height)
}

// shade returns the place of a shade in the palette.
func (c *canvas) shade(s shade) uint8 {
	if at, ok := c.shades[s]; ok {
		return at
	}
	under, ok := c.picture.Palette[s.under].(color.RGBA)
	if !ok {
		return s.under // every colour of the palette is one
	}
	mix := func(under, over uint8) uint8 {
		return uint8((int(under)*(steps-int(s.step)) + int(over)*int(s.step)) / steps)
	}
	mixed := color.RGBA{mix(under.R, s.over.R), mix(under.G, s.over.G), mix(under.B, s.over.B), 0xff}
	at := uint8(c.picture.Palette.Index(mixed)) // the nearest, when the palette is full
	if c.picture.Palette[at] != color.Color(mixed) && len(c.picture.Palette) < 256 {
		at = uint8(len(c.picture.Palette))
		c.picture.Palette = append(c.picture.Palette, mixed)
	}
	c.shades[s] = at
	return at
}

// write writes the picture as PNG.
func (c *canvas) write(w io.Writer) error {
	return png.Encode(w, c.picture)
}
