package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
	"verso/internal/translation"
)

// merge brings what is new in the source, moved and gone into the text that
// translators work on. It happens when one of them comes to it, never behind
// their backs, and never to what readers see.
func (s *Service) merge(ctx context.Context, tx *store.Tx, w *working, by content.UserID) error {
	apart := !public(w.target) && (w.t.Body != nil || w.t.Fields != nil) // readers see it no more
	if w.t.MergedVersion == w.g.Version && !apart {
		return nil
	}
	w.editor = by
	if w.t.MergedVersion != w.g.Version {
		if err := s.update(ctx, tx, w); err != nil {
			return err
		}
	}
	return s.keepWorking(ctx, tx, w)
}

// update merges w.text with the source.
func (s *Service) update(ctx context.Context, tx *store.Tx, w *working) error {
	segments, err := tx.SourceSegments(ctx, w.source.ID, false)
	if err != nil {
		return err
	}
	rows, err := tx.TargetSegments(ctx, w.target.ID)
	if err != nil {
		return err
	}
	base, err := tx.Segmented(ctx, w.source.ID, w.t.MergedVersion)
	w.t.MergedVersion = w.g.Version
	if errors.Is(err, errs.NotFound) {
		return nil // what is new shows as missing
	}
	if err != nil {
		return err
	}
	var ids []translation.SegmentID
	if err := json.Unmarshal([]byte(base.Segments), &ids); err != nil {
		return err
	}
	from, err := parse(base.Body)
	if err != nil {
		return err
	}
	to, err := s.recent.parse(w.source.Body)
	if err != nil {
		return err
	}
	done := translation.Update{
		Base: translation.Linked(from, ids), Next: translation.Linked(to, bodyIDs(segments)), Target: w.text,
		Untranslated: untranslated(rows), Known: known(rows),
	}.Apply()
	w.text = done.Text
	return w.conflict(done.Conflicts)
}

// insert puts a segment of the source that has no place in w.text where it
// belongs: by itself, or with the whole of a block of which nothing is left.
func (w *working) insert(segments []store.SourceSegment, rows map[translation.SegmentID]store.TargetSegment, wanted translation.SegmentID) error {
	doc, err := parse(w.source.Body)
	if err != nil {
		return err
	}
	ids := bodyIDs(segments)
	without := slices.Clone(ids)
	for _, b := range doc.Blocks {
		own := ids[b.First:b.Last]
		at := slices.Index(own, wanted)
		if at < 0 {
			continue
		}
		clear(without[b.First+at : b.First+at+1])
		if !slices.ContainsFunc(own, func(id translation.SegmentID) bool { return w.text.Index(id) >= 0 }) {
			clear(without[b.First:b.Last])
		}
	}
	done := translation.Update{
		Base: translation.Linked(doc, without), Next: translation.Linked(doc, ids), Target: w.text,
		Untranslated: untranslated(rows), Known: known(rows), // a row of a table comes back as a whole
	}.Apply()
	w.text = done.Text
	return nil
}

// untranslated tells which segments have the text of the source.
func untranslated(rows map[translation.SegmentID]store.TargetSegment) func(translation.SegmentID) bool {
	return func(id translation.SegmentID) bool {
		row, there := rows[id]
		return !there || row.State == translation.Untranslated
	}
}

// known returns the translations that fit their places.
func known(rows map[translation.SegmentID]store.TargetSegment) map[translation.SegmentID]string {
	texts := map[translation.SegmentID]string{}
	for id, row := range rows {
		if row.Fault == "" && row.State != translation.Untranslated {
			texts[id] = row.Text
		}
	}
	return texts
}

// conflict adds code that was changed on both sides to what somebody has to
// look at.
func (w *working) conflict(found []translation.SkeletonConflict) error {
	if len(found) == 0 {
		return nil
	}
	all, err := conflicts(w.t)
	if err != nil {
		return err
	}
	data, err := json.Marshal(append(all, found...))
	w.t.Conflicts = string(data)
	return err
}

func conflicts(t store.Translation) ([]translation.SkeletonConflict, error) {
	var all []translation.SkeletonConflict
	if t.Conflicts == "" {
		return nil, nil
	}
	return all, json.Unmarshal([]byte(t.Conflicts), &all)
}

// inSource tells which segments stand in the language of the source: nobody
// has translated them, and there is something to translate.
func inSource(segments []store.SourceSegment, rows map[translation.SegmentID]store.TargetSegment) func(translation.SegmentID) bool {
	open := map[translation.SegmentID]bool{}
	for _, source := range segments {
		row, there := rows[source.UID]
		open[source.UID] = counts(source) && (!there || row.State == translation.Untranslated)
	}
	return func(id translation.SegmentID) bool { return open[id] }
}
