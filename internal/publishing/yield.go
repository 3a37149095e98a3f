package publishing

import (
	"context"
	"errors"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// Yield is the way out of *Stale that lets the other text stand (trust R6).
// What the person wrote, which is their draft, becomes a revision all the same,
// and what was there the one after it: nothing that either wrote is lost. The
// address, the date and the tags never change on the way. seen is the revision
// of the other text; *Stale says that there is a newer one again.
func (s *Service) Yield(ctx context.Context, by account.User, id content.PostID, seen int) error {
	return s.do(ctx, func(tx *store.Tx) error {
		if err := tx.LockPosts(ctx, id); err != nil {
			return err
		}
		sub, err := s.subjectOf(ctx, tx, by, policy.EditPost, id)
		if err != nil {
			return err
		}
		draft, err := tx.Draft(ctx, by.ID, DraftKey(id))
		if errors.Is(err, errs.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		theirs := sub.fields()
		mine := theirs
		for _, name := range merged {
			take(&mine, draft.Fields, name)
		}
		if mine.Title == "" {
			mine.Title = theirs.Title
		}
		p, err := s.save(ctx, tx, by, Edit{Post: id, Revision: seen, Fields: mine})
		if err != nil {
			return err
		}
		if _, err := s.save(ctx, tx, by, Edit{Post: id, Revision: p.Revision, Fields: theirs}); err != nil {
			return err
		}
		return tx.RemoveDraft(ctx, by.ID, DraftKey(id))
	})
}
