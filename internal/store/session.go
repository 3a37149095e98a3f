package store

import (
	"context"
	"time"

	"verso/internal/account"
	"verso/internal/content"
)

const sessionColumns = `id, hash, user_id, device, address, created_at, seen_at, expires_at`

// Session returns the session of a hashed secret.
func (r reads) Session(ctx context.Context, hash string) (account.Session, error) {
	var s account.Session
	err := r.q.GetContext(ctx, &s, `SELECT `+sessionColumns+` FROM sessions WHERE hash = $1`, hash)
	return s, one(err, "session")
}

// Sessions returns where somebody is signed in, the last seen first.
func (r reads) Sessions(ctx context.Context, user content.UserID, now time.Time) ([]account.Session, error) {
	var sessions []account.Session
	err := r.q.SelectContext(ctx, &sessions, `
		SELECT `+sessionColumns+` FROM sessions
		WHERE user_id = $1 AND expires_at > $2 AND seen_at > $3
		ORDER BY seen_at DESC, id DESC`, user, now, now.Add(-account.SessionIdle))
	return sessions, wrap(err, "sessions of user %d", user)
}

// Holders returns who holds the sessions of these hashes, with identifier, role
// and grants alone. A session that is over, or somebody's who is disabled, has
// no holder.
func (r reads) Holders(ctx context.Context, hashes []string, now time.Time) (map[string]account.User, error) {
	if len(hashes) == 0 {
		return nil, nil
	}
	query, args, err := r.in(`
		SELECT sessions.hash, users.id, users.role FROM sessions JOIN users ON users.id = sessions.user_id
		WHERE sessions.hash IN (?) AND sessions.expires_at > ? AND sessions.seen_at > ? AND users.disabled_at IS NULL`,
		hashes, now, now.Add(-account.SessionIdle))
	if err != nil {
		return nil, wrap(err, "holders of sessions")
	}
	var rows []struct {
		Hash string
		account.User
	}
	if err := r.q.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, wrap(err, "holders of sessions")
	}
	users := make([]*account.User, len(rows))
	for i := range rows {
		users[i] = &rows[i].User
	}
	if err := r.addGrants(ctx, users); err != nil {
		return nil, err
	}
	holders := make(map[string]account.User, len(rows))
	for _, row := range rows {
		holders[row.Hash] = row.User
	}
	return holders, nil
}

// AddSession keeps a session and returns it with its ID. Nobody else's page
// shows it: it is no change of the site.
func (tx *Tx) AddSession(ctx context.Context, s account.Session) (account.Session, error) {
	err := tx.q.GetContext(ctx, &s.ID, `
		INSERT INTO sessions (hash, user_id, device, address, created_at, seen_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		s.Hash, s.UserID, s.Device, s.Address, s.CreatedAt, s.SeenAt, s.ExpiresAt)
	return s, wrap(err, "add session")
}

// SeeSession notes that a session is in use.
func (tx *Tx) SeeSession(ctx context.Context, id int64, at time.Time) error {
	_, err := tx.q.ExecContext(ctx, `UPDATE sessions SET seen_at = $2 WHERE id = $1`, id, at)
	return wrap(err, "see session %d", id)
}

// RemoveSession ends one session of somebody; errs.NotFound where they have
// none of that number (trust T2).
func (tx *Tx) RemoveSession(ctx context.Context, user content.UserID, id int64) error {
	var gone int64
	err := tx.q.GetContext(ctx, &gone, `DELETE FROM sessions WHERE user_id = $1 AND id = $2 RETURNING id`, user, id)
	return one(err, "session %d of user %d", id, user)
}

// RemoveSessions ends every session of somebody but one; 0 spares none.
func (tx *Tx) RemoveSessions(ctx context.Context, user content.UserID, but int64) error {
	_, err := tx.q.ExecContext(ctx, `DELETE FROM sessions WHERE user_id = $1 AND id <> $2`, user, but)
	return wrap(err, "remove sessions of user %d", user)
}

// RemoveStale forgets the sessions, tokens and attempts whose time is over.
func (tx *Tx) RemoveStale(ctx context.Context, now time.Time) error {
	for _, old := range []struct {
		query string
		at    time.Time
	}{
		{`DELETE FROM sessions WHERE expires_at <= $1`, now},
		{`DELETE FROM sessions WHERE seen_at <= $1`, now.Add(-account.SessionIdle)},
		{`DELETE FROM tokens WHERE expires_at <= $1`, now},
		{`DELETE FROM attempts WHERE at <= $1`, now.Add(-24 * time.Hour)},
	} {
		if _, err := tx.q.ExecContext(ctx, old.query, old.at); err != nil {
			return wrap(err, "remove stale sessions")
		}
	}
	return nil
}

// LockAttempts keeps others from counting under a name until the transaction
// ends, so that tries made at the same time are counted one after the other;
// on SQLite nobody else writes anyway.
func (tx *Tx) LockAttempts(ctx context.Context, name string) error {
	if tx.dialect != postgresDialect {
		return nil
	}
	_, err := tx.q.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, name)
	return wrap(err, "lock attempts")
}

// AddAttempt counts a try under a name.
func (tx *Tx) AddAttempt(ctx context.Context, name string, at time.Time) error {
	_, err := tx.q.ExecContext(ctx, `INSERT INTO attempts (name, at) VALUES ($1, $2)`, name, at)
	return wrap(err, "add attempt")
}

// Attempts returns how many tries there were under a name since a time, and
// when the first of them was.
func (r reads) Attempts(ctx context.Context, name string, since time.Time) (n int, first time.Time, err error) {
	var at []time.Time
	err = r.q.SelectContext(ctx, &at, `SELECT at FROM attempts WHERE name = $1 AND at > $2 ORDER BY at`, name, since)
	if len(at) > 0 {
		first = at[0]
	}
	return len(at), first, wrap(err, "attempts")
}

// RemoveAttempts forgets the tries under a name.
func (tx *Tx) RemoveAttempts(ctx context.Context, name string) error {
	_, err := tx.q.ExecContext(ctx, `DELETE FROM attempts WHERE name = $1`, name)
	return wrap(err, "forget attempts")
}
