package message

import "time"

// A Style is how much of a date is written, and how.
type Style int

// The styles, shown in Brazilian Portuguese.
const (
	Long      Style = iota // 5 de fevereiro de 2026
	Medium                 // 5 de fev. de 2026
	Short                  // 05/02/2026
	MonthYear              // fevereiro de 2026
	DayMonth               // 5 de fevereiro
)

// Date formats the day of t, in t's own location, as people of the locale
// write it in the Gregorian calendar.
func (z *Localizer) Date(t time.Time, style Style) string {
	return string(z.format.appendTime(make([]byte, 0, 40), z.format.date(style), t))
}

// Time formats the hour and minute of t in t's own location: "15:04".
func (z *Localizer) Time(t time.Time) string {
	return string(z.format.appendTime(make([]byte, 0, 16), z.format.time, t))
}

// DateTime formats the day, hour and minute of t in t's own location:
// "5 de fevereiro de 2026 às 15:04".
func (z *Localizer) DateTime(t time.Time, style Style) string {
	f := &z.format
	out := f.appendTime(make([]byte, 0, 64), f.date(style), t)
	out = append(out, f.join(style)...)
	return string(f.appendTime(out, f.time, t))
}

// date returns the pattern of a style.
func (f *format) date(style Style) string {
	switch style {
	case Medium:
		return f.medium
	case Short:
		return f.short
	case MonthYear:
		return f.monthYear
	case DayMonth:
		return f.dayMonth
	}
	return f.long
}

// join returns what stands between a date of that style and a time.
func (f *format) join(style Style) string {
	switch style {
	case Medium:
		return f.mediumJoin
	case Short:
		return f.shortJoin
	}
	return f.longJoin
}

// appendTime writes t by a pattern of UTS #35: letters are fields, repeated
// for their width; text between apostrophes and every other sign is literal.
func (f *format) appendTime(out []byte, pattern string, t time.Time) []byte {
	quoted := false
	for i := 0; i < len(pattern); {
		c := pattern[i]
		if c == '\'' {
			quoted = !quoted
			i++
			continue
		}
		if quoted || !isLetter(c) {
			out = append(out, c)
			i++
			continue
		}
		width := 1
		for i+width < len(pattern) && pattern[i+width] == c {
			width++
		}
		out = f.appendField(out, c, width, t)
		i += width
	}
	return out
}

// appendField writes one field of a date. The generator of the table refuses
// patterns with any other.
func (f *format) appendField(out []byte, field byte, width int, t time.Time) []byte {
	switch field {
	case 'y':
		if width == 2 {
			return f.appendInt(out, int64(t.Year()%100), 2)
		}
		return f.appendInt(out, int64(t.Year()), width)
	case 'M':
		switch width {
		case 3:
			return append(out, f.shortMonths[t.Month()-1]...)
		case 4:
			return append(out, f.months[t.Month()-1]...)
		}
		return f.appendInt(out, int64(t.Month()), width)
	case 'd':
		return f.appendInt(out, int64(t.Day()), width)
	case 'H':
		return f.appendInt(out, int64(t.Hour()), width)
	case 'h':
		return f.appendInt(out, int64((t.Hour()+11)%12+1), width)
	case 'm':
		return f.appendInt(out, int64(t.Minute()), width)
	case 'a':
		if t.Hour() < 12 {
			return append(out, f.am...)
		}
		return append(out, f.pm...)
	}
	return out
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
