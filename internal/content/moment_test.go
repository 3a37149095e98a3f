package content_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"verso/internal/content"
)

// Trust R10: what an author's clock shows, on the days on which it jumps.
func TestAClockSkipsTimesAndShowsOthersTwice(t *testing.T) {
	for name, c := range map[string]struct {
		zone, written  string
		at             string
		offset         int
		shifted, twice bool
		second         string
	}{
		"an ordinary day":            {zone: "America/Sao_Paulo", written: "2026-11-20T09:30", at: "2026-11-20T12:30:00Z", offset: -180},
		"with seconds":               {zone: "Asia/Tokyo", written: "2026-11-20T09:30:15", at: "2026-11-20T00:30:15Z", offset: 540},
		"half an hour":               {zone: "Asia/Kolkata", written: "2026-01-01T00:00", at: "2025-12-31T18:30:00Z", offset: 330},
		"a gap":                      {zone: "Europe/Berlin", written: "2026-03-29T02:30", at: "2026-03-29T01:30:00Z", offset: 120, shifted: true},
		"before the gap":             {zone: "Europe/Berlin", written: "2026-03-29T01:59", at: "2026-03-29T00:59:00Z", offset: 60},
		"after the gap":              {zone: "Europe/Berlin", written: "2026-03-29T03:00", at: "2026-03-29T01:00:00Z", offset: 120},
		"an overlap":                 {zone: "Europe/Berlin", written: "2026-10-25T02:30", at: "2026-10-25T00:30:00Z", offset: 120, twice: true, second: "2026-10-25T01:30:00Z"},
		"after the overlap":          {zone: "Europe/Berlin", written: "2026-10-25T03:00", at: "2026-10-25T02:00:00Z", offset: 60},
		"an overlap west of UTC":     {zone: "America/New_York", written: "2026-11-01T01:15", at: "2026-11-01T05:15:00Z", offset: -240, twice: true, second: "2026-11-01T06:15:00Z"},
		"a gap west of UTC":          {zone: "America/New_York", written: "2026-03-08T02:15", at: "2026-03-08T07:15:00Z", offset: -240, shifted: true},
		"half an hour of overlap":    {zone: "Australia/Lord_Howe", written: "2026-04-05T01:45", at: "2026-04-04T14:45:00Z", offset: 660, twice: true, second: "2026-04-04T15:15:00Z"},
		"the night after an overlap": {zone: "Europe/Berlin", written: "2026-10-26T01:30", at: "2026-10-26T00:30:00Z", offset: 60},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		got, err := content.ReadClock(c.written, zone)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if at := got.At.Format(time.RFC3339); at != c.at || got.UTCOffset != c.offset || got.Shifted != c.shifted || got.Twice != c.twice {
			t.Errorf("%s: %s in %s is %s, %d min, shifted %v, twice %v; want %s, %d, %v, %v",
				name, c.written, c.zone, at, got.UTCOffset, got.Shifted, got.Twice, c.at, c.offset, c.shifted, c.twice)
		}
		if c.twice && got.Second.Format(time.RFC3339) != c.second {
			t.Errorf("%s: the second time is %v, want %s", name, got.Second, c.second)
		}
	}
	for _, bad := range []string{"", "soon", "2026-13-01T00:00", "2026-11-20 09:30", "2026-11-20T25:00"} {
		if _, err := content.ReadClock(bad, time.UTC); err == nil {
			t.Errorf("%q was read as a time", bad)
		}
	}
}
