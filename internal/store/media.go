package store

import (
	"context"
	"time"

	"verso/internal/content"
)

const mediaColumns = `media.id, media.hash, media.name, media.type, media.width, media.height, media.bytes, media.sizes, media.user_id`

// mediaReturn is mediaColumns for RETURNING.
const mediaReturn = `id, hash, name, type, width, height, bytes, sizes, user_id`

// inPosts are files as texts refer to them, with what is said of each in the
// text's locale.
const inPosts = `
	SELECT ` + mediaColumns + `, post_media.post_id, post_media.ref,
		COALESCE(media_texts.alt, '') AS alt, COALESCE(media_texts.caption, '') AS caption
	FROM post_media
		JOIN media ON media.id = post_media.media_id
		JOIN posts ON posts.id = post_media.post_id
		LEFT JOIN media_texts ON media_texts.media_id = media.id AND media_texts.locale = posts.locale
	WHERE post_media.post_id`

// mediaInPost is a row of inPosts.
type mediaInPost struct {
	content.Media
	PostID content.PostID
	Ref    string
}

// MediaByHash returns the file with this content.
func (r reads) MediaByHash(ctx context.Context, hash string) (content.Media, error) {
	var m content.Media
	err := r.q.GetContext(ctx, &m, `SELECT `+mediaColumns+` FROM media WHERE hash = $1 AND removed_at IS NULL`, hash)
	return m, one(err, "media %s", hash)
}

// MediaOf returns what the references in a post's text stand for.
func (r reads) MediaOf(ctx context.Context, id content.PostID) (map[string]content.Media, error) {
	var rows []mediaInPost
	NoteUse(ctx, postKey(id))
	err := r.q.SelectContext(ctx, &rows, inPosts+` = $1`, id)
	files := map[string]content.Media{}
	for _, row := range rows {
		files[row.Ref] = row.Media
	}
	return files, wrap(err, "media of post %d", id)
}

// AddMedia adds a file, or returns the one with the same content: it keeps
// the name it came with first, and its owner. One that was removed is back.
func (tx *Tx) AddMedia(ctx context.Context, m content.Media, now time.Time) (content.Media, error) {
	tx.touch(deskMedia)
	err := tx.add(ctx, &m, `
		INSERT INTO media (hash, name, type, width, height, bytes, user_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (hash) DO UPDATE SET
			sizes = CASE WHEN media.removed_at IS NULL THEN media.sizes ELSE '?' END, removed_at = NULL
		RETURNING `+mediaReturn, m.Hash, m.Name, m.Type, m.Width, m.Height, m.Bytes, m.UserID, now)
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
