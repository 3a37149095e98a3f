package media

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strconv"

	"verso/internal/content"
)

// copyQuality is that of smaller copies in JPEG: a difference from the whole
// is hard to see.
const copyQuality = 82

// CopyName returns the name of a smaller copy of a picture in the folder.
func CopyName(m content.Media, width int) string {
	return m.Hash + "-" + strconv.Itoa(width) + "." + m.Sizes.Extension()
}

// makeCopies writes the smaller copies of a picture and returns their sizes. A
// copy that saves little is left out; a picture that moves, or that cannot be
// read, has none.
func (s *Store) makeCopies(m content.Media) (content.Sizes, error) {
	data, err := s.root.ReadFile(FileName(m))
	if err != nil {
		return "", err
	}
	p, err := inspect(data)
	if err != nil || p.moves() || p.mediaType == "image/gif" || p.deep() {
		return "", nil //nolint:nilerr // a picture that cannot be read has no copies
	}
	whole, err := p.decode()
	if err != nil || whole.ColorModel() == color.CMYKModel {
		return "", nil //nolint:nilerr // likewise
	}
	c := copier{picture: p, whole: whole, turned: orientation(p.data), grey: isGrey(whole), profile: p.profile()}
	c.as = "image/png"
	if p.mediaType == "image/jpeg" || p.mediaType == "image/webp" && isOpaque(whole) {
		c.as = "image/jpeg"
	}
	extension := extensions[c.as][1:]
	var widths []int
	for _, width := range content.CopyWidths() {
		if width >= p.width {
			break
		}
		data, err := c.copy(width)
		if err != nil {
			return "", err
		}
		if len(data) > len(p.data)*9/10 {
			break // and a larger one saves less
		}
		if err := s.write(CopyName(content.Media{Hash: m.Hash, Sizes: content.SizesOf(extension, width)}, width), data); err != nil {
			return "", err
		}
		widths = append(widths, width)
	}
	return content.SizesOf(extension, widths...), nil
}

// A copier makes copies of one picture.
type copier struct {
	picture
	whole   image.Image
	turned  int // orientation of whole
	grey    bool
	profile []byte
	as      string // type of the copies
}

// copy returns the picture at a width, upright, as a file.
func (c copier) copy(width int) ([]byte, error) {
	height := max(1, int(math.Round(float64(c.height)*float64(width)/float64(c.width))))
	across, down := width, height
	if c.turned >= 5 {
		across, down = down, across
	}
	small := upright(shrink(c.whole, across, down), c.turned)
	var m image.Image = small
	if c.grey {
		m = grey(small)
	}
	var b bytes.Buffer
	var err error
	if c.as == "image/jpeg" {
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: copyQuality})
	} else {
		err = png.Encode(&b, m)
	}
	if err != nil || !fits(c.profile, c.grey) {
		return b.Bytes(), err
	}
	return withProfile(b.Bytes(), c.as, c.profile)
}
