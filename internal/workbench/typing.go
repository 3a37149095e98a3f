package workbench

import (
	"context"
	"errors"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// Checked is what is known of a text while it is typed.
type Checked struct {
	Findings []check.Finding
	Fault    translation.Fault // why it would not fit its place
	Version  int64             // of the segment now: another than the typist's says that somebody saved
}

// Check looks at a text for a segment without keeping anything.
func (s *Service) Check(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, text string, split bool) (Checked, error) {
	var found Checked
	text, err := cleaned(text)
	if err != nil {
		return found, err
	}
	links, err := s.leadsOf(ctx, target, text)
	if err != nil {
		return found, err
	}
	err = s.db.Snapshot(ctx, func(db *store.Snapshot) error {
		p, err := s.pairOf(ctx, db, by, target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.Suggest); err != nil {
			return err
		}
		source, err := db.SourceSegment(ctx, p.source.ID, id)
		if err != nil {
			return err
		}
		row, err := db.TargetSegment(ctx, target, id)
		if err != nil {
			return err
		}
		t, err := db.Translation(ctx, target)
		if err != nil && !errors.Is(err, errs.NotFound) {
			return err
		}
		found = Checked{Version: row.Version}
		if text == "" {
			return nil
		}
		if found.Fault, err = s.wouldFit(p.target, t, source, text, split); err != nil {
			return err
		}
		c, err := s.checkerOf(ctx, db, p, body(p.target, t))
		if err != nil {
			return err
		}
		if source.Kind == translation.FieldSlug {
			if c.slug, err = s.slugFacts(ctx, db, p.target, text); err != nil {
				return err
			}
		}
		c.links = links
		row.Text, row.Fault = text, found.Fault
		found.Findings = c.open(source, row)
		return nil
	})
	return found, err
}

// wouldFit says why a text does not fit the place of its segment.
func (s *Service) wouldFit(target content.Post, t store.Translation, source store.SourceSegment, text string, split bool) (translation.Fault, error) {
	if source.Kind.Field() {
		next := workingFields(target, t)
		*next.Text(source.Kind.Name()) = text
		if refused(target, next, source.Kind.Name()) {
			return translation.FaultLimit, nil
		}
		return "", nil
	}
	working, linked, err := s.textOf(target, t)
	if err != nil || !linked {
		return "", err
	}
	slot := working.Index(source.UID)
	if slot < 0 {
		return "", nil
	}
	_, err = working.Put(slot, text, split)
	if fault, ok := errors.AsType[*translation.StructureError](err); ok {
		return fault.Fault, nil
	}
	return "", err
}

// SaveDrafts saves what a person typed into a translation and has not saved,
// and returns how many of their drafts. A draft stays where somebody else has
// saved the segment since, where its source was changed after it was typed,
// and where it may not be saved: those are for its author to look at.
func (s *Service) SaveDrafts(ctx context.Context, by account.User, target content.PostID) (int, error) {
	drafts, err := s.db.SegmentDrafts(ctx, by.ID, target)
	if err != nil {
		return 0, err
	}
	p, err := s.pairOf(ctx, s.db, by, target)
	if err != nil {
		return 0, err
	}
	if err := p.check(by, policy.Translate); err != nil {
		return 0, err
	}
	if err := s.bring(ctx, by, p); err != nil {
		return 0, err
	}
	saved := 0
	for _, d := range slices.Backward(drafts) { // as they were typed
		changed, err := s.changedAfter(ctx, p.source.ID, d)
		if err != nil {
			return saved, err
		}
		if changed {
			continue
		}
		_, err = s.Save(ctx, by, Edit{Target: target, Segment: d.UID, Version: d.Version, Text: d.Text, Split: true})
		switch {
		case err == nil:
			saved++
		case !stays(err):
			return saved, err
		}
	}
	return saved, nil
}

// stays reports whether a draft that could not be saved is for its author to
// look at.
func stays(err error) bool {
	_, invalid := errors.AsType[errs.Invalid](err)
	return invalid || errors.Is(err, errs.Conflict) || errors.Is(err, errs.Gone) || errors.Is(err, errs.Forbidden) || errors.Is(err, errs.NotFound)
}

// changedAfter reports whether the source of a draft was changed after it was
// typed: what it was typed for is not known.
func (s *Service) changedAfter(ctx context.Context, source content.PostID, d store.SegmentDraft) (bool, error) {
	seg, err := s.db.SourceSegment(ctx, source, d.UID)
	if errors.Is(err, errs.NotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	revision, err := s.db.RevisionAt(ctx, source, d.UpdatedAt)
	return seg.ChangedRevision > revision, err
}
