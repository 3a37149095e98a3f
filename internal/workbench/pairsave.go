package workbench

import (
	"context"
	"errors"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// A PairEdit is what somebody who writes both languages made of a segment.
type PairEdit struct {
	Segment translation.SegmentID
	Seen    string  // the text of the source that the person saw
	Source  *string // what they made of it; nil: nothing
	Version int64   // of the translation that they saw
	Text    *string // what they made of it; nil: nothing
}

// SavePair keeps edits of both texts in one act. A segment that was changed on
// both sides is in step (translation 2.7), however little is left of its
// source. *Stale says that one side was changed meanwhile: then nothing is
// saved, and what was typed for the translation is the person's drafts.
func (s *Service) SavePair(ctx context.Context, by account.User, target content.PostID, edits ...PairEdit) ([]Saved, error) {
	for i, e := range edits {
		for _, side := range []*string{e.Source, e.Text} {
			if side == nil {
				continue
			}
			text, err := cleaned(*side)
			if err != nil {
				return nil, err
			}
			if side == e.Source {
				edits[i].Source = &text
			} else {
				edits[i].Text = &text
			}
		}
	}
	var saved []Saved
	err := s.do(ctx, func(tx *store.Tx) error {
		var err error
		saved, err = s.savePair(ctx, tx, by, target, edits)
		return err
	})
	if errors.Is(err, errs.Conflict) || errors.Is(err, errs.Gone) || errors.Is(err, ErrOwnWork) {
		return saved, errors.Join(err, s.keepPair(ctx, by, target, edits, err))
	}
	return saved, err
}

// keepPair makes drafts of translations that could not be saved.
func (s *Service) keepPair(ctx context.Context, by account.User, target content.PostID, edits []PairEdit, cause error) error {
	stale, _ := errors.AsType[*Stale](cause)
	for _, e := range edits {
		if e.Text == nil {
			continue
		}
		var late error
		if stale != nil && stale.Current.ID == e.Segment {
			late = cause
		}
		err := s.keepTyped(ctx, by, Edit{Target: target, Segment: e.Segment, Version: e.Version, Text: *e.Text}, late)
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) savePair(ctx context.Context, tx *store.Tx, by account.User, target content.PostID, edits []PairEdit) ([]Saved, error) {
	p, err := s.pairOf(ctx, tx, by, target)
	if err != nil {
		return nil, err
	}
	if err := p.check(by, policy.Translate); err != nil {
		return nil, err
	}
	w, err := s.follow(ctx, tx, p.source, target)
	if err != nil {
		return nil, err
	}
	for _, e := range edits {
		if err := s.unchanged(ctx, tx, w.source.ID, target, e); err != nil {
			return nil, err
		}
	}
	if err := s.savePairSource(ctx, tx, by, w.source, edits); err != nil {
		return nil, err
	}
	var saved []Saved
	for _, e := range edits {
		if e.Text == nil {
			continue
		}
		h, err := s.take(ctx, tx, by, target, e.Segment, policy.Translate)
		if err != nil {
			return nil, err
		}
		one, err := h.save(ctx, tx, Edit{Target: target, Segment: e.Segment, Version: h.row.Version, Text: *e.Text, Split: true})
		if err != nil {
			return nil, err
		}
		if err := tx.RemoveSegmentDraft(ctx, by.ID, target, e.Segment); err != nil {
			return nil, err
		}
		saved = append(saved, one)
	}
	return saved, nil
}

// unchanged returns *Stale when one side of a segment is not what the person
// saw, nor what they made of it.
func (s *Service) unchanged(ctx context.Context, tx *store.Tx, source, target content.PostID, e PairEdit) error {
	seg, err := tx.SourceSegment(ctx, source, e.Segment)
	if err != nil {
		return err
	}
	row, err := tx.TargetSegment(ctx, target, e.Segment)
	if err != nil {
		return err
	}
	if seg.RemovedAt != nil {
		return errs.Gone
	}
	stale := &Stale{Current: segmentOf(seg, row), Base: row.Text, Mine: row.Text}
	if e.Text != nil {
		stale.Mine = *e.Text
		if row.Version != e.Version && row.Text != *e.Text {
			stale.Base, err = tx.TextAt(ctx, target, e.Segment, e.Version)
			return errors.Join(stale, err)
		}
	}
	if e.Source != nil && seg.Text != e.Seen && seg.Text != *e.Source {
		return stale
	}
	return nil
}

// savePairSource saves the source, where it was changed, as one revision.
func (s *Service) savePairSource(ctx context.Context, tx *store.Tx, by account.User, source content.Post, edits []PairEdit) error {
	segments, err := tx.SourceSegments(ctx, source.ID, false)
	if err != nil {
		return err
	}
	f := source.Fields(nil)
	for _, e := range edits {
		if e.Source == nil {
			continue
		}
		if err := replace(&f, segments, e.Segment, *e.Source); err != nil {
			return err
		}
	}
	next := source.With(f)
	if next == source {
		return nil
	}
	if _, _, err := s.authored(ctx, tx, by, source.ID); err != nil {
		return err
	}
	if bad := faults(source, f); len(bad) > 0 {
		return bad
	}
	next.UpdatedAt, next.EditorID = s.now(), by.ID
	if next, err = tx.SavePost(ctx, next); err != nil {
		return err
	}
	if err := tx.SaveUploads(ctx, next.ID, next.Uploads()); err != nil {
		return err
	}
	ids := make([]translation.SegmentID, len(segments))
	for i, seg := range segments {
		ids[i] = seg.UID
	}
	_, _, err = s.followEdited(ctx, tx, next, ids)
	return err
}

// placed says which segment each one of a text is that was edited segment by
// segment. It knows nothing when there are more than before, or fewer.
func placed(old []store.SourceSegment, now []translation.Keyed, inPlace []translation.SegmentID) ([]translation.Identity, bool) {
	if len(inPlace) != len(now) || len(old) != len(now) {
		return nil, false
	}
	found := make([]translation.Identity, len(now))
	for i, was := range old {
		if was.UID != inPlace[i] || was.Kind != now[i].Kind {
			return nil, false
		}
		found[i] = translation.Identity{ID: was.UID, Old: i, Change: translation.Changed}
		switch {
		case was.Hash == now[i].Hash:
			found[i].Change = translation.Same
		case translation.N1(was.Text) == translation.N1(now[i].Text):
			found[i].Change = translation.Trivial
		}
	}
	return found, true
}
