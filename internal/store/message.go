package store

import (
	"context"
	"time"

	"verso/internal/content"
)

// deskMessages changes with what readers wrote.
const deskMessages Key = "admin:messages"

// A Tray is a part of the messages.
type Tray string

// The trays.
const (
	Arrived  Tray = "arrived"  // to be read
	PutAway  Tray = "archived" // done with
	HeldBack Tray = "spam"     // most likely advertisements
)

func (t Tray) condition() string {
	switch t {
	case PutAway:
		return `archived_at IS NOT NULL AND NOT is_spam`
	case HeldBack:
		return `is_spam`
	}
	return `archived_at IS NULL AND NOT is_spam`
}

const messageColumns = `id, locale, name, email, subject, body, created_at, read_at, archived_at, is_spam`

// Messages returns what readers wrote, newest first.
func (r reads) Messages(ctx context.Context, tray Tray, limit, offset int) ([]content.Message, error) {
	var messages []content.Message
	err := r.q.SelectContext(ctx, &messages, `
		SELECT `+messageColumns+` FROM messages WHERE `+tray.condition()+` ORDER BY id DESC LIMIT $1 OFFSET $2`, limit, offset)
	return messages, wrap(err, "messages")
}

// CountMessages counts the messages of a tray, and those that nobody has read.
func (r reads) CountMessages(ctx context.Context, tray Tray) (all, unread int, err error) {
	var n struct{ Messages, Unread int }
	err = r.q.GetContext(ctx, &n, `
		SELECT COUNT(*) AS messages, COUNT(*) - COUNT(read_at) AS unread FROM messages WHERE `+tray.condition())
	return n.Messages, n.Unread, wrap(err, "count messages")
}

// Message returns what a reader wrote.
func (r reads) Message(ctx context.Context, id int64) (content.Message, error) {
	var m content.Message
	err := r.q.GetContext(ctx, &m, `SELECT `+messageColumns+` FROM messages WHERE id = $1`, id)
	return m, one(err, "message %d", id)
}

// HasMessage reports whether somebody wrote the same text since a time.
func (r reads) HasMessage(ctx context.Context, body string, since time.Time) (bool, error) {
	var n int
	err := r.q.GetContext(ctx, &n, `SELECT COUNT(*) FROM messages WHERE body = $1 AND created_at > $2`, body, since)
	return n > 0, wrap(err, "messages of one text")
}

// AddMessage keeps what a reader wrote. No public page shows it.
func (tx *Tx) AddMessage(ctx context.Context, m content.Message, now time.Time) error {
	tx.touch(deskMessages)
	_, err := tx.exec(ctx, `
		INSERT INTO messages (locale, name, email, subject, body, created_at, is_spam) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		m.Locale, m.Name, m.Email, m.Subject, m.Body, now, m.IsSpam)
	return wrap(err, "add message")
}

// SaveMessage keeps what people did with a message.
func (tx *Tx) SaveMessage(ctx context.Context, m content.Message) error {
	tx.touch(deskMessages)
	_, err := tx.exec(ctx, `UPDATE messages SET read_at = $2, archived_at = $3, is_spam = $4 WHERE id = $1`,
		m.ID, m.ReadAt, m.ArchivedAt, m.IsSpam)
	return wrap(err, "save message %d", m.ID)
}

// RemoveMessage deletes a message for good.
func (tx *Tx) RemoveMessage(ctx context.Context, id int64) error {
	tx.touch(deskMessages)
	_, err := tx.exec(ctx, `DELETE FROM messages WHERE id = $1`, id)
	return wrap(err, "remove message %d", id)
}
