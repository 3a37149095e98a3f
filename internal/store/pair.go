package store

import (
	"context"
	"time"

	"verso/internal/content"
)

// A NearPair is two posts of different works that are likely one: only the way
// their files are named differs. A is the lower identifier.
type NearPair struct {
	A, B content.PostID
}

// Pair returns the pair of two posts, in order.
func Pair(a, b content.PostID) NearPair { return NearPair{A: min(a, b), B: max(a, b)} }

// openPairs are the pairs that nobody has decided on and that can still be
// linked: of two works of one kind, which are in no locale both, and not in
// the trash.
const openPairs = `
	FROM near_pairs AS n JOIN posts AS a ON a.id = n.a_id JOIN posts AS b ON b.id = n.b_id
	WHERE n.dismissed_at IS NULL AND a.group_id <> b.group_id AND a.kind = b.kind
		AND a.status <> 'trashed' AND b.status <> 'trashed'
		AND NOT EXISTS (
			SELECT 1 FROM posts AS x JOIN posts AS y ON y.locale = x.locale
			WHERE x.group_id = a.group_id AND y.group_id = b.group_id)`

// NearPairs returns the pairs that wait for somebody to decide, the newest
// works first.
func (r reads) NearPairs(ctx context.Context, limit, offset int) ([]NearPair, error) {
	var pairs []NearPair
	err := r.q.SelectContext(ctx, &pairs, `
		SELECT n.a_id AS a, n.b_id AS b `+openPairs+` ORDER BY n.b_id DESC, n.a_id DESC LIMIT $1 OFFSET $2`, limit, offset)
	return pairs, wrap(err, "near pairs")
}

// CountNearPairs returns how many there are.
func (r reads) CountNearPairs(ctx context.Context) (int, error) {
	var n int
	err := r.q.GetContext(ctx, &n, `SELECT COUNT(*) `+openPairs)
	return n, wrap(err, "number of near pairs")
}

// HasNearPair reports whether a pair waits for somebody to decide.
func (r reads) HasNearPair(ctx context.Context, p NearPair) (bool, error) {
	var n int
	err := r.q.GetContext(ctx, &n, `SELECT COUNT(*) `+openPairs+` AND n.a_id = $1 AND n.b_id = $2`, p.A, p.B)
	return n > 0, wrap(err, "near pair %d, %d", p.A, p.B)
}

// AddNearPair offers two posts as one work. A pair that was dismissed once is
// not offered again.
func (tx *Tx) AddNearPair(ctx context.Context, p NearPair, now time.Time) error {
	tx.touch(deskPosts)
	_, err := tx.exec(ctx, `
		INSERT INTO near_pairs (a_id, b_id, found_at) VALUES ($1, $2, $3) ON CONFLICT (a_id, b_id) DO NOTHING`, p.A, p.B, now)
	return wrap(err, "near pair %d, %d", p.A, p.B)
}

// DismissNearPair keeps a pair from being offered; a nil time offers it again.
func (tx *Tx) DismissNearPair(ctx context.Context, p NearPair, at *time.Time) error {
	tx.touch(deskPosts)
	_, err := tx.exec(ctx, `UPDATE near_pairs SET dismissed_at = $3 WHERE a_id = $1 AND b_id = $2`, p.A, p.B, at)
	return wrap(err, "dismiss near pair %d, %d", p.A, p.B)
}
