package store

import (
	"context"
	"maps"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
)

// Menu returns the menu that the owner made, in order.
func (r reads) Menu(ctx context.Context) ([]site.MenuItem, error) {
	var rows []struct {
		ID      int64
		Kind    site.MenuKind
		Section site.Section
		GroupID *content.GroupID
		Address string
	}
	err := r.q.SelectContext(ctx, &rows, `SELECT id, kind, section, group_id, address FROM menu_items ORDER BY position, id`)
	if err != nil || len(rows) == 0 {
		return nil, wrap(err, "menu")
	}
	var labels []struct {
		ItemID int64
		Locale locale.Tag
		Label  string
	}
	if err := r.q.SelectContext(ctx, &labels, `SELECT item_id, locale, label FROM menu_labels`); err != nil {
		return nil, wrap(err, "labels of the menu")
	}
	items := make([]site.MenuItem, len(rows))
	for i, row := range rows {
		items[i] = site.MenuItem{ID: row.ID, Kind: row.Kind, Section: row.Section, Address: row.Address, Labels: map[locale.Tag]string{}}
		if row.GroupID != nil {
			items[i].Group = *row.GroupID
		}
		for _, label := range labels {
			if label.ItemID == row.ID {
				items[i].Labels[label.Locale] = label.Label
			}
		}
	}
	return items, nil
}

// SaveMenu puts these items in place of the menu. Every page shows it.
func (tx *Tx) SaveMenu(ctx context.Context, items []site.MenuItem) error {
	tx.touch(AllKeys, deskMenu)
	if _, err := tx.exec(ctx, `DELETE FROM menu_items`); err != nil {
		return wrap(err, "clear menu")
	}
	for i, item := range items {
		var group *content.GroupID
		if item.Group != 0 {
			group = &item.Group
		}
		_, err := tx.exec(ctx, `INSERT INTO menu_items (id, position, kind, section, group_id, address) VALUES ($1, $2, $3, $4, $5, $6)`,
			item.ID, i, item.Kind, item.Section, group, item.Address)
		if err != nil {
			return wrap(err, "menu item %d", item.ID)
		}
		for _, l := range slices.Sorted(maps.Keys(item.Labels)) {
			if _, err := tx.exec(ctx, `INSERT INTO menu_labels (item_id, locale, label) VALUES ($1, $2, $3)`, item.ID, l, item.Labels[l]); err != nil {
				return wrap(err, "label of menu item %d", item.ID)
			}
		}
	}
	return nil
}

// LockMenu keeps others from changing the menu, or the order of works, until
// the transaction ends.
func (tx *Tx) LockMenu(ctx context.Context) error {
	_, err := tx.q.ExecContext(ctx, `UPDATE site_version SET version = version WHERE id = 1`)
	return wrap(err, "lock menu")
}

// PublishedOf returns the published posts of these works in a locale, by work.
func (r reads) PublishedOf(ctx context.Context, l locale.Tag, groups []content.GroupID) (map[content.GroupID]content.Summary, error) {
	byGroup := map[content.GroupID]content.Summary{}
	if len(groups) == 0 {
		return byGroup, nil
	}
	noteEach(ctx, groups, groupKey)
	query, args, err := r.in(`
		SELECT `+summaryColumns+` FROM posts WHERE locale = ? AND group_id IN (?) AND status = 'published'`, l, groups)
	if err != nil {
		return nil, wrap(err, "works of the menu")
	}
	var posts []content.Summary
	err = r.q.SelectContext(ctx, &posts, query, args...)
	for _, p := range posts {
		byGroup[p.GroupID] = p
	}
	return byGroup, wrap(err, "works of the menu")
}

// WorksInOrder returns the works of a kind in the owner's order.
func (r reads) WorksInOrder(ctx context.Context, kind content.Kind) ([]content.Group, error) {
	var groups []content.Group
	err := r.q.SelectContext(ctx, &groups, `SELECT `+groupColumns+` FROM post_groups WHERE kind = $1 ORDER BY position, id`, kind)
	return groups, wrap(err, "%s in order", kind)
}

// SaveOrder gives works their places.
func (tx *Tx) SaveOrder(ctx context.Context, groups []content.Group) error {
	tx.touch(deskPosts)
	for _, g := range groups {
		if err := tx.SaveGroup(ctx, g); err != nil {
			return err
		}
	}
	return nil
}
