package publishing

import (
	"context"
	"fmt"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// kindOrder is the act of pages or projects that were put into another order.
const kindOrder = "order"

// reordered is where works stood before and after.
type reordered struct {
	Kind   content.Kind
	Before map[content.GroupID]int
	After  map[content.GroupID]int
}

// Arrange puts works of a kind into this order among themselves: they share
// the places that they have, and the others stay where they are. An act with
// ID 0 changed nothing.
func (s *Service) Arrange(ctx context.Context, by account.User, kind content.Kind, order ...content.GroupID) (store.Act, error) {
	return s.arrange(ctx, by, kind, func(works []content.Group) ([]content.Group, error) {
		return among(works, func(g content.Group) content.GroupID { return g.ID }, order)
	})
}

// among puts the items that order names into that order, in the places that
// they have. errs.NotFound says that it names others.
func among[T any, K comparable](items []T, key func(T) K, order []K) ([]T, error) {
	named := make([]T, 0, len(order))
	for i, k := range order {
		if slices.Contains(order[:i], k) {
			return nil, fmt.Errorf("%v twice in an order: %w", k, errs.NotFound)
		}
		at := slices.IndexFunc(items, func(item T) bool { return key(item) == k })
		if at < 0 {
			return nil, fmt.Errorf("%v to be put in order: %w", k, errs.NotFound)
		}
		named = append(named, items[at])
	}
	arranged := slices.Clone(items)
	for i, item := range items {
		if len(named) > 0 && slices.Contains(order, key(item)) {
			arranged[i], named = named[0], named[1:]
		}
	}
	return arranged, nil
}

func (s *Service) arrange(ctx context.Context, by account.User, kind content.Kind, change func([]content.Group) ([]content.Group, error)) (store.Act, error) {
	var act store.Act
	if err := policy.Check(by, policy.ManageMenu, policy.Object{}); err != nil {
		return act, err
	}
	err := s.do(ctx, func(tx *store.Tx) error {
		act = store.Act{}
		if err := tx.LockMenu(ctx); err != nil {
			return err
		}
		works, err := tx.WorksInOrder(ctx, kind)
		if err != nil {
			return err
		}
		before := slices.Clone(works)
		after, err := change(works)
		if err != nil || slices.EqualFunc(before, after, func(a, b content.Group) bool { return a.ID == b.ID }) {
			return err
		}
		done := reordered{Kind: kind, Before: places(before), After: map[content.GroupID]int{}}
		for i := range after {
			after[i].Position = i + 1
		}
		done.After = places(after)
		if act, err = s.remember(ctx, tx, by, kindOrder, done); err != nil {
			return err
		}
		return tx.SaveOrder(ctx, moved(after, done.Before))
	})
	return act, err
}

func places(works []content.Group) map[content.GroupID]int {
	at := map[content.GroupID]int{}
	for _, g := range works {
		at[g.ID] = g.Position
	}
	return at
}

// moved returns the works that are not where they were.
func moved(works []content.Group, before map[content.GroupID]int) []content.Group {
	return slices.DeleteFunc(works, func(g content.Group) bool { return before[g.ID] == g.Position })
}

// undoOrder puts works back, unless somebody has put them elsewhere since.
func (s *Service) undoOrder(ctx context.Context, tx *store.Tx, by account.User, u reordered) error {
	if err := policy.Check(by, policy.ManageMenu, policy.Object{}); err != nil {
		return err
	}
	if err := tx.LockMenu(ctx); err != nil {
		return err
	}
	works, err := tx.WorksInOrder(ctx, u.Kind)
	if err != nil {
		return err
	}
	now := places(works)
	for i, g := range works {
		at, known := u.After[g.ID]
		if known && at != g.Position {
			return fmt.Errorf("group %d is at %d, not %d: %w", g.ID, g.Position, at, ErrMovedOn)
		}
		if known {
			works[i].Position = u.Before[g.ID]
		}
	}
	return tx.SaveOrder(ctx, moved(works, now))
}
