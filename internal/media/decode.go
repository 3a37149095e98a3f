package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// check decodes every pixel of p: a file may be well formed around a picture
// that is none (trust T9). It needs the memory of one picture.
func (p picture) check() error {
	switch {
	case p.mediaType == "image/png" && p.deep():
		return ErrPixels
	case p.mediaType == "image/gif":
		if _, err := gif.DecodeAll(bytes.NewReader(p.data)); err != nil {
			return ErrBroken
		}
		return nil
	case p.mediaType == "image/webp" && p.film.frames > 0:
		return p.checkFrames()
	}
	_, err := p.decode()
	return err
}

// decode returns the pixels of a file that is one picture.
func (p picture) decode() (m image.Image, err error) {
	r := bytes.NewReader(p.data)
	switch p.mediaType {
	case "image/png":
		m, err = png.Decode(r)
	case "image/jpeg":
		m, err = jpeg.Decode(r)
	case "image/webp":
		m, err = webp.Decode(r)
	default:
		return nil, ErrType
	}
	if err != nil {
		return nil, ErrBroken
	}
	return m, nil
}

// deep reports whether a PNG has so many pixels of 16 bits a channel that it
// would need more memory than the largest of 8 bits.
func (p picture) deep() bool {
	config, err := png.DecodeConfig(bytes.NewReader(p.data))
	wide := config.ColorModel == color.NRGBA64Model || config.ColorModel == color.RGBA64Model
	return err == nil && wide && config.Width > MaxPixels/2/config.Height
}

// checkFrames decodes the frames of an animated WebP, one after the other:
// each is a picture of its own within the file (RFC 9649, 2.7.1.1).
func (p picture) checkFrames() error {
	const head, around = 12, 8
	for at := head; at+around <= len(p.data); {
		n := int(binary.LittleEndian.Uint32(p.data[at+4:]))
		chunk := p.data[at+around : at+around+n] // as long as stripWebP has seen
		if string(p.data[at:at+4]) == "ANMF" {
			if n < frameHead {
				return ErrBroken
			}
			if _, err := webp.Decode(bytes.NewReader(alone(chunk))); err != nil {
				return ErrBroken
			}
		}
		at += around + n + n&1
	}
	return nil
}

// alone returns a frame of an animated WebP as a file of its own.
func alone(frame []byte) []byte {
	const alpha = 0x10 // flag of VP8X
	w, h := frameSize(frame)
	var extended []byte
	if bytes.HasPrefix(frame[frameHead:], []byte("ALPH")) {
		extended = append(extended, "VP8X\x0a\x00\x00\x00"...)
		extended = append(extended, alpha, 0, 0, 0)
		extended = append(extended, byte(w-1), byte((w-1)>>8), byte((w-1)>>16), byte(h-1), byte((h-1)>>8), byte((h-1)>>16))
	}
	body := append(extended, frame[frameHead:]...)
	file := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+len(body)))
	return append(append(file, "WEBP"...), body...)
}
