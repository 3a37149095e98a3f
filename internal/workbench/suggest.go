package workbench

import (
	"context"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// suggest keeps a text beside the one that stands. Nothing of what readers get
// changes by it.
func (h *hand) suggest(ctx context.Context, tx *store.Tx, text string) (Saved, error) {
	if text == "" {
		return Saved{}, errs.Invalid{"text": "SuggestionEmpty"}
	}
	saved := h.saved(nil)
	saved.Suggested = true
	if text == h.row.Text {
		return saved, nil
	}
	open, err := tx.SuggestionsFor(ctx, h.row.TargetID, h.row.UID, 100)
	if err != nil {
		return saved, err
	}
	for _, other := range open {
		if other.Status == "open" && other.UserID == h.by.ID && other.Text == text {
			return saved, nil
		}
	}
	_, err = tx.AddSuggestion(ctx, store.Suggestion{
		PostID: h.row.TargetID, UID: h.row.UID, UserID: h.by.ID, At: h.s.now(), Text: text, BaseText: h.row.Text,
	})
	saved.Changed = true
	return saved, err
}

// AcceptSuggestion makes a suggestion the translation, as it is or edited; ""
// takes it as it is. version is that of the segment that the person saw. The
// person answers for it: it is translated, and of one who may approve somebody
// else's, approved.
func (s *Service) AcceptSuggestion(ctx context.Context, by account.User, target content.PostID, id, version int64, edited string) (Saved, error) {
	var saved Saved
	err := s.do(ctx, func(tx *store.Tx) error {
		found, h, err := s.takeSuggestion(ctx, tx, by, target, id)
		if err != nil {
			return err
		}
		if err := usable(found); err != nil { // from when the source was the other one
			return err
		}
		e := Edit{Target: target, Segment: found.UID, Version: version, Text: edited, Split: true}
		if edited == "" {
			e.Text = found.Text
		}
		if e.Text, err = cleaned(e.Text); err != nil {
			return err
		}
		if version != h.row.Version {
			return h.stale(ctx, tx, e)
		}
		approved := h.row.State == translation.Approved
		if saved, err = h.save(ctx, tx, e); err != nil {
			return err
		}
		if err := s.credit(ctx, tx, h, found, approved, &saved); err != nil {
			return err
		}
		found.Status, found.DecidedBy, found.DecidedAt, found.MadeOfIt = "accepted", by.ID, s.nowPointer(), h.row.Text
		return tx.DecideSuggestion(ctx, found)
	})
	return saved, err
}

// credit makes the person who suggested it the translator of a text, and
// approves it where an approved one stood.
func (s *Service) credit(ctx context.Context, tx *store.Tx, h *hand, found store.Suggestion, approved bool, saved *Saved) error {
	h.was = h.row
	h.row.EditorID = found.UserID
	what := wasAccepted
	if approved && h.may(policy.Approve) && (found.UserID != h.by.ID || h.mayApproveOwn()) {
		if ok, _ := h.row.Approve(h.source.Kind, h.source.Text); ok != "" {
			h.row.ReviewerID, h.row.ReviewedAt = h.by.ID, s.nowPointer()
		}
	}
	h.moved = false
	if err := h.keep(ctx, tx, what, "", 0); err != nil {
		return err
	}
	findings := saved.Segment.Findings
	*saved = h.saved(findings)
	saved.Changed = true
	return nil
}

// RejectSuggestion refuses a suggestion. Its author reads why.
func (s *Service) RejectSuggestion(ctx context.Context, by account.User, target content.PostID, id int64, reason string) error {
	reason, err := cleaned(reason)
	if err != nil {
		return err
	}
	if reason == "" {
		return errs.Invalid{"reason": "RejectionReasonRequired"}
	}
	return s.do(ctx, func(tx *store.Tx) error {
		found, _, err := s.takeSuggestion(ctx, tx, by, target, id)
		if err != nil {
			return err
		}
		found.Status, found.DecidedBy, found.DecidedAt, found.Reason = "rejected", by.ID, s.nowPointer(), reason
		return tx.DecideSuggestion(ctx, found)
	})
}

// takeSuggestion locks an open suggestion for a translation. Who may decide on
// it may translate; on one for an approved text, approve.
func (s *Service) takeSuggestion(ctx context.Context, tx *store.Tx, by account.User, target content.PostID, id int64) (store.Suggestion, *hand, error) {
	p, err := s.pairOf(ctx, tx, by, target)
	if err != nil {
		return store.Suggestion{}, nil, err
	}
	if err := p.check(by, policy.Translate); err != nil {
		return store.Suggestion{}, nil, err
	}
	found, err := tx.LockSuggestion(ctx, id)
	if err != nil {
		return found, nil, err
	}
	if found.PostID != target {
		return found, nil, fmt.Errorf("suggestion %d is for another post: %w", id, errs.NotFound)
	}
	if found.Status != "open" {
		return found, nil, fmt.Errorf("suggestion %d is %s: %w", id, found.Status, ErrMovedOn)
	}
	h, err := s.take(ctx, tx, by, target, found.UID, policy.Translate)
	if err == nil && h.row.State == translation.Approved {
		err = p.check(by, policy.Approve)
	}
	return found, h, err
}
