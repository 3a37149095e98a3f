package media

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"syscall"

	"golang.org/x/image/webp"
)

// MaxPixels is the largest picture that is kept (trust T15): decoding needs
// four bytes for each.
const MaxPixels = 40_000_000

// A film is no larger than this either: whoever looks at it decodes it all.
const (
	maxFrames = 1000
	maxFilm   = 100_000_000 // pixels of all frames
)

// The reasons a picture is refused.
var (
	ErrType   = errors.New("is not a PNG, JPEG, GIF or WebP picture")
	ErrSVG    = errors.New("is an SVG, which can run scripts; only PNG, JPEG, GIF and WebP are kept")
	ErrBroken = errors.New("is damaged")
	ErrPixels = fmt.Errorf("has more than %d million pixels", MaxPixels/1_000_000)
	ErrFilm   = fmt.Errorf("moves for more than %d pictures, or %d million pixels", maxFrames, maxFilm/1_000_000)
)

// The reasons that an upload is refused beside these.
var (
	ErrName = errors.New("has a name that ends like no picture's")
	ErrFull = errors.New("does not fit on the disk")
)

// full makes the errors of a full disk ErrFull.
func full(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w (%v)", ErrFull, err)
	}
	return err
}

// extensions are the types that are kept, with the ends of their names.
var extensions = map[string]string{
	"image/gif":  ".gif",
	"image/jpeg": ".jpg",
	"image/png":  ".png",
	"image/webp": ".webp",
}

// picture is a file that may be kept, without its metadata.
type picture struct {
	data          []byte
	mediaType     string
	width, height int // as shown
	film          film
}

// moves reports whether p is more than one picture.
func (p picture) moves() bool { return p.film.frames > 1 }

// inspect reads what a file is from its content alone (trust T9).
func inspect(data []byte) (picture, error) {
	p := picture{mediaType: sniff(data)}
	var decode func(io.Reader) (image.Config, error)
	var strip func([]byte) ([]byte, film, bool)
	switch p.mediaType {
	case "image/png":
		decode, strip = png.DecodeConfig, stripPNG
	case "image/jpeg":
		decode, strip = jpeg.DecodeConfig, stripJPEG
	case "image/gif":
		decode, strip = gif.DecodeConfig, stripGIF
	case "image/webp":
		decode, strip = webp.DecodeConfig, stripWebP
	case "image/svg+xml":
		return p, ErrSVG
	default:
		return p, ErrType
	}
	config, err := decode(bytes.NewReader(data))
	if err != nil || config.Width <= 0 || config.Height <= 0 {
		return p, ErrBroken
	}
	if config.Width > MaxPixels/config.Height {
		return p, ErrPixels
	}
	stripped, film, ok := strip(data)
	switch {
	case !ok:
		return p, ErrBroken
	case film.frames > maxFrames, film.pixels > maxFilm:
		return p, ErrFilm
	}
	p.film = film
	p.data, p.width, p.height = stripped, config.Width, config.Height
	if p.mediaType == "image/jpeg" && orientation(stripped) >= 5 { // lies on its side
		p.width, p.height = p.height, p.width
	}
	return p, nil
}

// sniff returns the type that the first bytes show, or "".
func sniff(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return "image/gif"
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "image/webp"
	case bytes.Contains(data[:min(len(data), 1024)], []byte("<svg")):
		return "image/svg+xml"
	}
	return ""
}

// Check reports why data is not a picture that can be kept: one of this
// package's errors, or nil.
func Check(data []byte) error {
	_, err := inspect(data)
	return err
}
