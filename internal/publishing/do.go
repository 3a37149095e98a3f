package publishing

import (
	"context"
	"encoding/json"
	"errors"

	"verso/internal/account"
	"verso/internal/errs"
	"verso/internal/store"
)

// tries is how often an act is tried that others got in the way of, as two
// people do who write the same title at once on PostgreSQL.
const tries = 4

// do runs an act in one transaction, again where the database could not take
// it beside another.
func (s *Service) do(ctx context.Context, act func(tx *store.Tx) error) error {
	var err error
	for range tries {
		err = s.db.Tx(ctx, act)
		if !errors.Is(err, errs.Conflict) || decided(err) {
			return err
		}
	}
	return err
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
	data, err := json.Marshal(undo)
	if err != nil {
		return store.Act{}, err
	}
	return tx.AddAct(ctx, store.Act{UserID: by.ID, Kind: kind, Undo: string(data), At: s.now()})
}
