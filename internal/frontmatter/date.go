package frontmatter

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ErrDate is the reason ParseDate gives for text that is no date at all.
var ErrDate = errors.New("not a date; write it as 2006-01-02 or 2006-01-02T15:04:05Z")

// numericDate has every shape that begins with the year: one-digit months,
// days and hours, "T" or blanks before the time, fractions, and zones.
var numericDate = regexp.MustCompile(
	`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})` + // year, month, day
		`(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?` + // hour, minute, second, fraction
		`[ \t]*(?:([Zz]|UTC|GMT)|([+-]\d{2}):?(\d{2})?)?(?:[ \t]+[A-Z]{3,4})?)?$`) // zone, and its name behind an offset

// wordyDates are the shapes with the name of a month, in English as
// generators write them.
var wordyDates = []string{
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700",
	"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "2 Jan, 2006", "January 2 2006",
}

// ParseDate reads a date in any of the shapes that generators accept. A date
// without a zone is UTC. offset is the writer's own distance from UTC in
// minutes, so that the day shown stays the day written. A date that cannot
// be, such as 2017-17-10 or 24:10, is an error.
func ParseDate(s string) (t time.Time, offset int, err error) {
	s = strings.TrimSpace(s)
	m := numericDate.FindStringSubmatch(s)
	if m == nil {
		return wordyDate(s)
	}
	n := make([]int, len(m))
	for i, digits := range m {
		n[i], _ = strconv.Atoi(strings.TrimPrefix(digits, "+"))
	}
	year, month, day, hour, minute, second := n[1], n[2], n[3], n[4], n[5], n[6]
	if m[9] != "" {
		offset = n[9] * 60
		if strings.HasPrefix(m[9], "-") {
			offset -= n[10]
		} else {
			offset += n[10]
		}
	}
	nanos, _ := strconv.Atoi((m[7] + "000000000")[:9])
	local := time.Date(year, time.Month(month), day, hour, minute, second, nanos, time.UTC)
	if year == 0 || int(local.Month()) != month || local.Day() != day || local.Hour() != hour ||
		local.Minute() != minute || local.Second() != second || offset < -14*60 || offset > 14*60 {
		return time.Time{}, 0, fmt.Errorf("%q is a date that cannot be", s)
	}
	return local.Add(-time.Duration(offset) * time.Minute), offset, nil
}

func wordyDate(s string) (time.Time, int, error) {
	for _, layout := range wordyDates {
		if t, err := time.Parse(layout, s); err == nil {
			_, seconds := t.Zone()
			return t.UTC(), seconds / 60, nil
		}
	}
	return time.Time{}, 0, ErrDate
}
