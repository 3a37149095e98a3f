package message

import "strconv"

// Number formats n with the locale's digits and grouping: "1.000.000".
func (z *Localizer) Number(n int64) string {
	return string(z.format.appendNumber(make([]byte, 0, 16), n))
}

// appendNumber writes n as the CLDR pattern "#,##0.###" asks (UTS #35 part 3).
func (f *format) appendNumber(out []byte, n int64) []byte {
	var buf [20]byte
	digits := strconv.AppendUint(buf[:0], magnitude(n), 10)
	if len(digits) < 3+f.minGrouping { // Spanish writes 1234, but 12.345
		return f.appendInt(out, n, 1)
	}
	if n < 0 {
		out = append(out, f.minus...)
	}
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out = append(out, f.group...)
		}
		out = f.appendDigit(out, d)
	}
	return out
}

// appendInt writes n in the locale's digits without grouping, padded with
// zeros to width.
func (f *format) appendInt(out []byte, n int64, width int) []byte {
	var buf [20]byte
	if n < 0 {
		out = append(out, f.minus...)
	}
	digits := strconv.AppendUint(buf[:0], magnitude(n), 10)
	for range width - len(digits) {
		out = f.appendDigit(out, '0')
	}
	for _, d := range digits {
		out = f.appendDigit(out, d)
	}
	return out
}

// appendDigit writes one ASCII digit as the locale's. Decimal digits of a
// numbering system follow each other in Unicode.
func (f *format) appendDigit(out []byte, d byte) []byte {
	if f.zero == '0' {
		return append(out, d)
	}
	return append(out, string(f.zero+rune(d-'0'))...)
}

// magnitude returns |n|, also for the smallest int64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
