package store

import (
	"context"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
)

const tokenColumns = `hash, purpose, user_id, email, data, created_at, expires_at`

// Token returns the token of a hashed secret.
func (r reads) Token(ctx context.Context, hash string) (account.Token, error) {
	var t account.Token
	err := r.q.GetContext(ctx, &t, `SELECT `+tokenColumns+` FROM tokens WHERE hash = $1`, hash)
	return t, one(err, "token")
}

// AddToken keeps a token.
func (tx *Tx) AddToken(ctx context.Context, t account.Token) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO tokens (hash, purpose, user_id, email, data, created_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		t.Hash, t.Purpose, t.UserID, t.Email, t.Data, t.CreatedAt, t.ExpiresAt)
	return wrap(err, "add token")
}

// TakeToken removes a token and reports whether it was there: of two that
// use one at the same time, one gets it.
func (tx *Tx) TakeToken(ctx context.Context, hash string) (bool, error) {
	done, err := tx.q.ExecContext(ctx, `DELETE FROM tokens WHERE hash = $1`, hash)
	if err != nil {
		return false, wrap(err, "take token")
	}
	n, err := done.RowsAffected()
	return n == 1, wrap(err, "take token")
}

// RemoveTokens forgets the tokens of somebody for a purpose.
func (tx *Tx) RemoveTokens(ctx context.Context, user content.UserID, p account.Purpose) error {
	_, err := tx.q.ExecContext(ctx, `DELETE FROM tokens WHERE user_id = $1 AND purpose = $2`, user, p)
	return wrap(err, "remove tokens")
}

const passkeyColumns = `id, user_id, name, credential, created_at, used_at`

// Passkeys returns the passkeys of somebody, the newest first.
func (r reads) Passkeys(ctx context.Context, user content.UserID) ([]account.Passkey, error) {
	var keys []account.Passkey
	err := r.q.SelectContext(ctx, &keys, `
		SELECT `+passkeyColumns+` FROM passkeys WHERE user_id = $1 ORDER BY created_at DESC, id`, user)
	return keys, wrap(err, "passkeys of user %d", user)
}

// AddPasskey keeps a passkey; one that is known already is errs.Conflict.
func (tx *Tx) AddPasskey(ctx context.Context, k account.Passkey) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO passkeys (id, user_id, name, credential, created_at) VALUES ($1, $2, $3, $4, $5)`,
		k.ID, k.UserID, k.Name, k.Credential, k.CreatedAt)
	return wrap(err, "add passkey")
}

// UsePasskey notes that a passkey was used, with what it says of itself now;
// errs.NotFound where it was removed meanwhile.
func (tx *Tx) UsePasskey(ctx context.Context, id, credential string, at time.Time) error {
	var used string
	err := tx.q.GetContext(ctx, &used, `UPDATE passkeys SET credential = $2, used_at = $3 WHERE id = $1 RETURNING id`, id, credential, at)
	return one(err, "passkey")
}

// RemovePasskey forgets a passkey of somebody; errs.NotFound where they have
// none of that name (trust T2).
func (tx *Tx) RemovePasskey(ctx context.Context, user content.UserID, id string) error {
	var gone string
	err := tx.q.GetContext(ctx, &gone, `DELETE FROM passkeys WHERE user_id = $1 AND id = $2 RETURNING id`, user, id)
	return one(err, "passkey of user %d", user)
}

// A Letter is mail that waits to be sent.
type Letter struct {
	ID        int64
	UserID    *content.UserID // whom it is for; nil for an address of the site
	Address   string
	Locale    locale.Tag // of its words
	Subject   string
	Body      string
	CreatedAt time.Time
	DueAt     time.Time // not before
	Tries     int
}

const letterColumns = `id, user_id, address, locale, subject, body, created_at, due_at, tries`

// AddLetter queues a letter. It goes out only if the act is committed.
func (tx *Tx) AddLetter(ctx context.Context, l Letter) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO letters (user_id, address, locale, subject, body, created_at, due_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		l.UserID, l.Address, l.Locale, l.Subject, l.Body, l.CreatedAt, l.DueAt)
	return wrap(err, "add letter")
}

// LettersDue returns the letters to send now, the oldest first.
func (r reads) LettersDue(ctx context.Context, now time.Time, limit int) ([]Letter, error) {
	var letters []Letter
	err := r.q.SelectContext(ctx, &letters, `
		SELECT `+letterColumns+` FROM letters WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2`, now, limit)
	return letters, wrap(err, "letters due")
}

// ClaimLetter puts a letter off until a time and reports whether it was still
// due: of two instances that want to send it, one does.
func (tx *Tx) ClaimLetter(ctx context.Context, l Letter, until time.Time) (bool, error) {
	done, err := tx.q.ExecContext(ctx, `UPDATE letters SET due_at = $2, tries = tries + 1 WHERE id = $1 AND tries = $3`, l.ID, until, l.Tries)
	if err != nil {
		return false, wrap(err, "claim letter %d", l.ID)
	}
	n, err := done.RowsAffected()
	return n == 1, wrap(err, "claim letter %d", l.ID)
}

// RemoveLetter forgets a letter.
func (tx *Tx) RemoveLetter(ctx context.Context, id int64) error {
	_, err := tx.q.ExecContext(ctx, `DELETE FROM letters WHERE id = $1`, id)
	return wrap(err, "remove letter %d", id)
}
