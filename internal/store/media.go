package store

import (
	"context"
	"time"

	"verso/internal/content"
)

const mediaColumns = `media.id, media.hash, media.name, media.type, media.width, media.height, media.bytes`

// MediaByHash returns the file with this content.
func (r reads) MediaByHash(ctx context.Context, hash string) (content.Media, error) {
	var m content.Media
	err := r.q.GetContext(ctx, &m, `SELECT `+mediaColumns+` FROM media WHERE hash = $1`, hash)
	return m, one(err, "media %s", hash)
}

// MediaOf returns what the references in a post's text stand for.
func (r reads) MediaOf(ctx context.Context, id content.PostID) (map[string]content.Media, error) {
	var rows []struct {
		content.Media
		Ref string
	}
	NoteUse(ctx, postKey(id))
	err := r.q.SelectContext(ctx, &rows, `
		SELECT `+mediaColumns+`, post_media.ref FROM post_media JOIN media ON media.id = post_media.media_id
		WHERE post_media.post_id = $1`, id)
	files := map[string]content.Media{}
	for _, row := range rows {
		files[row.Ref] = row.Media
	}
	return files, wrap(err, "media of post %d", id)
}

// AddMedia adds a file, or returns the one with the same content.
func (tx *Tx) AddMedia(ctx context.Context, m content.Media, now time.Time) (content.Media, error) {
	err := tx.add(ctx, &m.ID, `
		INSERT INTO media (hash, name, type, width, height, bytes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (hash) DO UPDATE SET hash = excluded.hash
		RETURNING id`, m.Hash, m.Name, m.Type, m.Width, m.Height, m.Bytes, now)
	return m, wrap(err, "add media %s", m.Name)
}

// SavePostMedia says what the references in a post's text stand for.
func (tx *Tx) SavePostMedia(ctx context.Context, id content.PostID, files map[string]content.MediaID) error {
	tx.touch(postKey(id))
	if _, err := tx.exec(ctx, `DELETE FROM post_media WHERE post_id = $1`, id); err != nil {
		return wrap(err, "clear media of post %d", id)
	}
	for ref, file := range files {
		if _, err := tx.exec(ctx, `INSERT INTO post_media (post_id, ref, media_id) VALUES ($1, $2, $3)`, id, ref, file); err != nil {
			return wrap(err, "media of post %d", id)
		}
	}
	return nil
}
