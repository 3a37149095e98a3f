package media

import (
	"image"
	"image/color"
	"image/draw"
)

// stripRows is how many rows of a picture are turned into colours at a time:
// the whole of it would need as much memory again.
const stripRows = 16

// shrink returns src at a smaller size. Each pixel is the average of those
// that it stands for, so that nothing flickers or is lost.
func shrink(src image.Image, width, height int) *image.RGBA {
	bounds := src.Bounds()
	dst := image.NewRGBA(image.Rect(0, 0, width, height))
	strip := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), stripRows))
	spans := spansOf(bounds.Dx(), width)
	row := make([]float32, 4*width) // of src, as wide as dst
	sum := make([]float32, 4*width) // of the rows that a row of dst stands for
	share := float64(height) / float64(bounds.Dy())
	y, full := 0, 0.0 // the row of dst, and how much of it is there
	for top := 0; top < bounds.Dy(); top += stripRows {
		draw.Draw(strip, strip.Bounds(), src, bounds.Min.Add(image.Pt(0, top)), draw.Src)
		for i := range min(stripRows, bounds.Dy()-top) {
			average(row, strip.Pix[i*strip.Stride:], spans)
			left := share
			for full+left >= 1-1e-9 && y < height {
				part := 1 - full
				add(sum, row, float32(part))
				settle(dst.Pix[y*dst.Stride:], sum)
				clear(sum)
				y, full, left = y+1, 0, left-part
			}
			add(sum, row, float32(left))
			full += left
		}
	}
	return dst
}

// A span is the pixels of a row that one pixel of a shorter row stands for.
type span struct {
	first   int
	weights []float32 // their sum is 1
}

func spansOf(from, to int) []span {
	spans := make([]span, to)
	scale := float64(from) / float64(to)
	for x := range spans {
		begin, end := float64(x)*scale, float64(x+1)*scale
		s := span{first: int(begin)}
		for at := s.first; at < from && float64(at) < end-1e-9; at++ {
			covered := min(end, float64(at+1)) - max(begin, float64(at))
			s.weights = append(s.weights, float32(covered/scale))
		}
		spans[x] = s
	}
	return spans
}

// average makes row of the colours of a longer one.
func average(row []float32, pixels []byte, spans []span) {
	for x, s := range spans {
		var r, g, b, a float32
		at := 4 * s.first
		for _, weight := range s.weights {
			p := pixels[at : at+4 : at+4]
			r += weight * float32(p[0])
			g += weight * float32(p[1])
			b += weight * float32(p[2])
			a += weight * float32(p[3])
			at += 4
		}
		out := row[4*x : 4*x+4 : 4*x+4]
		out[0], out[1], out[2], out[3] = r, g, b, a
	}
}

func add(sum, row []float32, part float32) {
	for i, v := range row {
		sum[i] += part * v
	}
}

func settle(pixels []byte, sum []float32) {
	for i, v := range sum {
		pixels[i] = byte(min(255, v+0.5))
	}
}

// grey returns a picture without colours as one that has none.
func grey(m *image.RGBA) *image.Gray {
	g := image.NewGray(m.Bounds())
	for i := range g.Pix {
		g.Pix[i] = m.Pix[4*i]
	}
	return g
}

// isGrey reports whether m has no colours by its kind.
func isGrey(m image.Image) bool {
	return m.ColorModel() == color.GrayModel || m.ColorModel() == color.Gray16Model
}

// isOpaque reports whether nothing shows through m.
func isOpaque(m image.Image) bool {
	o, ok := m.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

// upright turns a picture as an orientation asks for (Exif 2.32, 4.6.4 A).
func upright(m *image.RGBA, orientation int) *image.RGBA {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	if orientation <= 1 || orientation > 8 {
		return m
	}
	from := map[int]func(x, y int) (int, int){ // where the pixel at x, y comes from
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, h - 1 - x },
		7: func(x, y int) (int, int) { return w - 1 - y, h - 1 - x },
		8: func(x, y int) (int, int) { return w - 1 - y, x },
	}[orientation]
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	turned := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			fx, fy := from(x, y)
			copy(turned.Pix[y*turned.Stride+4*x:][:4], m.Pix[fy*m.Stride+4*fx:])
		}
	}
	return turned
}
