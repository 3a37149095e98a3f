package workbench

import (
	"context"
	"encoding/json"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/translation"
)

// fewWords is how short a text may be for a translation to be the same: a name,
// a command.
const fewWords = 3

// link works out which block of a target translates which segment of its
// source, without knowing: of a text that was just copied, imported, or whose
// notes were lost. No text changes by it. The source that it is compared with
// is the one that stood when the target was last saved.
func (s *Service) link(ctx context.Context, tx *store.Tx, w *working) error {
	segments, err := tx.SourceSegments(ctx, w.source.ID, false)
	if err != nil {
		return err
	}
	rows, err := tx.TargetSegments(ctx, w.target.ID)
	if err != nil {
		return err
	}
	base, err := s.baseOf(ctx, tx, w, segments)
	if err != nil {
		return err
	}
	doc, err := parse(body(w.target, w.t))
	if err != nil {
		return err
	}
	var score float64
	w.text, score = translation.Match(base.text, doc)
	l := linking{base: base, rows: rows, target: w.target, sure: score == 1}
	texts, fields := w.text.Texts(), workingFields(w.target, w.t)
	for _, source := range segments {
		text, linked := texts[source.UID]
		if source.Kind.Field() {
			text, linked = *fields.Text(source.Kind.Name()), true
		}
		if linked {
			l.link(source, text, slotCount(w.text, source.UID), s.now)
		}
	}
	for _, row := range l.changed {
		rows[row.UID] = row
	}
	w.untranslated = inSource(segments, rows)
	w.t.SourceID, w.t.BaseRevision, w.t.MergedVersion = w.source.ID, base.revision, base.version
	if err := s.keepWorking(ctx, tx, w); err != nil {
		return err
	}
	if err := tx.SaveTargetSegments(ctx, l.changed...); err != nil { // which belong to the translation
		return err
	}
	if err := tx.AddSegmentEvents(ctx, l.events...); err != nil {
		return err
	}
	if base.version < 0 {
		err := tx.AddSegmented(ctx, store.Segmented{
			PostID: w.source.ID, Version: base.version, Revision: base.revision, Body: base.text.Doc.Source, Segments: base.uids,
		})
		if err != nil {
			return err
		}
	}
	return tx.Recount(ctx, w.source.ID, w.target.ID)
}

// A baseline is the source as it was when a target was last saved, with the
// names that its segments have now.
type baseline struct {
	revision int
	version  int64 // of the Segmented that says so
	text     translation.Text
	uids     string
	then     map[translation.SegmentID]string // the texts, fields too
	change   map[translation.SegmentID]translation.Change
}

// baseOf finds the baseline of a target.
func (s *Service) baseOf(ctx context.Context, tx *store.Tx, w *working, now []store.SourceSegment) (baseline, error) {
	b := baseline{
		revision: w.source.Revision, version: w.g.Version,
		then: map[translation.SegmentID]string{}, change: map[translation.SegmentID]translation.Change{},
	}
	number, err := tx.RevisionAt(ctx, w.source.ID, w.target.UpdatedAt)
	if err != nil {
		return b, err
	}
	then := w.source
	if number > 0 && number < w.source.Revision {
		saved, err := tx.Revision(ctx, w.source.ID, number)
		if err != nil {
			return b, err
		}
		b.revision, then = number, then.With(saved.Fields)
	}
	if hashOf(then) == w.g.Hash {
		doc, err := parse(w.source.Body)
		b.text = translation.Linked(doc, bodyIDs(now))
		for _, source := range now {
			b.then[source.UID] = source.Text
		}
		return b, err
	}
	return b, b.compare(then, now)
}

// compare takes an older source apart and gives its segments the names that
// they have now.
func (b *baseline) compare(then content.Post, now []store.SourceSegment) error {
	doc, err := parse(then.Body)
	if err != nil {
		return err
	}
	old := append(translation.Fields(then.Fields(nil)), doc.Segments...)
	ids := make([]translation.SegmentID, len(old))
	for _, l := range translation.Align(translation.Key(old, nil), keyed(now)) {
		if l.Old < 0 || l.New < 0 || l.Part == 2 {
			continue
		}
		id := now[l.New].UID
		ids[l.Old], b.then[id], b.change[id] = id, old[l.Old].Text, l.Change
	}
	b.version = -int64(b.revision)
	b.text = translation.Linked(doc, ids[len(translation.FieldKinds()):])
	uids, err := json.Marshal(ids[len(translation.FieldKinds()):])
	b.uids = string(uids)
	return err
}
