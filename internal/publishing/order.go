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

// Arrange puts works of a kind into this order; those that are not named
// follow in the order they had. An act with ID 0 changed nothing.
func (s *Service) Arrange(ctx context.Context, by account.User, kind content.Kind, order ...content.GroupID) (store.Act, error) {
	return s.arrange(ctx, by, kind, func(works []content.Group) ([]content.Group, error) {
		for _, id := range order {
			if standing(works, id) < 0 {
				return nil, fmt.Errorf("group %d is no %s: %w", id, kind, errs.NotFound)
			}
		}
		slices.SortStableFunc(works, func(a, b content.Group) int { return rank(order, a.ID) - rank(order, b.ID) })
		return works, nil
	})
}

// Shift moves a work so many places on in the order of its kind, or back. It
// stops at the ends.
func (s *Service) Shift(ctx context.Context, by account.User, kind content.Kind, id content.GroupID, places int) (store.Act, error) {
	return s.arrange(ctx, by, kind, func(works []content.Group) ([]content.Group, error) {
		return shift(works, standing(works, id), places)
	})
}

// shift moves the item at an index so many places on, or back.
func shift[T any](items []T, at, places int) ([]T, error) {
	if at < 0 {
		return nil, fmt.Errorf("what is to be moved: %w", errs.NotFound)
	}
	to := min(max(0, at+places), len(items)-1)
	item := items[at]
	return slices.Insert(slices.Delete(items, at, at+1), to, item), nil
}

func standing(works []content.Group, id content.GroupID) int {
	return slices.IndexFunc(works, func(g content.Group) bool { return g.ID == id })
}

// rank returns where id stands in order, or behind it.
func rank[T comparable](order []T, id T) int {
	if i := slices.Index(order, id); i >= 0 {
		return i
	}
	return len(order)
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
