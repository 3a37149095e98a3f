package public

import (
	"context"
	"encoding/json"
	"errors"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
	"verso/internal/translation"
)

// linked takes two texts of one work apart and says which blocks of the target
// translate which of the source: as the translators' notes have it, or, of a
// text without notes, by what both are made of.
func (s *Site) linked(ctx context.Context, source, target content.Post) (src, dst translation.Text, err error) {
	sourceDoc, err := translation.Parse(source.Body)
	if err != nil {
		return src, dst, err
	}
	targetDoc, err := translation.Parse(target.Body)
	if err != nil {
		return src, dst, err
	}
	// Read first and always: a page made without notes is made again with them.
	notes, err := s.DB.Translation(ctx, target.ID)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return src, dst, err
	}
	ids, err := s.segmentIDs(ctx, source, len(sourceDoc.Segments))
	if err != nil {
		return src, dst, err
	}
	if ids != nil && notes.SourceID == source.ID {
		src = translation.Linked(sourceDoc, ids)
		if dst, ok := noted(src, notes, target, targetDoc); ok {
			return src, dst, nil
		}
	}
	ids = make([]translation.SegmentID, len(sourceDoc.Segments))
	for i := range ids {
		ids[i] = translation.SegmentID(i + 1)
	}
	src = translation.Linked(sourceDoc, ids)
	dst, _ = translation.Match(src, targetDoc)
	return src, dst, nil
}

// segmentIDs returns the names of the segments of a source, nil when they are
// not those of its text now.
func (s *Site) segmentIDs(ctx context.Context, source content.Post, count int) ([]translation.SegmentID, error) {
	g, err := s.DB.Segmentation(ctx, source.ID)
	if errors.Is(err, errs.NotFound) || err == nil && g.Revision != source.Revision {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	segments, err := s.DB.SourceSegments(ctx, source.ID, false)
	if err != nil {
		return nil, err
	}
	ids := make([]translation.SegmentID, 0, count)
	for _, segment := range segments {
		if !segment.Kind.Field() {
			ids = append(ids, segment.UID)
		}
	}
	if len(ids) != count {
		return nil, nil
	}
	return ids, nil
}

// noted returns what the translators' notes say of a target's text. They may
// be of a text that readers do not see yet: what both have alike is linked.
func noted(source translation.Text, notes store.Translation, target content.Post, doc *translation.Document) (translation.Text, bool) {
	text := translation.Text{Doc: doc}
	if json.Unmarshal([]byte(notes.Slots), &text.Slots) != nil {
		return text, false
	}
	if notes.Body == nil {
		return text, notes.TargetRevision == target.Revision && text.Check() == nil
	}
	working, err := translation.Parse(*notes.Body)
	before := translation.Text{Doc: working, Slots: text.Slots}
	if err != nil || before.Check() != nil {
		return text, false
	}
	text, _ = translation.Realign(source, before, doc)
	return text, true
}
