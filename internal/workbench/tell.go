package workbench

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/translation"
)

// tellTargets works out what an edit of a source does to what was translated
// of it, in every language. Texts stay as they are, but for the destinations
// of links, which follow.
func (s *Service) tellTargets(ctx context.Context, tx *store.Tx, g store.Segmentation, e edition) error {
	if err := tx.LockTranslationsOf(ctx, e.post.ID); err != nil { // what is saved meanwhile would be lost
		return err
	}
	rows, err := rowsOf(ctx, tx, e)
	if err != nil {
		return err
	}
	t := &telling{edition: e, rows: rows, carried: map[content.PostID]map[translation.SegmentID]string{}}
	for _, change := range e.edits {
		for _, target := range slices.Sorted(maps.Keys(rows)) {
			t.tell(target, change)
		}
	}
	if err := tx.SaveTargetSegments(ctx, t.changed()...); err != nil {
		return err
	}
	if err := tx.AddSegmentEvents(ctx, t.events...); err != nil {
		return err
	}
	for _, target := range slices.Sorted(maps.Keys(t.carried)) {
		if err := s.carryLinks(ctx, tx, e.post, g, target, t.carried[target]); err != nil {
			return err
		}
	}
	return nil
}

// rowsOf reads what became of the segments that an edit touched, by target.
func rowsOf(ctx context.Context, tx *store.Tx, e edition) (map[content.PostID]map[translation.SegmentID]store.TargetSegment, error) {
	var uids []translation.SegmentID
	for _, change := range e.edits {
		uids = append(uids, e.segments[change.at].UID)
		if change.with != 0 {
			uids = append(uids, change.with)
		}
	}
	slices.Sort(uids)
	all, err := tx.TargetsOf(ctx, slices.Compact(uids))
	rows := map[content.PostID]map[translation.SegmentID]store.TargetSegment{}
	for _, row := range all {
		if rows[row.TargetID] == nil {
			rows[row.TargetID] = map[translation.SegmentID]store.TargetSegment{}
		}
		rows[row.TargetID][row.UID] = row
	}
	return rows, err
}

// A telling is one edit of a source on its way to the translations.
type telling struct {
	edition
	rows    map[content.PostID]map[translation.SegmentID]store.TargetSegment
	touched []store.TargetSegment
	events  []store.SegmentEvent
	carried map[content.PostID]map[translation.SegmentID]string // texts with other links
}

// tell applies an edit to what became of the segment in one language.
func (t *telling) tell(target content.PostID, change edit) {
	now := t.segments[change.at]
	row, there := t.rows[target][now.UID]
	if !there {
		row = store.Untouched(target, now.UID)
	}
	was := row
	other := t.rows[target][change.with].Text
	var what translation.What
	switch {
	case change.change == translation.Split && change.part == 2:
		row.Offer = other
	case !there:
		return
	default:
		what = row.SourceChanged(now.Kind, change.change, change.before, now.Text)
		if change.change == translation.Merged && other != "" {
			row.Offer = joined(row.Text, other)
		}
	}
	if row == was {
		return
	}
	if row.Text != was.Text {
		row.Version++
		if t.carried[target] == nil {
			t.carried[target] = map[translation.SegmentID]string{}
		}
		t.carried[target][row.UID] = row.Text
	}
	t.rows[target][row.UID] = row
	t.touched = append(t.touched, row)
	if what != "" {
		t.events = append(t.events, eventOf(was, row, what, t.post.EditorID, t.post.UpdatedAt))
	}
}

// changed returns the rows to keep, each once, as they are in the end.
func (t *telling) changed() []store.TargetSegment {
	rows := make([]store.TargetSegment, len(t.touched))
	for i, row := range t.touched {
		rows[i] = t.rows[row.TargetID][row.UID]
	}
	slices.SortFunc(rows, func(a, b store.TargetSegment) int {
		return cmp.Or(cmp.Compare(a.TargetID, b.TargetID), cmp.Compare(a.UID, b.UID))
	})
	return slices.CompactFunc(rows, func(a, b store.TargetSegment) bool { return a.TargetID == b.TargetID && a.UID == b.UID })
}

// joined puts two texts together that were translated apart.
func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// carryLinks puts texts in which only links differ into a translation that is
// being worked on. What readers see stays as it is.
func (s *Service) carryLinks(ctx context.Context, tx *store.Tx, source content.Post, g store.Segmentation, target content.PostID, texts map[translation.SegmentID]string) error {
	w, err := s.lockWorking(ctx, tx, source, g, target)
	if err != nil || !w.linked {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		slot := w.text.Index(id)
		if slot < 0 {
			continue
		}
		if next, err := w.text.Put(slot, texts[id], true); err == nil {
			w.text = next
		}
	}
	return s.keepWorking(ctx, tx, w)
}
