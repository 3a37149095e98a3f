package workbench

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// SuggestSource suggests another text for the source of a segment: "the source
// is wrong".
func (s *Service) SuggestSource(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, text string) error {
	text, err := cleaned(text)
	if err != nil {
		return err
	}
	if text == "" {
		return errs.Invalid{"text": "SuggestionEmpty"}
	}
	return s.toSource(ctx, by, target, id, func(made *store.Suggestion, _ store.TargetSegment) { made.Text = text })
}

// Offer asks the author of a source to review it: its translation was improved
// (translation 2.7). The suggestion has the text of the translation, which
// stays a text of its language whatever becomes of the translation.
func (s *Service) Offer(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID) error {
	return s.toSource(ctx, by, target, id, func(made *store.Suggestion, row store.TargetSegment) { made.Text, made.Offered = row.Text, true })
}

// toSource adds a suggestion for a source, with the text that fill gives it,
// unless the same one is open.
func (s *Service) toSource(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, fill func(*store.Suggestion, store.TargetSegment)) error {
	return s.do(ctx, func(tx *store.Tx) error {
		p, err := s.pairOf(ctx, tx, by, target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.Suggest); err != nil {
			return err
		}
		source, err := tx.SourceSegment(ctx, p.source.ID, id)
		if err != nil {
			return err
		}
		row, err := tx.TargetSegment(ctx, target, id)
		if err != nil {
			return err
		}
		made := store.Suggestion{
			PostID: p.source.ID, UID: id, FromID: target, UserID: by.ID, At: s.now(), BaseText: source.Text,
		}
		fill(&made, row)
		open, err := tx.SuggestionsFor(ctx, p.source.ID, id, shownSuggestions)
		if err != nil {
			return err
		}
		for _, other := range open {
			if other.Status == "open" && other.FromID == target && other.Offered == made.Offered && other.Text == made.Text {
				return nil
			}
		}
		_, err = tx.AddSuggestion(ctx, made)
		return err
	})
}

// SourceEdit returns a source with a suggestion for it taken over, to be saved
// by its author as any edit is. One that is in the language of the translation
// is Invalid.
func (s *Service) SourceEdit(ctx context.Context, by account.User, id int64) (Changes, error) {
	var c Changes
	err := s.do(ctx, func(tx *store.Tx) error {
		found, p, err := s.forSource(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := usable(found); err != nil {
			return err
		}
		segments, err := tx.SourceSegments(ctx, p.ID, false)
		if err != nil {
			return err
		}
		tags, err := tx.TagsOf(ctx, p.ID)
		if err != nil {
			return err
		}
		c = Changes{Post: p.ID, Revision: p.Revision, Fields: p.Fields(nil), Public: public(p)}
		for _, t := range tags {
			c.Fields.Tags = append(c.Fields.Tags, t.Name)
		}
		return replace(&c.Fields, segments, found.UID, found.Text)
	})
	return c, err
}

// usable returns Invalid for a suggestion whose text is in another language
// than the post that it is for.
func usable(found store.Suggestion) error {
	if found.Offered {
		return errs.Invalid{"text": "SuggestionOtherLanguage"}
	}
	return nil
}

// replace puts a text in the place of a segment of a source.
func replace(f *content.Fields, segments []store.SourceSegment, id translation.SegmentID, text string) error {
	for _, source := range segments {
		if source.UID == id && source.Kind.Field() {
			*f.Text(source.Kind.Name()) = text
			return nil
		}
	}
	doc, err := parse(f.Body)
	if err != nil {
		return err
	}
	whole := translation.Linked(doc, bodyIDs(segments))
	slot := whole.Index(id)
	if slot < 0 || whole.Check() != nil {
		return errs.Gone
	}
	if whole, err = whole.Put(slot, text, false); err != nil {
		return errs.Invalid{"text": "SegmentDoesNotFit"}
	}
	f.Body = whole.Doc.Source
	return nil
}

// SettleForSource says what became of a suggestion for a source. With it both
// sides of the segment are in step again.
func (s *Service) SettleForSource(ctx context.Context, by account.User, id int64, accepted bool, reason string) error {
	reason, err := cleaned(reason)
	if err != nil {
		return err
	}
	return s.do(ctx, func(tx *store.Tx) error {
		found, p, err := s.forSource(ctx, tx, by, id)
		if err != nil {
			return err
		}
		found.Status, found.DecidedBy, found.DecidedAt, found.Reason = "rejected", by.ID, s.nowPointer(), reason
		if accepted {
			found.Status = "accepted"
		}
		if err := tx.DecideSuggestion(ctx, found); err != nil || found.FromID == 0 {
			return err
		}
		return s.putInStep(ctx, tx, by, p.ID, found.FromID, found.UID)
	})
}

// InStep says, with the author of a source, that both sides of a segment mean
// the same.
func (s *Service) InStep(ctx context.Context, by account.User, source, target content.PostID, id translation.SegmentID) error {
	return s.do(ctx, func(tx *store.Tx) error {
		if _, _, err := s.authored(ctx, tx, by, source); err != nil {
			return err
		}
		return s.putInStep(ctx, tx, by, source, target, id)
	})
}

func (s *Service) putInStep(ctx context.Context, tx *store.Tx, by account.User, source, target content.PostID, id translation.SegmentID) error {
	seg, err := tx.SourceSegment(ctx, source, id)
	if err != nil {
		return err
	}
	if _, err := tx.LockTranslation(ctx, target); err != nil {
		return err
	}
	row, err := tx.TargetSegment(ctx, target, id)
	if err != nil {
		return err
	}
	was := row
	what := row.PutInStep(seg.Kind, seg.Text)
	if what == "" {
		return nil
	}
	row.Version++
	if err := tx.SaveTargetSegments(ctx, row); err != nil {
		return err
	}
	if err := tx.AddSegmentEvents(ctx, eventOf(was, row, what, by.ID, s.now())); err != nil {
		return err
	}
	return tx.Recount(ctx, source, target)
}
