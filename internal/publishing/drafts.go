package publishing

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// Limits of a draft: what is too long for a post can still be kept, to be
// shortened.
const (
	maxDraftBody = 4 * content.MaxBody // bytes
	maxDraftKey  = 100
)

// SaveDraft keeps what a person typed and has not saved. It is no change of
// the site, and nobody else's: d.UserID is by's.
func (s *Service) SaveDraft(ctx context.Context, by account.User, d store.Draft) error {
	if len(d.Fields.Body) > maxDraftBody {
		return errs.Invalid{"body": "PostBodyTooLong"}
	}
	if d.Key == "" || utf8.RuneCountInString(d.Key) > maxDraftKey || !content.CleanLine(d.Key) {
		return errs.Invalid{"key": "TextInvalid"}
	}
	d.UserID, d.UpdatedAt = by.ID, s.now()
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := s.mayDraft(ctx, tx, by, d.Key); err != nil {
			return err
		}
		return tx.SaveDraft(ctx, d)
	})
}

// mayDraft asks whether by may write what the draft is of.
func (s *Service) mayDraft(ctx context.Context, tx *store.Tx, by account.User, key string) error {
	if by.ID == 0 || !policy.Allows(by, policy.Enter, policy.Object{}) {
		return fmt.Errorf("draft %s: %w", key, errs.Forbidden)
	}
	id, ok := postOf(key)
	if !ok {
		return nil // of a new post: whether it may be begun is asked then
	}
	_, err := s.subjectOf(ctx, tx, by, policy.EditPost, id)
	return err
}

// postOf returns the post that a key of DraftKey is of.
func postOf(key string) (content.PostID, bool) {
	digits, ok := strings.CutPrefix(key, "post:")
	id, err := strconv.ParseInt(digits, 10, 64)
	return content.PostID(id), ok && err == nil
}

// DiscardDraft forgets a draft of the person's own.
func (s *Service) DiscardDraft(ctx context.Context, by account.User, key string) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error { return tx.RemoveDraft(ctx, by.ID, key) })
}
