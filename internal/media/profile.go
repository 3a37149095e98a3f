package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// A picture may say which colours its numbers mean, by an ICC profile. A
// smaller copy has to say the same, or its colours pale.

// maxProfile is the longest profile that is read, in bytes.
const maxProfile = 4 << 20

// maxSegment is the longest part of a profile in one segment of a JPEG
// (ICC.1:2022, B.4).
const maxSegment = 65519

const profileHead = "ICC_PROFILE\x00"

// profile returns the profile of p, or nil.
func (p picture) profile() []byte {
	switch p.mediaType {
	case "image/jpeg":
		return jpegProfile(p.data)
	case "image/png":
		return pngProfile(p.data)
	case "image/webp":
		return webpProfile(p.data)
	}
	return nil
}

// jpegProfile joins the segments of a profile, which are in order as good as
// always; others are left out.
func jpegProfile(data []byte) []byte {
	var all []byte
	next := byte(1)
	for at := 2; at+4 <= len(data) && data[at] == 0xff && data[at+1] != jpegSOS; {
		n := int(binary.BigEndian.Uint16(data[at+2:]))
		if n < 2 || at+2+n > len(data) {
			return nil
		}
		part, ok := bytes.CutPrefix(data[at+4:at+2+n], []byte(profileHead))
		if data[at+1] == jpegAPP2 && ok && len(part) >= 2 {
			if part[0] != next {
				return nil
			}
			all = append(all, part[2:]...)
			next++
		}
		at += 2 + n
	}
	return all
}

func pngProfile(data []byte) []byte {
	const signature, around = 8, 12
	for at := signature; at+around <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n > len(data)-at-around || string(data[at+4:at+8]) == "IDAT" {
			return nil
		}
		if string(data[at+4:at+8]) == "iCCP" {
			_, packed, ok := bytes.Cut(data[at+8:at+8+n], []byte{0}) // its name
			if !ok || len(packed) == 0 {
				return nil
			}
			unpacked, err := zlib.NewReader(bytes.NewReader(packed[1:]))
			if err != nil {
				return nil
			}
			profile, err := io.ReadAll(io.LimitReader(unpacked, maxProfile))
			if err != nil {
				return nil
			}
			return profile
		}
		at += around + n
	}
	return nil
}

func webpProfile(data []byte) []byte {
	const head, around = 12, 8
	for at := head; at+around <= len(data); {
		n := int(binary.LittleEndian.Uint32(data[at+4:]))
		if n > len(data)-at-around {
			return nil
		}
		if string(data[at:at+4]) == "ICCP" {
			return data[at+around : at+around+n]
		}
		at += around + n + n&1
	}
	return nil
}

// fits reports whether a profile is for pictures with colours, or for those
// without (ICC.1:2022, 7.2.8).
func fits(profile []byte, grey bool) bool {
	space := "RGB "
	if grey {
		space = "GRAY"
	}
	return len(profile) >= 128 && string(profile[16:20]) == space
}

// withProfile returns an encoded PNG or JPEG with a profile.
func withProfile(encoded []byte, mediaType string, profile []byte) ([]byte, error) {
	if mediaType == "image/jpeg" {
		return insert(encoded, 2, segments(profile)), nil // behind SOI
	}
	var packed bytes.Buffer
	packed.WriteString("ICC\x00\x00") // its name, and how it is packed
	w := zlib.NewWriter(&packed)
	if _, err := w.Write(profile); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	chunk := binary.BigEndian.AppendUint32(nil, uint32(packed.Len()))
	chunk = append(append(chunk, "iCCP"...), packed.Bytes()...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return insert(encoded, 33, chunk), nil // behind the signature and IHDR
}

func segments(profile []byte) []byte {
	var out []byte
	count := (len(profile) + maxSegment - 1) / maxSegment
	for i := range count {
		part := profile[i*maxSegment : min(len(profile), (i+1)*maxSegment)]
		out = append(out, 0xff, jpegAPP2)
		out = binary.BigEndian.AppendUint16(out, uint16(2+len(profileHead)+2+len(part)))
		out = append(out, profileHead...)
		out = append(out, byte(i+1), byte(count))
		out = append(out, part...)
	}
	return out
}

func insert(data []byte, at int, more []byte) []byte {
	return bytes.Join([][]byte{data[:at], more, data[at:]}, nil)
}
