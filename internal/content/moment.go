package content

import (
	"fmt"
	"time"
)

// WallForm is how a person, or an <input type="datetime-local">, writes the
// time on a clock: without a zone.
const WallForm = "2006-01-02T15:04"

// A Moment is what a time on somebody's clock means. Twice a year it is not
// what it seems: some times do not happen, others happen twice.
type Moment struct {
	At        time.Time // UTC
	UTCOffset int       // minutes east of UTC of the clock at At
	Shifted   bool      // the clock skips what was written; At is as much later as it skips
	Twice     bool      // the clock shows it twice; At is the first time
	Second    time.Time // of Twice: the other time, UTC
}

// ReadClock reads what a clock in zone shows, in WallForm with or without
// seconds.
func ReadClock(written string, zone *time.Location) (Moment, error) {
	wall, err := time.Parse(WallForm, written)
	if err != nil {
		if wall, err = time.Parse(WallForm+":05", written); err != nil {
			return Moment{}, fmt.Errorf("time %q: want %s", written, WallForm)
		}
	}
	// The zone's offsets around that day: a day before and after it, no
	// change of the clock is in the way.
	early, late := offsetAt(wall.Add(-26*time.Hour), zone), offsetAt(wall.Add(26*time.Hour), zone)
	before, after := wall.Add(-early), wall.Add(-late)
	holds := func(at time.Time, offset time.Duration) bool { return offsetAt(at, zone) == offset }
	m := Moment{At: before}
	switch first, second := holds(before, early), holds(after, late); {
	case first && second && early != late:
		m.Twice, m.Second = true, after
	case !first && second:
		m.At = after
	case !first:
		m.Shifted = true // read with the offset before the change, it is after it
	}
	m.UTCOffset = int(offsetAt(m.At, zone) / time.Minute)
	return m, nil
}

// offsetAt returns how far east of UTC the clocks of a zone are at a moment.
func offsetAt(at time.Time, zone *time.Location) time.Duration {
	_, seconds := at.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
