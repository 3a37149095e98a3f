package media_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"verso/internal/content"
	"verso/internal/media"
	"verso/internal/store"
)

// copied uploads a picture, has its copies made and returns it.
func (s *shelf) copied(name string, data []byte) content.MediaEntry {
	s.t.Helper()
	m := s.upload(ana, name, data)
	if err := s.Copy(s.t.Context(), nil); err != nil {
		s.t.Fatal(err)
	}
	return s.entry(m.ID)
}

// open returns a copy of a picture, and its bytes.
func (s *shelf) open(m content.Media, width int) (image.Image, []byte) {
	s.t.Helper()
	data, err := s.files.Root().ReadFile(media.CopyName(m, width))
	if err != nil {
		s.t.Fatal(err)
	}
	copied, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		s.t.Fatal(err)
	}
	return copied, data
}

func TestAPictureHasSmallerCopiesThatAreLighter(t *testing.T) {
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.copied("a.jpg", photo(t, 2000, 1000))
		if m.Sizes != "jpg 480 960 1600" {
			t.Fatalf("sizes %q", m.Sizes)
		}
		for _, width := range m.Sizes.Widths() {
			copied, data := s.open(m.Media, width)
			if got := copied.Bounds().Size(); got != image.Pt(width, width/2) {
				t.Errorf("the copy of %d is %v", width, got)
			}
			if int64(len(data)) >= m.Bytes {
				t.Errorf("the copy of %d has %d bytes of %d", width, len(data), m.Bytes)
			}
		}
	})
}

func TestAPictureWithoutSmallerCopies(t *testing.T) {
	moving := encodedFilm(t, 1000, 1000)
	for name, data := range map[string][]byte{
		"narrow.jpg":     photo(t, 400, 900),
		"moving.gif":     moving,
		"plain.png":      encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, square(2000, 1000)) }), // copies would be heavier
		"one-pixel.webp": webpWithExif(t),
	} {
		t.Run(name, func(t *testing.T) {
			atShelf(t, func(t *testing.T, s *shelf) {
				if m := s.copied(name, data); m.Sizes != "" || len(s.folder()) != 1 {
					t.Errorf("sizes %q, folder %v", m.Sizes, s.folder())
				}
			})
		})
	}
}

// A copy is upright by itself: it says nothing of how it must be turned.
func TestCopiesStandUpright(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 1200, 800)) // white at its start, black elsewhere
	for y := range 400 {
		for x := range 600 {
			m.SetGray(x, y, color.Gray{Y: 255})
		}
	}
	plain := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, m, nil) })
	// Where the white corner is seen, for each orientation (Exif 2.32, 4.6.4 A).
	corners := map[byte]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}}
	for turned, corner := range corners {
		exif := []byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00")
		exif = append(exif, turned, 0, 0, 0, 0, 0, 0)
		data := bytes.Join([][]byte{plain[:2], exif, plain[2:]}, nil)
		atShelf(t, func(t *testing.T, s *shelf) {
			m := s.copied("a.jpg", data)
			copied, bytesOf := s.open(m.Media, 480)
			size := copied.Bounds().Size()
			if want := image.Pt(480, 320); turned < 5 && size != want {
				t.Errorf("orientation %d: %v, want %v", turned, size, want)
			}
			if want := image.Pt(480, 720); turned >= 5 && size != want {
				t.Errorf("orientation %d: %v, want %v", turned, size, want)
			}
			if bytes.Contains(bytesOf, []byte("Exif")) {
				t.Errorf("orientation %d: the copy says how it is turned", turned)
			}
			for _, p := range []image.Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				at := image.Pt((1+2*p.X)*size.X/4, (1+2*p.Y)*size.Y/4)
				light := color.GrayModel.Convert(copied.At(at.X, at.Y)).(color.Gray).Y > 128
				if light != (p == corner) {
					t.Errorf("orientation %d: corner %v is light: %t", turned, p, light)
				}
			}
		})
	}
}

// profiled returns a colour profile that a program would take for one.
func profiled(space string) []byte {
	p := make([]byte, 3000)
	for i := range p {
		p[i] = byte(i * 7)
	}
	copy(p[16:], space)
	return p
}

// A picture of many colours stays one: its copies say what the numbers mean.
func TestCopiesKeepTheColours(t *testing.T) {
	profile := profiled("RGB ")
	plain := photo(t, 1000, 800)
	segment := append([]byte{0xff, 0xe2}, binary.BigEndian.AppendUint16(nil, uint16(16+len(profile)))...)
	segment = append(append(segment, "ICC_PROFILE\x00\x01\x01"...), profile...)
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.copied("a.jpg", bytes.Join([][]byte{plain[:2], segment, plain[2:]}, nil))
		if _, data := s.open(m.Media, 480); !bytes.Contains(data, profile) {
			t.Error("the copy of a JPEG has lost its profile")
		}
	})

	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write(profile); err != nil {
		t.Fatal(err)
	}
	w.Close()
	chunk := binary.BigEndian.AppendUint32(nil, uint32(3+packed.Len()))
	chunk = append(append(chunk, "iCCPp\x00\x00"...), packed.Bytes()...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	drawn := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, noise(900)) })
	atShelf(t, func(t *testing.T, s *shelf) {
		coloured := encoded(t, func(b *bytes.Buffer) error {
			m := image.NewRGBA(image.Rect(0, 0, 900, 900))
			copy(m.Pix, noise(1800).Pix)
			return png.Encode(b, m)
		})
		m := s.copied("a.png", slices.Concat(coloured[:33], chunk, coloured[33:]))
		if _, data := s.open(m.Media, 480); !bytes.Contains(data, []byte("iCCP")) {
			t.Error("the copy of a PNG has lost its profile")
		}
		m = s.copied("grey.png", slices.Concat(drawn[:33], chunk, drawn[33:]))
		if _, data := s.open(m.Media, 480); bytes.Contains(data, []byte("iCCP")) {
			t.Error("the copy of a grey picture has a profile of colours")
		}
	})
}

func TestCopiesOfAnImportAreMadeToo(t *testing.T) {
	atShelf(t, func(t *testing.T, s *shelf) {
		var m content.Media
		data := photo(t, 1200, 600)
		err := s.db.Tx(t.Context(), func(tx *store.Tx) (err error) {
			m, err = s.files.Add(t.Context(), tx, "a.jpg", data, s.now)
			return err
		})
		if err != nil || m.Sizes != content.SizesUnknown {
			t.Fatalf("sizes %q (%v), want nobody to have looked", m.Sizes, err)
		}
		if err := s.Copy(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if got := s.entry(m.ID).Sizes; got != "jpg 480 960" {
			t.Errorf("sizes %q", got)
		}
	})
}

func encodedFilm(t *testing.T, width, height int) []byte {
	film := &gif.GIF{Image: []*image.Paletted{square(width, height), square(width, height)}, Delay: []int{1, 1}}
	return encoded(t, func(b *bytes.Buffer) error { return gif.EncodeAll(b, film) })
}
