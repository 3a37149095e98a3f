package media

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Each strip function copies a picture without what does not show: camera,
// place, comments, thumbnails, and anything behind the end. Not a pixel
// changes. ok is false when the file is not well formed.

// A film is the pictures of a file that moves; the zero film stands still.
type film struct {
	frames int
	pixels int // of all of them
}

// pngChunks are the chunks that show (PNG third edition, 5.6 and 11.3).
var pngChunks = []string{
	"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP", "pHYs", "acTL", "fcTL", "fdAT",
}

func stripPNG(data []byte) (out []byte, f film, ok bool) {
	const signature, around = 8, 12 // around: length, type and checksum
	out = slices.Clone(data[:signature])
	for at := signature; at+around <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n < 0 || n > len(data)-at-around {
			return nil, f, false
		}
		name := string(data[at+4 : at+8])
		if slices.Contains(pngChunks, name) {
			out = append(out, data[at:at+around+n]...)
		}
		if name == "fcTL" && n >= 12 {
			f.frames++
			f.pixels += area(binary.BigEndian.Uint32(data[at+12:]), binary.BigEndian.Uint32(data[at+16:]))
		}
		if name == "IEND" {
			return out, f, true
		}
		at += around + n
	}
	return nil, f, false
}

// Markers of JPEG (ITU T.81, table B.1).
const (
	jpegSOI, jpegEOI, jpegSOS = 0xd8, 0xd9, 0xda
	jpegRST0, jpegRST7        = 0xd0, 0xd7
	jpegAPP0, jpegAPP1        = 0xe0, 0xe1
	jpegAPP2, jpegAPP14       = 0xe2, 0xee
	jpegAPP15, jpegCOM        = 0xef, 0xfe
)

func stripJPEG(data []byte) (out []byte, f film, ok bool) {
	out = slices.Clone(data[:2])
	turned := orientation(data)
	for at := 2; at+2 <= len(data); {
		if data[at] != 0xff {
			return nil, f, false
		}
		marker := data[at+1]
		switch {
		case marker == 0xff: // fill
			at++
			continue
		case marker == jpegEOI:
			return append(out, 0xff, jpegEOI), f, true
		case at+4 > len(data):
			return nil, f, false
		}
		n := int(binary.BigEndian.Uint16(data[at+2:]))
		if n < 2 || at+2+n > len(data) {
			return nil, f, false
		}
		segment := data[at : at+2+n]
		at += 2 + n
		switch {
		case jpegShows(marker, segment[4:]):
			out = append(out, segment...)
		case marker == jpegAPP1 && turned > 1:
			out = append(out, orientationSegment(turned)...)
			turned = 1
		}
		if marker == jpegSOS {
			end := scanEnd(data, at)
			out = append(out, data[at:end]...)
			at = end
		}
	}
	return nil, f, false
}

// jpegShows reports whether a segment matters for the pixels: all but
// comments and application data other than JFIF, ICC and Adobe's transform.
func jpegShows(marker byte, payload []byte) bool {
	switch {
	case marker == jpegAPP2:
		return bytes.HasPrefix(payload, []byte("ICC_PROFILE\x00"))
	case marker == jpegAPP0:
		return bytes.HasPrefix(payload, []byte("JFIF\x00"))
	case marker == jpegAPP14:
		return true
	}
	return marker != jpegCOM && (marker < jpegAPP0 || marker > jpegAPP15)
}

// scanEnd returns where the coded data that begins at at ends: at the next
// marker that is no restart.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		next := data[at+1]
		if data[at] == 0xff && next != 0 && next != 0xff && (next < jpegRST0 || next > jpegRST7) {
			return at
		}
	}
	return len(data)
}

func stripGIF(data []byte) (out []byte, f film, ok bool) {
	at := 13 // signature and screen descriptor
	if len(data) < at {
		return nil, f, false
	}
	at += colourTable(data[10])
	if at > len(data) {
		return nil, f, false
	}
	out = slices.Clone(data[:at])
	for at < len(data) {
		begin, keep := at, true
		switch data[at] {
		case 0x3b: // trailer
			return append(out, 0x3b), f, true
		case 0x2c: // picture: descriptor, colours, code size
			if at+10 > len(data) {
				return nil, f, false
			}
			f.frames++
			f.pixels += area(uint32(binary.LittleEndian.Uint16(data[at+5:])), uint32(binary.LittleEndian.Uint16(data[at+7:])))
			at += 10 + colourTable(data[at+9]) + 1
		case 0x21: // extension
			if at+2 > len(data) {
				return nil, f, false
			}
			keep = gifShows(data[at+1], data[at+2:])
			at += 2
		default:
			return nil, f, false
		}
		for at < len(data) && data[at] != 0 { // sub-blocks
			at += 1 + int(data[at])
		}
		if at++; at > len(data) {
			return nil, f, false
		}
		if keep {
			out = append(out, data[begin:at]...)
		}
	}
	return nil, f, false
}

// colourTable returns the length of the table that packed flags announce.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// gifShows reports whether an extension matters: timing, text, and looping;
// not comments, nor what other programs left.
func gifShows(label byte, block []byte) bool {
	switch label {
	case 0xf9, 0x01:
		return true
	case 0xff:
		return bytes.HasPrefix(block, []byte("\x0bNETSCAPE2.0")) || bytes.HasPrefix(block, []byte("\x0bANIMEXTS1.0"))
	}
	return false
}

// webpChunks are the chunks that show (RFC 9649, 2.7).
var webpChunks = []string{"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"}

func stripWebP(data []byte) (out []byte, f film, ok bool) {
	const head, around, metadataFlags = 12, 8, 0x0c // EXIF and XMP
	end := int(binary.LittleEndian.Uint32(data[4:])) + 8
	if end < head || end > len(data) {
		return nil, f, false
	}
	out = slices.Clone(data[:head])
	for at := head; at < end; {
		if at+around > end {
			return nil, f, false
		}
		n := int(binary.LittleEndian.Uint32(data[at+4:]))
		padded := n + n&1
		if n < 0 || padded > end-at-around {
			return nil, f, false
		}
		name := string(data[at : at+4])
		if slices.Contains(webpChunks, name) {
			begin := len(out)
			out = append(out, data[at:at+around+padded]...)
			if name == "VP8X" && n > 0 {
				out[begin+around] &^= metadataFlags
			}
		}
		if name == "ANMF" && n >= frameHead {
			f.frames++
			w, h := frameSize(data[at+around:])
			f.pixels += area(w, h)
		}
		at += around + padded
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, f, true
}

// frameHead is the length of what stands before the picture in an ANMF chunk
// (RFC 9649, 2.7.1.1).
const frameHead = 16

// frameSize returns the width and height that an ANMF chunk begins with.
func frameSize(chunk []byte) (w, h uint32) {
	return 1 + binary.LittleEndian.Uint32(chunk[6:])&0xffffff, 1 + binary.LittleEndian.Uint32(chunk[9:])&0xffffff
}

// area returns w times h, or more than any picture may have.
func area(w, h uint32) int {
	if w > MaxPixels || h > MaxPixels {
		return maxFilm + 1
	}
	return int(w) * int(h)
}
