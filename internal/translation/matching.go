package translation

import (
	"hash/fnv"
	"slices"
	"strings"

	"verso/internal/markdown"
)

// Match links a translation with its source when nothing is known of it but
// the two texts: by kinds, order, and the code, links and numbers that both
// have. score is the share of the segments of the longer text that are linked
// with one of their own kind: it is 1 of two texts of the same kinds in the
// same order. Segments without a counterpart stand in this language only.
func Match(source Text, target *Document) (t Text, score float64) {
	pairs := pairUp(source.Doc.Segments, target.Segments)
	ids := make([]SegmentID, len(target.Segments))
	sourceIDs := source.ids()
	same := 0
	for i, j := range pairs {
		if j < 0 {
			continue
		}
		ids[j] = sourceIDs[i]
		if source.Doc.Segments[i].Kind == target.Segments[j].Kind {
			same++
		}
	}
	t = Linked(target, ids)
	if longer := max(len(source.Doc.Segments), len(target.Segments)); longer > 0 {
		return t, float64(same) / float64(longer)
	}
	return t, 1
}

// Realign links a text again after an edit of all of it. before is the text as
// it was linked; blocks that stayed or were reworded keep their links, in any
// order. What was written anew between them is linked with what is missing
// there of the source, by kind and order: guessed tells of which segments.
func Realign(source, before Text, after *Document) (t Text, guessed []SegmentID) {
	was, ids := before.ids(), make([]SegmentID, len(after.Segments))
	for _, l := range Align(Key(before.Doc.Segments, nil), Key(after.Segments, nil)) {
		if l.Old >= 0 && l.New >= 0 && (l.Part < 2 || l.Change == Split) {
			ids[l.New] = was[l.Old]
		}
	}
	// A paragraph that became several has them all, as long as they stand
	// together.
	several := Text{Slots: slices.Clone(before.Slots)}
	next := 0
	for next < len(ids) {
		n := next + 1
		for n < len(ids) && ids[n] == ids[next] {
			n++
		}
		if ids[next] != 0 && n > next+1 {
			several.Slots = append(several.Slots, Slot{ID: ids[next], Count: n - next})
		}
		next = n
	}
	slots := slotsOf(ids, several)
	t = Text{Doc: after, Slots: slots}
	return t.guess(source)
}

// guess links what stands in this language only with what is missing of the
// source, between neighbours that are linked in order.
func (t Text) guess(source Text) (Text, []SegmentID) {
	t.Slots = slices.Clone(t.Slots)
	place := map[SegmentID]int{} // in the source
	for i, s := range source.Slots {
		place[s.ID] = i
	}
	linked := map[SegmentID]bool{}
	for _, s := range t.Slots {
		linked[s.ID] = true
	}
	var guessed []SegmentID
	for _, gap := range t.gaps(place, len(source.Slots)) {
		var missing, free []Segment
		var ids []SegmentID
		var slots []int
		for i := gap.from; i < gap.to; i++ {
			if s := source.Slots[i]; !linked[s.ID] {
				missing, ids = append(missing, source.Doc.Segments[i]), append(ids, s.ID)
			}
		}
		for i := gap.first; i < gap.last; i++ {
			if t.Slots[i].ID == 0 {
				free, slots = append(free, t.Segments(i)[0]), append(slots, i)
			}
		}
		for i, j := range pairUp(missing, free) {
			if j >= 0 {
				t.Slots[slots[j]].ID = ids[i]
				guessed = append(guessed, ids[i])
			}
		}
	}
	return t, guessed
}

// A slotGap is a run of slots without links, and the run of the source's
// between the same neighbours.
type slotGap struct{ first, last, from, to int }

// gaps returns the runs between the slots that are linked in the order of the
// source.
func (t Text) gaps(place map[SegmentID]int, n int) []slotGap {
	var linked []match
	for i, s := range t.Slots {
		if at, there := place[s.ID]; there && s.ID != 0 {
			linked = append(linked, match{old: i, new: at, weight: 1})
		}
	}
	var gaps []slotGap
	last := slotGap{}
	for _, m := range chain(linked, n) {
		gaps = append(gaps, slotGap{last.first, m.old, last.from, m.new})
		last.first, last.from = m.old+1, m.new+1
	}
	return append(gaps, slotGap{last.first, len(t.Slots), last.from, n})
}

// maxPairs bounds how many pairs of segments are weighed; in longer texts only
// those near the diagonal are.
const maxPairs = 1 << 20

// pairUp pairs segments of two languages in order, so that they fit as well as
// they can. It returns for each of a the index of its counterpart in b, or -1.
func pairUp(a, b []Segment) []int {
	pairs := make([]int, len(a))
	for i := range pairs {
		pairs[i] = i
	}
	if slices.EqualFunc(a, b, func(x, y Segment) bool { return x.Kind == y.Kind }) {
		return pairs
	}
	for i := range pairs {
		pairs[i] = -1
	}
	band := max(64, maxPairs/max(1, len(a)))
	x, y := traitsOf(a), traitsOf(b)
	var all []match
	for i := range a {
		middle := i * len(b) / len(a)
		for j := max(0, middle-band); j < min(len(b), middle+band+1); j++ {
			if fit := x[i].fit(y[j]); fit > 0 {
				all = append(all, match{i, j, fit})
			}
		}
	}
	for _, m := range chain(all, len(b)) {
		pairs[m.old] = m.new
	}
	return pairs
}

// traits are what a segment has in common with its translation.
type traits struct {
	kind   Kind
	class  string
	path   string
	length int
	text   uint64
	pieces []uint64 // sorted
}

func traitsOf(segments []Segment) []traits {
	all := make([]traits, len(segments))
	for i, s := range segments {
		t := traits{kind: s.Kind, class: s.Kind.Class(), path: s.Path, length: len([]rune(s.Text)), text: hashOf(s.Text)}
		if !s.Kind.Opaque() {
			t.pieces = piecesOf(s.Text)
		}
		all[i] = t
	}
	return all
}

// piecesOf returns the code, addresses and numbers of a text, sorted. Of an
// address of the site the locale is left out.
func piecesOf(text string) []uint64 {
	var all []uint64
	for _, p := range markdown.Pieces(text, markdown.References{}) {
		switch p.Kind {
		case markdown.PieceCode, markdown.PieceNumber, markdown.PieceFootnote, markdown.PieceTime:
			all = append(all, hashOf(string(p.Kind)+p.Text))
		case markdown.PieceLink, markdown.PieceImage, markdown.PieceURL:
			last := strings.TrimRight(p.Dest, "/")
			all = append(all, hashOf(last[strings.LastIndexByte(last, '/')+1:]))
		}
	}
	slices.Sort(all)
	return all
}

func hashOf(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// fit returns how well two segments fit, 0 for not at all. What counts is the
// kind, then what both have in them, then the place.
func (t traits) fit(other traits) int64 {
	if t.class != other.class {
		return 0
	}
	fit := 1000
	if t.kind == other.kind {
		fit += 1000
	}
	if t.text == other.text {
		fit += 2000
	}
	if t.path == other.path {
		fit += 100
	}
	if most := max(len(t.pieces), len(other.pieces)); most > 0 {
		fit += 2000*common(t.pieces, other.pieces)/most - 500
	}
	if t.length > 4*other.length || other.length > 4*t.length {
		fit -= 500
	}
	return int64(max(fit, 1))
}
