package store

import (
	"context"
	"time"

	"verso/internal/content"
)

// LockMedia returns a file, removed or not, and keeps others from changing it
// meanwhile.
func (tx *Tx) LockMedia(ctx context.Context, id content.MediaID) (m content.Media, removed bool, err error) {
	var row struct {
		content.Media
		RemovedAt *time.Time
	}
	err = tx.q.GetContext(ctx, &row, `UPDATE media SET bytes = bytes WHERE id = $1 RETURNING `+mediaReturn+`, removed_at`, id)
	return row.Media, row.RemovedAt != nil, one(err, "media %d", id)
}

// SaveMediaText says what a file shows in a locale; a text without words is
// forgotten. It changes the posts of that locale that show it.
func (tx *Tx) SaveMediaText(ctx context.Context, id content.MediaID, t content.MediaText) error {
	tx.touch(deskMedia)
	if err := tx.touchShowing(ctx, `SELECT post_id FROM post_media JOIN posts ON posts.id = post_media.post_id
		WHERE media_id = $1 AND posts.locale = $2`, id, t.Locale); err != nil {
		return err
	}
	if t.Alt == "" && t.Caption == "" {
		_, err := tx.exec(ctx, `DELETE FROM media_texts WHERE media_id = $1 AND locale = $2`, id, t.Locale)
		return wrap(err, "forget text of media %d", id)
	}
	_, err := tx.exec(ctx, `
		INSERT INTO media_texts (media_id, locale, alt, caption) VALUES ($1, $2, $3, $4)
		ON CONFLICT (media_id, locale) DO UPDATE SET alt = excluded.alt, caption = excluded.caption`,
		id, t.Locale, t.Alt, t.Caption)
	return wrap(err, "text of media %d in %s", id, t.Locale)
}

// SaveMediaSizes says which smaller copies of a file there are.
func (tx *Tx) SaveMediaSizes(ctx context.Context, id content.MediaID, sizes content.Sizes) error {
	tx.touch(deskMedia)
	if err := tx.touchShowing(ctx, `SELECT post_id FROM post_media WHERE media_id = $1`, id); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `UPDATE media SET sizes = $2 WHERE id = $1`, id, sizes)
	return wrap(err, "sizes of media %d", id)
}

// touchShowing notes that the posts change that a query finds.
func (tx *Tx) touchShowing(ctx context.Context, query string, args ...any) error {
	var posts []content.PostID
	err := tx.q.SelectContext(ctx, &posts, query, args...)
	for _, id := range posts {
		tx.touch(postKey(id))
	}
	return wrap(err, "posts that show media")
}

// RemoveMedia takes a file out of the library until it is put back or
// forgotten. References of texts that no longer show it go.
func (tx *Tx) RemoveMedia(ctx context.Context, id content.MediaID, now time.Time) error {
	tx.touch(deskMedia)
	if _, err := tx.exec(ctx, `DELETE FROM post_media WHERE media_id = $1`, id); err != nil {
		return wrap(err, "remove media %d", id)
	}
	_, err := tx.exec(ctx, `UPDATE media SET removed_at = $2 WHERE id = $1`, id, now)
	return wrap(err, "remove media %d", id)
}

// RestoreMedia puts a removed file back. Its smaller copies are to be made.
func (tx *Tx) RestoreMedia(ctx context.Context, id content.MediaID) error {
	tx.touch(deskMedia)
	_, err := tx.exec(ctx, `UPDATE media SET removed_at = NULL, sizes = '?' WHERE id = $1`, id)
	return wrap(err, "restore media %d", id)
}

// ForgetMedia deletes a file that was removed, for good; errs.NotFound when it
// was put back meanwhile. Nobody sees it: it is no change of the site.
func (tx *Tx) ForgetMedia(ctx context.Context, id content.MediaID) error {
	err := tx.q.GetContext(ctx, &id, `DELETE FROM media WHERE id = $1 AND removed_at IS NOT NULL RETURNING id`, id)
	return one(err, "forget media %d", id)
}

// RemovedMedia returns the files that were removed before a moment.
func (r reads) RemovedMedia(ctx context.Context, before time.Time) ([]content.Media, error) {
	var files []content.Media
	err := r.q.SelectContext(ctx, &files, `SELECT `+mediaColumns+` FROM media WHERE removed_at < $1 ORDER BY id LIMIT 1000`, before)
	return files, wrap(err, "removed media")
}

// MediaAfter returns the files that follow an identifier, by identifier, those
// whose smaller copies nobody has made yet or all: a part of them.
func (r reads) MediaAfter(ctx context.Context, after content.MediaID, unknown bool, limit int) ([]content.Media, error) {
	query := `SELECT ` + mediaColumns + ` FROM media WHERE id > $1 AND removed_at IS NULL`
	if unknown {
		query += ` AND sizes = '?'`
	}
	var files []content.Media
	err := r.q.SelectContext(ctx, &files, query+` ORDER BY id LIMIT $2`, after, limit)
	return files, wrap(err, "media after %d", after)
}
