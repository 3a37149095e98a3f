package publishing

import (
	"context"
	"errors"

	"verso/internal/account"
	"verso/internal/store"
)

// do runs an act in one transaction, again where the database could not take
// it beside another.
func (s *Service) do(ctx context.Context, act func(tx *store.Tx) error) error {
	return s.db.Retry(ctx, decided, act)
}

// decided reports whether a conflict is one that the service found, which
// stays however often it looks.
func decided(err error) bool {
	_, stale := errors.AsType[*Stale](err)
	_, same := errors.AsType[*SameLocale](err)
	return stale || same || errors.Is(err, ErrMovedOn) || errors.Is(err, ErrStatus)
}

// remember notes an act that can be undone.
func (s *Service) remember(ctx context.Context, tx *store.Tx, by account.User, kind string, undo any) (store.Act, error) {
	return tx.Remember(ctx, by.ID, kind, undo, s.now())
}
