package translation

// A Summary says how a source changed: "5 of 52 segments changed, 2 new, 1
// removed, 1 code block changed".
type Summary struct {
	Segments int // now
	Changed  int // also those split or merged
	Trivial  int
	Moved    int // and not changed
	New      int
	Removed  int
	Code     int // blocks of code and the like that changed, came or went
}

// Summarize compares two states of a source. before and now have its fields
// too.
func Summarize(before, now []Segment, beforeDoc, nowDoc *Document) Summary {
	s := Summary{Segments: len(now)}
	for _, l := range Align(Key(before, nil), Key(now, nil)) {
		switch l.Change {
		case Changed, MovedChanged:
			s.Changed++
		case Split, Merged:
			if l.Part == 1 {
				s.Changed++
			}
		case Trivial:
			s.Trivial++
		case Moved:
			s.Moved++
		case New:
			s.New++
		case Removed:
			s.Removed++
		}
	}
	s.Code = len(SkeletonChanges(beforeDoc, nowDoc))
	return s
}

// A SkeletonChange is a block of code, a rule or other bytes between the
// segments that changed; one side is "" where it came or went.
type SkeletonChange struct{ Before, Now string }

// SkeletonChanges returns what changed in a source beside its segments. Blank
// lines do not count.
func SkeletonChanges(before, now *Document) []SkeletonChange {
	was, is := before.skeletonUnits(), now.skeletonUnits()
	var changes []SkeletonChange
	for _, l := range Align(Key(was, nil), Key(is, nil)) {
		switch {
		case l.Part == 2:
		case l.Old < 0:
			changes = append(changes, SkeletonChange{"", is[l.New].Text})
		case l.New < 0:
			changes = append(changes, SkeletonChange{was[l.Old].Text, ""})
		case l.Change != Same && l.Change != Moved:
			changes = append(changes, SkeletonChange{was[l.Old].Text, is[l.New].Text})
		}
	}
	return changes
}

// skeletonUnits returns the blocks without segments, as segments of code.
func (d *Document) skeletonUnits() []Segment {
	units, _ := d.units()
	var all []Segment
	for _, u := range units {
		if u.first == u.last {
			all = append(all, Segment{Kind: Code, Text: u.text})
		}
	}
	return all
}
