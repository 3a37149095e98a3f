package publishing

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/policy"
	"verso/internal/store"
)

// Attend notes that somebody is writing at a post, or has left it. It keeps
// nobody out: there are no locks (translation 2.12).
func (s *Service) Attend(ctx context.Context, by account.User, id content.PostID, here bool) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		if _, err := s.subjectOf(ctx, tx, by, policy.EditPost, id); err != nil {
			return err
		}
		if here {
			return tx.See(ctx, id, by.ID, s.now())
		}
		return tx.Leave(ctx, id, by.ID)
	})
}
