package store

import (
	"context"
	"time"

	"verso/internal/content"
)

// Messages returns what readers wrote, newest first, older than the message
// before (0 for the newest).
func (r reads) Messages(ctx context.Context, before int64, limit int) ([]content.Message, error) {
	var messages []content.Message
	err := r.q.SelectContext(ctx, &messages, `
		SELECT id, locale, name, email, subject, body, created_at, read_at FROM messages
		WHERE id < $1 OR $1 = 0 ORDER BY id DESC LIMIT $2`, before, limit)
	return messages, wrap(err, "messages")
}

// AddMessage keeps what a reader wrote. It is not a change of the site.
func (tx *Tx) AddMessage(ctx context.Context, m content.Message, now time.Time) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO messages (locale, name, email, subject, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		m.Locale, m.Name, m.Email, m.Subject, m.Body, now)
	return wrap(err, "add message")
}
