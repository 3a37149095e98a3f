package translation

// Revived is the Change of a segment that comes back as it was before it was
// removed: its translation comes back with it.
const Revived Change = "revived"

// An Identity says which segment of a source one of its new text is.
type Identity struct {
	ID     SegmentID // 0: one that was never there; the store gives it a number
	Change Change
	// Old is the segment as it was, an index of the old text or, if Revived, of
	// those that are gone; -1: there was none. Part is as in Link.
	Old, Part int
	// With is the other segment that was merged into this one, or of which this
	// one is the second half; 0: none.
	With SegmentID
}

// Identify tells which segment is which after an edit of a source. old are its
// segments so far, gone those that were removed before, the latest first, and
// now those of the new text. It returns an Identity for each of now, and the
// indexes of old that are there no more.
func Identify(old, gone, now []Keyed) (found []Identity, removed []int) {
	found = make([]Identity, len(now))
	for _, l := range Align(old, now) {
		switch {
		case l.Change == Removed:
			removed = append(removed, l.Old)
		case l.Change == New:
			found[l.New] = Identity{Change: New, Old: -1}
		case l.Change == Split && l.Part == 2:
			found[l.New] = Identity{Change: Split, Old: l.Old, Part: 2, With: old[l.Old].ID}
		case l.Change == Merged && l.Part == 2:
			found[l.New].With = old[l.Old].ID
			removed = append(removed, l.Old)
		default:
			found[l.New] = Identity{ID: old[l.Old].ID, Change: l.Change, Old: l.Old, Part: l.Part}
		}
	}
	revive(found, gone, now)
	return found, removed
}

// revive gives what is new the identity of what is gone and was the same; of
// several the one with the same neighbours, else the latest.
func revive(found []Identity, gone, now []Keyed) {
	waiting := map[string][]int{}
	for i, k := range gone {
		waiting[k.Hash] = append(waiting[k.Hash], i)
	}
	for n, k := range now {
		at := waiting[k.Hash]
		if found[n].Change != New || len(at) == 0 {
			continue
		}
		best, most := 0, -1
		for i, g := range at {
			if neighbours := neighbours(gone[g], k); neighbours > most {
				best, most = i, neighbours
			}
		}
		found[n] = Identity{ID: gone[at[best]].ID, Change: Revived, Old: at[best]}
		waiting[k.Hash] = append(append([]int{}, at[:best]...), at[best+1:]...)
	}
}

// neighbours returns how many neighbours of a and b are the same.
func neighbours(a, b Keyed) int {
	n := 0
	if a.Before == b.Before {
		n++
	}
	if a.After == b.After {
		n++
	}
	return n
}
