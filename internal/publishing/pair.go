package publishing

import (
	"context"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// AcceptPair links a pair that an import found; see Link.
func (s *Service) AcceptPair(ctx context.Context, by account.User, p store.NearPair) (store.Act, error) {
	var act store.Act
	err := s.do(ctx, func(tx *store.Tx) (err error) {
		if err := offered(ctx, tx, p); err != nil {
			return err
		}
		act, err = s.link(ctx, tx, by, p.A, p.B)
		return err
	})
	return act, err
}

// DismissPair says that a pair is two works. It is not offered again.
func (s *Service) DismissPair(ctx context.Context, by account.User, p store.NearPair) (store.Act, error) {
	var act store.Act
	err := s.do(ctx, func(tx *store.Tx) (err error) {
		if err := offered(ctx, tx, p); err != nil {
			return err
		}
		if err := s.mayLink(ctx, tx, by, p); err != nil {
			return err
		}
		now := s.now()
		if err := tx.DismissNearPair(ctx, p, &now); err != nil {
			return err
		}
		act, err = s.remember(ctx, tx, by, kindDismiss, p)
		return err
	})
	return act, err
}

// undoDismiss offers a pair again.
func (s *Service) undoDismiss(ctx context.Context, tx *store.Tx, by account.User, p store.NearPair) error {
	if err := s.mayLink(ctx, tx, by, p); err != nil {
		return movedOn(err)
	}
	return tx.DismissNearPair(ctx, p, nil)
}

// offered returns NotFound for a pair that waits for nobody.
func offered(ctx context.Context, tx *store.Tx, p store.NearPair) error {
	waits, err := tx.HasNearPair(ctx, p)
	if err == nil && !waits {
		err = fmt.Errorf("near pair %d, %d: %w", p.A, p.B, errs.NotFound)
	}
	return err
}

// mayLink asks whether by may link both posts.
func (s *Service) mayLink(ctx context.Context, tx *store.Tx, by account.User, p store.NearPair) error {
	if err := tx.LockPosts(ctx, p.A, p.B); err != nil {
		return err
	}
	for _, id := range []content.PostID{p.A, p.B} {
		if _, err := s.subjectOf(ctx, tx, by, policy.ArrangePost, id); err != nil {
			return err
		}
	}
	return nil
}
