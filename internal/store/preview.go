package store

import (
	"context"
	"time"

	"verso/internal/content"
)

// A PreviewID names a preview link.
type PreviewID int64

// A PreviewLink lets whoever has it read a post that is not public (rule 63).
type PreviewLink struct {
	ID        PreviewID
	PostID    content.PostID
	UserID    content.UserID // who made it
	Secret    string         // that its token is signed with; it leaves the server in no form
	CreatedAt time.Time
	ExpiresAt time.Time
	RevokedAt *time.Time
}

const previewColumns = `id, post_id, user_id, secret, created_at, expires_at, revoked_at`

// PreviewLink returns a preview link, in force or not.
func (r reads) PreviewLink(ctx context.Context, id PreviewID) (PreviewLink, error) {
	var l PreviewLink
	err := r.q.GetContext(ctx, &l, `SELECT `+previewColumns+` FROM preview_links WHERE id = $1`, id)
	return l, one(err, "preview link %d", id)
}

// PreviewLinks returns the links to a post that are in force, the newest
// first.
func (r reads) PreviewLinks(ctx context.Context, id content.PostID, now time.Time) ([]PreviewLink, error) {
	var links []PreviewLink
	err := r.q.SelectContext(ctx, &links, `
		SELECT `+previewColumns+` FROM preview_links
		WHERE post_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY id DESC`, id, now)
	return links, wrap(err, "preview links of post %d", id)
}

// AddPreviewLink adds a link and returns it with its identifier.
func (tx *Tx) AddPreviewLink(ctx context.Context, l PreviewLink) (PreviewLink, error) {
	tx.touch(deskKey(l.PostID))
	err := tx.add(ctx, &l.ID, `
		INSERT INTO preview_links (post_id, user_id, secret, created_at, expires_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		l.PostID, l.UserID, l.Secret, l.CreatedAt, l.ExpiresAt)
	return l, wrap(err, "add preview link of post %d", l.PostID)
}

// RevokePreviewLink ends a link now.
func (tx *Tx) RevokePreviewLink(ctx context.Context, l PreviewLink, now time.Time) error {
	tx.touch(deskKey(l.PostID))
	_, err := tx.exec(ctx, `UPDATE preview_links SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL`, l.ID, now)
	return wrap(err, "revoke preview link %d", l.ID)
}
