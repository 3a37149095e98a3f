package publishing

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/site"
	"verso/internal/store"
)

// kindMenu is the act of a menu that was changed.
const kindMenu = "menu"

// menuChange is the menu before and after an act.
type menuChange struct {
	Before, After []site.MenuItem
}

// startPages is how many pages stand in the menu of a site whose owner made
// none.
const startPages = 4

// StartMenu makes the menu of what readers see without one. It is a Conflict
// when there is a menu.
func (s *Service) StartMenu(ctx context.Context, by account.User) (store.Act, error) {
	return s.changeMenu(ctx, by, func(tx *store.Tx, menu []site.MenuItem) ([]site.MenuItem, error) {
		if len(menu) > 0 {
			return nil, fmt.Errorf("there is a menu: %w", errs.Conflict)
		}
		add := func(item site.MenuItem) {
			item.ID = int64(len(menu) + 1)
			menu = append(menu, item)
		}
		add(site.MenuItem{Kind: site.ToSection, Section: site.Articles})
		projects, err := tx.WorksInOrder(ctx, content.Project)
		if err != nil {
			return nil, err
		}
		if len(projects) > 0 {
			add(site.MenuItem{Kind: site.ToSection, Section: site.Projects})
		}
		pages, err := tx.WorksInOrder(ctx, content.Page)
		if err != nil {
			return nil, err
		}
		for _, g := range pages[:min(startPages, len(pages))] {
			add(site.MenuItem{Kind: site.ToWork, Group: g.ID})
		}
		add(site.MenuItem{Kind: site.ToSection, Section: site.ContactForm})
		return menu, nil
	})
}

// ClearMenu leaves the menu to the site again.
func (s *Service) ClearMenu(ctx context.Context, by account.User) (store.Act, error) {
	return s.changeMenu(ctx, by, func(*store.Tx, []site.MenuItem) ([]site.MenuItem, error) { return nil, nil })
}

// SaveMenuItem adds an item at the end, when its ID is 0, or changes one.
// errs.Invalid names its fields "section", "work", "address" and
// "label-pt-br".
func (s *Service) SaveMenuItem(ctx context.Context, by account.User, item site.MenuItem) (int64, store.Act, error) {
	var id int64
	act, err := s.changeMenu(ctx, by, func(tx *store.Tx, menu []site.MenuItem) ([]site.MenuItem, error) {
		item := item // the act may be tried again
		at := menuPlace(menu, item.ID)
		switch {
		case item.ID == 0 && len(menu) >= site.MaxMenu:
			return nil, errs.Invalid{"menu": "MenuTooLong"}
		case item.ID == 0:
			item.ID, at = nextItem(menu), len(menu)
			menu = append(menu, item)
		case at < 0:
			return nil, fmt.Errorf("menu item %d: %w", item.ID, errs.NotFound)
		}
		var err error
		if item, err = checkItem(ctx, tx, item); err != nil {
			return nil, err
		}
		menu[at], id = item, item.ID
		return menu, nil
	})
	return id, act, err
}

// nextItem returns an identifier that no item has.
func nextItem(menu []site.MenuItem) int64 {
	next := int64(1)
	for _, item := range menu {
		next = max(next, item.ID+1)
	}
	return next
}

// checkItem returns an item as it is kept, or what has to be mended.
func checkItem(ctx context.Context, tx *store.Tx, item site.MenuItem) (site.MenuItem, error) {
	bad := errs.Invalid{}
	kept := site.MenuItem{ID: item.ID, Kind: item.Kind, Labels: map[locale.Tag]string{}}
	switch item.Kind {
	case site.ToSection:
		kept.Section = item.Section
		if !slices.Contains(site.InMenu(), item.Section) {
			bad["section"] = "MenuTargetRequired"
		}
	case site.ToWork:
		kept.Group = item.Group
		variants, err := tx.Variants(ctx, item.Group)
		if err != nil {
			return kept, err
		}
		if len(variants) == 0 {
			bad["work"] = "MenuTargetRequired"
		}
	case site.ToAddress:
		if kept.Address = oneLine(item.Address); !content.ValidTarget(kept.Address) {
			bad["address"] = "MenuAddressInvalid"
		}
	default:
		return kept, fmt.Errorf("menu items of kind %q: %w", item.Kind, errs.NotFound)
	}
	for _, l := range slices.Sorted(maps.Keys(item.Labels)) {
		if err := knownLocale(ctx, tx, l); err != nil {
			return kept, err
		}
		label := oneLine(item.Labels[l])
		switch {
		case label == "":
			continue
		case !content.CleanLine(label):
			bad["label-"+l.Path()] = "TextInvalid"
		case utf8.RuneCountInString(label) > site.MaxLabel:
			bad["label-"+l.Path()] = "PostFieldTooLong"
		}
		kept.Labels[l] = label
	}
	if item.Kind == site.ToAddress && len(kept.Labels) == 0 {
		bad["label"] = "MenuLabelRequired"
	}
	if len(bad) > 0 {
		return kept, bad
	}
	return kept, nil
}

// RemoveMenuItem takes an item out of the menu.
func (s *Service) RemoveMenuItem(ctx context.Context, by account.User, id int64) (store.Act, error) {
	return s.changeMenu(ctx, by, func(_ *store.Tx, menu []site.MenuItem) ([]site.MenuItem, error) {
		at := menuPlace(menu, id)
		if at < 0 {
			return nil, fmt.Errorf("menu item %d: %w", id, errs.NotFound)
		}
		return slices.Delete(menu, at, at+1), nil
	})
}

// ArrangeMenu puts items into this order among themselves; the others stay
// where they are. An act with ID 0 changed nothing.
func (s *Service) ArrangeMenu(ctx context.Context, by account.User, order ...int64) (store.Act, error) {
	return s.changeMenu(ctx, by, func(_ *store.Tx, menu []site.MenuItem) ([]site.MenuItem, error) {
		return among(menu, func(item site.MenuItem) int64 { return item.ID }, order)
	})
}

func menuPlace(menu []site.MenuItem, id int64) int {
	return slices.IndexFunc(menu, func(item site.MenuItem) bool { return item.ID == id })
}

func (s *Service) changeMenu(ctx context.Context, by account.User, change func(*store.Tx, []site.MenuItem) ([]site.MenuItem, error)) (store.Act, error) {
	var act store.Act
	if err := policy.Check(by, policy.ManageMenu, policy.Object{}); err != nil {
		return act, err
	}
	err := s.do(ctx, func(tx *store.Tx) error {
		act = store.Act{}
		if err := tx.LockMenu(ctx); err != nil {
			return err
		}
		before, err := tx.Menu(ctx)
		if err != nil {
			return err
		}
		after, err := change(tx, slices.Clone(before))
		if err != nil || slices.EqualFunc(before, after, site.MenuItem.Equal) {
			return err
		}
		if act, err = s.remember(ctx, tx, by, kindMenu, menuChange{before, after}); err != nil {
			return err
		}
		return tx.SaveMenu(ctx, after)
	})
	return act, err
}

// undoMenu brings the menu back that was, unless it has changed since.
func (s *Service) undoMenu(ctx context.Context, tx *store.Tx, by account.User, u menuChange) error {
	if err := policy.Check(by, policy.ManageMenu, policy.Object{}); err != nil {
		return err
	}
	if err := tx.LockMenu(ctx); err != nil {
		return err
	}
	now, err := tx.Menu(ctx)
	if err != nil {
		return err
	}
	if !slices.EqualFunc(now, u.After, site.MenuItem.Equal) {
		return fmt.Errorf("the menu has changed: %w", ErrMovedOn)
	}
	return movedOn(tx.SaveMenu(ctx, u.Before))
}
