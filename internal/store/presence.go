package store

import (
	"context"
	"strconv"
	"time"

	"verso/internal/content"
)

// PresenceLife is how long somebody counts as being at a post after they were
// last seen there (translation 2.12).
const PresenceLife = 45 * time.Second

// presenceKey changes when somebody comes to a post or leaves it.
func presenceKey(id content.PostID) Key {
	return Key("admin:presence:" + strconv.FormatInt(int64(id), 10))
}

// Present returns who else is at a post, in the order of their names.
func (r reads) Present(ctx context.Context, id content.PostID, but content.UserID, now time.Time) ([]string, error) {
	var names []string
	err := r.q.SelectContext(ctx, &names, `
		SELECT users.name FROM presence JOIN users ON users.id = presence.user_id
		WHERE presence.post_id = $1 AND presence.user_id <> $2 AND presence.seen_at > $3
		ORDER BY LOWER(users.name), users.id`, id, but, now.Add(-PresenceLife))
	return names, wrap(err, "present at post %d", id)
}

// See notes that somebody is at a post. Only coming is told to others: staying
// is no change.
func (tx *Tx) See(ctx context.Context, id content.PostID, user content.UserID, now time.Time) error {
	var before []time.Time
	if err := tx.q.SelectContext(ctx, &before, `SELECT seen_at FROM presence WHERE post_id = $1 AND user_id = $2`, id, user); err != nil {
		return wrap(err, "presence at post %d", id)
	}
	write := tx.q.ExecContext
	if len(before) == 0 || !before[0].After(now.Add(-PresenceLife)) {
		tx.touch(presenceKey(id))
		write = tx.exec
	}
	_, err := write(ctx, `
		INSERT INTO presence (post_id, user_id, seen_at) VALUES ($1, $2, $3)
		ON CONFLICT (post_id, user_id) DO UPDATE SET seen_at = excluded.seen_at`, id, user, now)
	return wrap(err, "see at post %d", id)
}

// Leave notes that somebody has left a post.
func (tx *Tx) Leave(ctx context.Context, id content.PostID, user content.UserID) error {
	tx.touch(presenceKey(id))
	_, err := tx.exec(ctx, `DELETE FROM presence WHERE post_id = $1 AND user_id = $2`, id, user)
	return wrap(err, "leave post %d", id)
}
