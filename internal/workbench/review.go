package workbench

import (
	"context"
	"unicode/utf8"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// maxReason is how long what a reviewer or a commenter says may be, in
// characters.
const maxReason = 5000

// change takes a segment that is as the person saw it and does something to it
// that is no text.
func (s *Service) change(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, version int64, may policy.Action, act func(h *hand) (what translation.What, note string, err error)) (Saved, error) {
	links, err := s.leadsIn(ctx, target)
	if err != nil {
		return Saved{}, err
	}
	var saved Saved
	err = s.do(ctx, func(tx *store.Tx) error {
		h, err := s.take(ctx, tx, by, target, id, may)
		if err != nil {
			return err
		}
		if version != h.row.Version {
			return &Stale{Current: segmentOf(h.source, h.row), Base: h.row.Text, Mine: h.row.Text}
		}
		what, note, err := act(h)
		if err != nil {
			return err
		}
		if err := h.keep(ctx, tx, what, note, 0); err != nil {
			return err
		}
		h.links = links
		findings, err := h.findings(ctx, tx, h.row.Text, h.row.Fault)
		saved = h.saved(findings)
		return err
	})
	return saved, err
}

// Approve says that a translation is good. It has to be translated, from the
// source as it is, and by somebody else unless the site allows one's own:
// ErrNotYet and ErrOwnWork.
func (s *Service) Approve(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, version int64) (Saved, error) {
	return s.change(ctx, by, target, id, version, policy.Approve, (*hand).approve)
}

func (h *hand) approve() (translation.What, string, error) {
	if h.row.EditorID == h.by.ID && h.by.ID != 0 && !h.mayApproveOwn() {
		return "", "", ErrOwnWork
	}
	what, ok := h.row.Approve(h.source.Kind, h.source.Text)
	if !ok {
		return "", "", ErrNotYet
	}
	if what != "" {
		h.row.ReviewerID, h.row.ReviewedAt = h.by.ID, h.s.nowPointer()
	}
	return what, "", nil
}

// Reject sends a translation back to its translator, who reads why.
func (s *Service) Reject(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, version int64, reason string) (Saved, error) {
	reason, err := cleaned(reason)
	switch {
	case err != nil:
		return Saved{}, err
	case reason == "":
		return Saved{}, errs.Invalid{"reason": "RejectionReasonRequired"}
	case utf8.RuneCountInString(reason) > maxReason:
		return Saved{}, errs.Invalid{"reason": "PostFieldTooLong"}
	}
	return s.change(ctx, by, target, id, version, policy.Approve, func(h *hand) (translation.What, string, error) {
		if h.row.State == translation.Untranslated {
			return "", "", ErrNotYet
		}
		what := h.row.Reject()
		if what != "" {
			h.row.ReviewerID, h.row.ReviewedAt = h.by.ID, h.s.nowPointer()
		}
		return what, reason, nil
	})
}

// StillCorrect says of a translation that needs an edit that it needs none.
func (s *Service) StillCorrect(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, version int64) (Saved, error) {
	return s.change(ctx, by, target, id, version, policy.Translate, func(h *hand) (translation.What, string, error) {
		what := h.row.StillCorrect(h.source.Kind, h.source.Text)
		if what != "" {
			h.row.EditorID, h.row.EditedAt = h.by.ID, h.s.nowPointer()
		}
		return what, "", nil
	})
}

// Omit says that a segment is left out in this language on purpose, or (with
// false) that it is not.
func (s *Service) Omit(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, version int64, omitted bool) (Saved, error) {
	return s.change(ctx, by, target, id, version, policy.Translate, func(h *hand) (translation.What, string, error) {
		if h.row.Omitted == omitted {
			return "", "", nil
		}
		h.row.Omitted = omitted
		return wasOmitted, "", nil
	})
}
