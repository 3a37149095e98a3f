package frontmatter_test

import (
	"testing"
	"time"

	"verso/internal/frontmatter"
)

func TestParseDateReadsEveryShapeAndKeepsTheDay(t *testing.T) { // FACTS 19
	for written, want := range map[string]struct {
		utc string
		day string // on the author's clock
	}{
		"2024-02-26":                      {"2024-02-26T00:00:00Z", "2024-02-26"},
		"2023-06-8":                       {"2023-06-08T00:00:00Z", "2023-06-08"},
		"2024/02/26":                      {"2024-02-26T00:00:00Z", "2024-02-26"},
		"2024-02-26T10:00:00Z":            {"2024-02-26T10:00:00Z", "2024-02-26"},
		"2024-02-26T00:00:00.000Z":        {"2024-02-26T00:00:00Z", "2024-02-26"},
		"2024-02-26T10:00:00.123456+0000": {"2024-02-26T10:00:00.123456Z", "2024-02-26"},
		"2024-02-26T01:00:00+09:00":       {"2024-02-25T16:00:00Z", "2024-02-26"},
		"2024-02-26T23:30:00-03:00":       {"2024-02-27T02:30:00Z", "2024-02-26"},
		"2024-02-26 10:00:00 +0530":       {"2024-02-26T04:30:00Z", "2024-02-26"},
		"2024-02-26 10:00:00+02":          {"2024-02-26T08:00:00Z", "2024-02-26"},
		"2024-02-26 9:05:03":              {"2024-02-26T09:05:03Z", "2024-02-26"},
		"2024-02-26 10:00":                {"2024-02-26T10:00:00Z", "2024-02-26"},
		"2024-02-26T10:00":                {"2024-02-26T10:00:00Z", "2024-02-26"},
		"2024-02-26T10:00:00":             {"2024-02-26T10:00:00Z", "2024-02-26"},
		"2024-02-26 10:00:00 UTC":         {"2024-02-26T10:00:00Z", "2024-02-26"},
		"2024-02-26 10:00:00 -0300 BRT":   {"2024-02-26T13:00:00Z", "2024-02-26"},
		"2024-02-26t10:00:00z":            {"2024-02-26T10:00:00Z", "2024-02-26"},
		" 2024-02-26 ":                    {"2024-02-26T00:00:00Z", "2024-02-26"},
		"Mon, 26 Feb 2024 10:00:00 +0100": {"2024-02-26T09:00:00Z", "2024-02-26"},
		"February 26, 2024":               {"2024-02-26T00:00:00Z", "2024-02-26"},
		"26 Feb 2024":                     {"2024-02-26T00:00:00Z", "2024-02-26"},
	} {
		got, offset, err := frontmatter.ParseDate(written)
		if err != nil {
			t.Errorf("ParseDate(%q): %v", written, err)
			continue
		}
		if utc := got.Format(time.RFC3339Nano); utc != want.utc {
			t.Errorf("ParseDate(%q) = %s, want %s", written, utc, want.utc)
		}
		if day := got.In(time.FixedZone("", offset*60)).Format(time.DateOnly); day != want.day {
			t.Errorf("ParseDate(%q) is on %s for its author, want %s", written, day, want.day)
		}
	}
}

func TestParseDateRefusesDatesThatCannotBe(t *testing.T) { // FACTS 20
	for _, written := range []string{
		"2017-17-10T19:30:00.617Z", "2023-04-15 24:10:37", "2023-02-29", "0000-01-01", "2024-01-01T10:00:00+15:00",
		"2024-01-01T10:61:00", "yesterday", "", "2024", "13/02/2024",
	} {
		if got, _, err := frontmatter.ParseDate(written); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", written, got)
		}
	}
}
