package store

import (
	"context"
	"slices"
	"time"

	"verso/internal/content"
)

// LockPosts keeps others from changing posts until the transaction ends; on
// SQLite nobody else writes anyway. Whoever decides by what a post is, and
// then changes it, locks it first.
func (tx *Tx) LockPosts(ctx context.Context, ids ...content.PostID) error {
	if tx.dialect != postgresDialect || len(ids) == 0 {
		return nil
	}
	query, args, err := tx.in(`SELECT id FROM posts WHERE id IN (?) ORDER BY id FOR UPDATE`, slices.Sorted(slices.Values(ids)))
	if err != nil {
		return wrap(err, "lock posts")
	}
	var locked []content.PostID
	return wrap(tx.q.SelectContext(ctx, &locked, query, args...), "lock posts")
}

// RegroupPost makes a post a variant of another work, translated from source.
// It makes no revision: the text is the same, and nobody's save is in the way.
func (tx *Tx) RegroupPost(ctx context.Context, p content.Post, to content.GroupID, source *content.PostID) (content.Post, error) {
	if err := tx.touchPost(ctx, p); err != nil {
		return p, err
	}
	p.GroupID, p.SourceID = to, source
	_, err := tx.exec(ctx, `UPDATE posts SET group_id = $2, source_id = $3 WHERE id = $1`, p.ID, to, source)
	if err != nil {
		return p, wrap(err, "move post %d to group %d", p.ID, to)
	}
	return p, tx.touchPost(ctx, p)
}

// MoveMissingReads adds the readers who wanted a work to those of another, in
// the locales that this one is not in.
func (tx *Tx) MoveMissingReads(ctx context.Context, from, to content.GroupID) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO missing_reads (group_id, locale, readers)
		SELECT CAST($2 AS BIGINT), locale, readers FROM missing_reads
		WHERE group_id = $1 AND locale NOT IN (SELECT locale FROM posts WHERE group_id = $2)
		ON CONFLICT (group_id, locale) DO UPDATE SET readers = missing_reads.readers + excluded.readers`, from, to)
	return wrap(err, "readers of group %d", from)
}

// RemoveGroup removes a work that has no posts left; one that has is kept. What
// leads to it in the menu, which every page shows, goes with it.
func (tx *Tx) RemoveGroup(ctx context.Context, id content.GroupID) error {
	tx.touch(groupKey(id))
	var items int
	err := tx.q.GetContext(ctx, &items, `
		SELECT COUNT(*) FROM menu_items WHERE group_id = $1 AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.group_id = $1)`, id)
	if err != nil {
		return wrap(err, "menu items of group %d", id)
	}
	if items > 0 {
		tx.touch(AllKeys, deskMenu)
	}
	_, err = tx.exec(ctx, `
		DELETE FROM post_groups WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM posts WHERE group_id = $1)`, id)
	return wrap(err, "remove group %d", id)
}

// NextPosition returns the place of a new work behind the others of its kind;
// articles stand by their date and have none.
func (tx *Tx) NextPosition(ctx context.Context, kind content.Kind) (int, error) {
	if kind == content.Article {
		return 0, nil
	}
	var last int
	err := tx.q.GetContext(ctx, &last, `SELECT COALESCE(MAX(position), 0) FROM post_groups WHERE kind = $1`, kind)
	return last + 1, wrap(err, "last %s", kind)
}

// TrashedBefore returns posts that were put into the trash before a time, the
// oldest first: as many as one transaction may remove. Of some it is not known
// when; their last change stands in.
func (r reads) TrashedBefore(ctx context.Context, before time.Time) ([]content.PostID, error) {
	var old []content.PostID
	err := r.q.SelectContext(ctx, &old, `
		SELECT id FROM posts WHERE status = 'trashed' AND COALESCE(trashed_at, updated_at) < $1 ORDER BY id LIMIT 50`, before)
	return old, wrap(err, "posts in the trash")
}
