package workbench

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/policy"
	"verso/internal/store"
)

// Rebuild forgets what is known of the translations of a source beside the
// texts, and works it out again from them: for an operator, when Verify finds
// a fault. No text changes by it; what translators have made of a text that
// readers see and not published is refused to be lost, with ErrMovedOn.
func (s *Service) Rebuild(ctx context.Context, by account.User, source content.PostID) error {
	if err := policy.Check(by, policy.ManageSite, policy.Object{}); err != nil {
		return err
	}
	translations, err := s.db.TranslationsOf(ctx, source)
	if err != nil {
		return err
	}
	err = s.do(ctx, func(tx *store.Tx) error {
		for _, t := range translations {
			locked, err := tx.LockTranslation(ctx, t.TargetID)
			if err != nil {
				return err
			}
			if locked.Body != nil || locked.Fields != nil {
				return ErrMovedOn
			}
		}
		return tx.RemoveNotes(ctx, source)
	})
	if err != nil {
		return err
	}
	for _, t := range translations {
		if err := s.attendTarget(ctx, t.TargetID); err != nil {
			return err
		}
	}
	return nil
}
