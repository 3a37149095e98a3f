package translation

import (
	"slices"
	"strings"
)

// An Update brings an edit of a source into a translation of it: a merge of
// Base, the source as it was when the translation was last brought up to date,
// Next, as it is now, and Target. What translators wrote is never touched.
type Update struct {
	Base, Next, Target Text
	// Untranslated tells which slots have the text of the source, which follows
	// it; nil: none.
	Untranslated func(SegmentID) bool
	// Known has translations for segments that stand nowhere in Target, such as
	// those that came back.
	Known map[SegmentID]string
}

// Updated is what an Update made.
type Updated struct {
	Text
	// Applied is false when the two texts could not be put together: then Text
	// is Target, with its orphans marked.
	Applied   bool
	Inserted  []SegmentID // they stand in the text as the source has them
	Orphans   []SegmentID // the source has them no more; the translator decides
	Missing   []SegmentID // the source has them, the translation has no place for them
	Conflicts []SkeletonConflict
}

// A SkeletonConflict is code, a picture or other bytes between the segments
// that were changed in the source and are not what they were in the
// translation. Ours stays.
type SkeletonConflict struct{ Base, Theirs, Ours string }

// Apply merges. The order is that of Target, with what is new or moved after
// its predecessor in the source; what stands in this language only stays next
// to its left neighbour.
func (u Update) Apply() Updated {
	m := newMerger(u)
	m.arrange()
	text, ok := m.compose()
	if !ok {
		text = u.Target
		m.conflicts, m.inserted = nil, nil
	}
	done := Updated{Text: text, Applied: ok, Inserted: m.inserted, Conflicts: m.conflicts}
	done.Slots = slices.Clone(done.Slots)
	there := map[SegmentID]bool{}
	for i, s := range done.Slots {
		there[s.ID] = true
		done.Slots[i].Orphan = s.ID != 0 && u.Next.Index(s.ID) < 0
		if done.Slots[i].Orphan {
			done.Orphans = append(done.Orphans, s.ID)
		}
	}
	for _, s := range u.Next.Slots {
		if !there[s.ID] {
			done.Missing = append(done.Missing, s.ID)
		}
	}
	if ok {
		done.Text = u.follow(done.Text)
	}
	return done
}

// follow puts the text of the source in the slots that nobody has translated.
func (u Update) follow(t Text) Text {
	if u.Untranslated == nil {
		return t
	}
	now := u.Next.Texts()
	edits := map[int]Edit{}
	at := 0
	for i, s := range t.Slots {
		if text, there := now[s.ID]; there && s.Count == 1 && u.Untranslated(s.ID) && t.Text(i) != text {
			edits[at] = Edit{Text: text}
		}
		at += s.Count
	}
	next, _ := t.spliceAll(edits)
	return next
}

// spliceAll is splice without the texts that do not fit, which it returns.
func (t Text) spliceAll(edits map[int]Edit) (Text, []int) {
	var refused []int
	for len(edits) > 0 {
		next, err := t.splice(edits)
		fault, isFault := err.(*StructureError) //nolint:errorlint // Splice returns it as it is
		switch {
		case err == nil:
			return next, refused
		case !isFault || fault.Segment < 0:
			return t, refused
		}
		refused = append(refused, fault.Segment)
		delete(edits, fault.Segment)
	}
	return t, refused
}

// A mergedUnit is a unit of the result: of Next, of Target, or of both.
type mergedUnit struct {
	next, target int // indexes of units, -1: none
}

// A merger puts three documents together by their units.
type merger struct {
	Update
	base, next, target docUnits
	fromBase           []int              // of units of next, which of base they were; -1: none
	baseOf             []int              // likewise of units of target
	several            map[SegmentID]bool // segments with several blocks in target
	there              map[SegmentID]bool // segments that stand in target
	units              []mergedUnit
	placed             map[int]bool // units of next that are among units
	filled             docUnits     // next with the translations in it
	refused            map[int]bool // its segments whose translation does not fit
	conflicts          []SkeletonConflict
	inserted           []SegmentID
}

// docUnits are the units of a text, and the ids of its segments.
type docUnits struct {
	units []unit
	tail  string
	ids   []SegmentID
	text  Text
}

func unitsOf(t Text) docUnits {
	d := docUnits{ids: t.ids(), text: t}
	d.units, d.tail = t.Doc.units()
	return d
}

// of returns the segments of the source that unit i has.
func (d docUnits) of(i int) []SegmentID { return d.ids[d.units[i].first:d.units[i].last] }

// skeleton returns what unit i is without its segments.
func (d docUnits) skeleton(i int) string {
	u := d.units[i]
	if u.first == u.last {
		return u.text
	}
	var b strings.Builder
	segments := d.text.Doc.Segments
	at, end := u.start, u.start+len(u.text)
	for i := u.first; i < u.last; i++ {
		b.WriteString(d.text.Doc.Source[at:segments[i].Start])
		b.WriteByte(0)
		at = segments[i].End
	}
	b.WriteString(d.text.Doc.Source[at:end])
	return strings.TrimRight(b.String(), "\r\n")
}
