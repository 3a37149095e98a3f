package store

import (
	"context"
	"encoding/json"
	"time"

	"verso/internal/content"
)

// An ActID names something that was done.
type ActID int64

// An Act is something that was done and can be undone.
type Act struct {
	ID       ActID
	UserID   content.UserID // who did it
	Kind     string
	Undo     string // what undoing needs, as JSON of the service that did it
	At       time.Time
	UndoneAt *time.Time
}

const actColumns = `id, user_id, kind, undo, at, undone_at`

// Act returns what was done.
func (r reads) Act(ctx context.Context, id ActID) (Act, error) {
	var a Act
	err := r.q.GetContext(ctx, &a, `SELECT `+actColumns+` FROM acts WHERE id = $1`, id)
	return a, one(err, "act %d", id)
}

// LockAct returns what was done, and keeps others from undoing it meanwhile.
func (tx *Tx) LockAct(ctx context.Context, id ActID) (Act, error) {
	var a Act
	err := tx.q.GetContext(ctx, &a, `UPDATE acts SET undone_at = undone_at WHERE id = $1 RETURNING `+actColumns, id)
	return a, one(err, "act %d", id)
}

// AddAct remembers what the transaction does. It is no change by itself.
func (tx *Tx) AddAct(ctx context.Context, a Act) (Act, error) {
	err := tx.q.GetContext(ctx, &a.ID, `
		INSERT INTO acts (user_id, kind, undo, at) VALUES ($1, $2, $3, $4) RETURNING id`, a.UserID, a.Kind, a.Undo, a.At)
	return a, wrap(err, "add act %s", a.Kind)
}

// Remember is AddAct with what undoing needs as a value of its service.
func (tx *Tx) Remember(ctx context.Context, by content.UserID, kind string, undo any, at time.Time) (Act, error) {
	data, err := json.Marshal(undo)
	if err != nil {
		return Act{}, err
	}
	return tx.AddAct(ctx, Act{UserID: by, Kind: kind, Undo: string(data), At: at})
}

// MarkUndone notes that an act was undone.
func (tx *Tx) MarkUndone(ctx context.Context, id ActID, now time.Time) error {
	_, err := tx.q.ExecContext(ctx, `UPDATE acts SET undone_at = $2 WHERE id = $1`, id, now)
	return wrap(err, "undone act %d", id)
}

// RemoveActsBefore forgets the acts that are too old to be undone.
func (tx *Tx) RemoveActsBefore(ctx context.Context, before time.Time) error {
	_, err := tx.q.ExecContext(ctx, `DELETE FROM acts WHERE at < $1`, before)
	return wrap(err, "forget old acts")
}
