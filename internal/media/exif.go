package media

import (
	"bytes"
	"encoding/binary"
)

// orientationTag says how a picture must be turned (Exif 2.32, 4.6.4).
const orientationTag = 0x0112

// orientation returns how a JPEG is turned, 1 to 8; 1 is upright. Of all the
// metadata it is the one thing that shows.
func orientation(data []byte) int {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker := data[at+1]
		n := int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == jpegSOS || n < 2 || at+2+n > len(data) {
			return 1
		}
		if tiff, ok := bytes.CutPrefix(data[at+4:at+2+n], []byte("Exif\x00\x00")); ok && marker == jpegAPP1 {
			return tiffOrientation(tiff)
		}
		at += 2 + n
	}
	return 1
}

func tiffOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 1
	}
	entries := int(order.Uint16(tiff[at:]))
	at += 2
	for range entries {
		if at+12 > len(tiff) {
			return 1
		}
		if order.Uint16(tiff[at:]) == orientationTag {
			if o := int(order.Uint16(tiff[at+8:])); o >= 1 && o <= 8 {
				return o
			}
			return 1
		}
		at += 12
	}
	return 1
}

// orientationSegment returns metadata that holds an orientation and nothing
// else.
func orientationSegment(o int) []byte {
	return append([]byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"),
		0, byte(o), 0, 0, 0, 0, 0, 0)
}
