package store

import (
	"context"
	"database/sql"

	"verso/internal/content"
	"verso/internal/locale"
)

const groupColumns = `id, kind, position, key, source_id`

// Group returns a work by its identifier.
func (r reads) Group(ctx context.Context, id content.GroupID) (content.Group, error) {
	var g content.Group
	NoteUse(ctx, groupKey(id))
	err := r.q.GetContext(ctx, &g, `SELECT `+groupColumns+` FROM post_groups WHERE id = $1`, id)
	return g, one(err, "group %d", id)
}

// GroupByKey returns the work that an import linked under key.
func (r reads) GroupByKey(ctx context.Context, kind content.Kind, key string) (content.Group, error) {
	var g content.Group
	err := r.q.GetContext(ctx, &g, `
		SELECT `+groupColumns+` FROM post_groups WHERE key = $1 AND kind = $2 ORDER BY id LIMIT 1`, key, kind)
	return g, one(err, "group %q", key)
}

// AddGroup adds a work and returns it with its identifier.
func (tx *Tx) AddGroup(ctx context.Context, g content.Group) (content.Group, error) {
	groups := []content.Group{g}
	err := tx.AddGroups(ctx, groups)
	return groups[0], err
}

// AddGroups adds works and gives them their identifiers.
func (tx *Tx) AddGroups(ctx context.Context, groups []content.Group) error {
	tx.touch(sitemapKey)
	type work struct { // those that are alike may get each other's identifier
		Kind     content.Kind
		Position int
		Key      string
		SourceID sql.NullInt64
	}
	waiting := map[work][]int{}
	rows := make([][]any, len(groups))
	for i, g := range groups {
		w := work{Kind: g.Kind, Position: g.Position, Key: g.Key}
		if g.SourceID != nil {
			w.SourceID = sql.NullInt64{Int64: int64(*g.SourceID), Valid: true}
		}
		waiting[w] = append(waiting[w], i)
		rows[i] = []any{g.Kind, g.Position, g.Key, g.SourceID}
	}
	type added struct {
		ID content.GroupID
		work
	}
	err := selectRows(ctx, tx, rowsStatement{
		`INSERT INTO post_groups (kind, position, key, source_id) VALUES`, `(?, ?, ?, ?)`,
		`RETURNING id, kind, position, key, source_id`,
	}, rows, func(a added) {
		groups[waiting[a.work][0]].ID = a.ID
		waiting[a.work] = waiting[a.work][1:]
	})
	return wrap(err, "add %d groups", len(groups))
}

// SaveGroup changes a work's place, key or source.
func (tx *Tx) SaveGroup(ctx context.Context, g content.Group) error {
	variants, err := tx.Variants(ctx, g.ID)
	if err != nil {
		return err
	}
	tx.touch(groupKey(g.ID), sitemapKey)
	for _, p := range variants {
		tx.touch(listKey(p.Locale, p.Kind)) // its place in the list
	}
	_, err = tx.exec(ctx, `UPDATE post_groups SET kind = $2, position = $3, key = $4, source_id = $5 WHERE id = $1`,
		g.ID, g.Kind, g.Position, g.Key, g.SourceID)
	return wrap(err, "save group %d", g.ID)
}

// A MissingRead says how many readers wanted a work in a locale it is not in.
type MissingRead struct {
	GroupID content.GroupID
	Locale  locale.Tag
	Readers int64
}

// MissingReads returns what readers wanted, most wanted first.
func (r reads) MissingReads(ctx context.Context, limit int) ([]MissingRead, error) {
	var wanted []MissingRead
	err := r.q.SelectContext(ctx, &wanted, `
		SELECT group_id, locale, readers FROM missing_reads ORDER BY readers DESC, group_id, locale LIMIT $1`, limit)
	return wanted, wrap(err, "missing reads")
}

// AddMissingRead adds readers to a count. It is not a change of the site.
func (tx *Tx) AddMissingRead(ctx context.Context, m MissingRead) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO missing_reads (group_id, locale, readers)
		SELECT id, CAST($2 AS TEXT), CAST($3 AS BIGINT) FROM post_groups WHERE id = $1
		ON CONFLICT (group_id, locale) DO UPDATE SET readers = missing_reads.readers + excluded.readers`,
		m.GroupID, m.Locale, m.Readers)
	return wrap(err, "missing read of group %d", m.GroupID)
}
