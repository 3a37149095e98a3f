package store

import (
	"context"
	"time"

	"verso/internal/content"
	"verso/internal/translation"
)

// A SegmentEvent is something that happened to a segment in a language. It
// stays as long as the post, so that no text is ever lost.
type SegmentEvent struct {
	ID       int64
	TargetID content.PostID
	UID      translation.SegmentID
	UserID   content.UserID // 0: the program
	At       time.Time
	What     translation.What
	OldText  string
	NewText  string
	OldState translation.State
	NewState translation.State
	Reason   translation.Reason // of NewState
	Note     string             // what the person said
	Version  int64              // of the segment, afterwards
	BatchID  ActID              // the act it was a part of; 0: an act by itself
}

// SetAside is what happened to a text that came too late to be a segment's:
// somebody else had saved another.
const SetAside translation.What = "set-aside"

const eventColumns = `id, target_id, uid, user_id, at, what, old_text, new_text, old_state, new_state, reason, note, version, batch_id`

// SegmentEvents returns what happened to a segment in a language, the newest
// first.
func (r reads) SegmentEvents(ctx context.Context, target content.PostID, uid translation.SegmentID, limit int) ([]SegmentEvent, error) {
	var events []SegmentEvent
	err := r.q.SelectContext(ctx, &events, `
		SELECT `+eventColumns+` FROM seg_events WHERE target_id = $1 AND uid = $2 ORDER BY id DESC LIMIT $3`, target, uid, limit)
	return events, wrap(err, "events of segment %d", uid)
}

// TextAt returns the text that a segment had at a version of it; "" for one
// that it never had.
func (r reads) TextAt(ctx context.Context, target content.PostID, uid translation.SegmentID, version int64) (string, error) {
	var texts []string
	err := r.q.SelectContext(ctx, &texts, `
		SELECT new_text FROM seg_events WHERE target_id = $1 AND uid = $2 AND version <= $3 AND what <> $4
		ORDER BY version DESC, id DESC LIMIT 1`, target, uid, version, SetAside)
	if err != nil || len(texts) == 0 {
		return "", wrap(err, "segment %d at version %d", uid, version)
	}
	return texts[0], nil
}

// NewestNotes returns the last thing that was said in events of a kind, by
// segment of a translation.
func (r reads) NewestNotes(ctx context.Context, target content.PostID, what translation.What) (map[translation.SegmentID]string, error) {
	var rows []struct {
		UID  translation.SegmentID
		Note string
	}
	err := r.q.SelectContext(ctx, &rows, `SELECT uid, note FROM seg_events WHERE target_id = $1 AND what = $2 ORDER BY id`, target, what)
	notes := map[translation.SegmentID]string{}
	for _, row := range rows {
		notes[row.UID] = row.Note
	}
	return notes, wrap(err, "notes on translation %d", target)
}

// BatchEvents returns what an act did, in order.
func (r reads) BatchEvents(ctx context.Context, batch ActID) ([]SegmentEvent, error) {
	var events []SegmentEvent
	err := r.q.SelectContext(ctx, &events, `SELECT `+eventColumns+` FROM seg_events WHERE batch_id = $1 ORDER BY id`, batch)
	return events, wrap(err, "events of act %d", batch)
}

// AddSegmentEvents writes down what happens.
func (tx *Tx) AddSegmentEvents(ctx context.Context, events ...SegmentEvent) error {
	rows := make([][]any, len(events))
	for i, e := range events {
		rows[i] = []any{e.TargetID, e.UID, e.UserID, e.At, e.What, e.OldText, e.NewText, e.OldState, e.NewState, e.Reason, e.Note, e.Version, e.BatchID}
	}
	err := tx.execRows(ctx, rowsStatement{
		head: `INSERT INTO seg_events (target_id, uid, user_id, at, what, old_text, new_text, old_state, new_state, reason, note, version, batch_id) VALUES`,
		row:  `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	}, rows)
	return wrap(err, "add %d events", len(events))
}

// AddTranslator notes that somebody has worked on a translation.
func (tx *Tx) AddTranslator(ctx context.Context, target content.PostID, user content.UserID, now time.Time) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO translators (target_id, user_id, edited_at) VALUES ($1, $2, $3)
		ON CONFLICT (target_id, user_id) DO UPDATE SET edited_at = excluded.edited_at`, target, user, now)
	return wrap(err, "translator %d of post %d", user, target)
}

// Translators returns who has worked on a translation, the last first.
func (r reads) Translators(ctx context.Context, target content.PostID) ([]content.UserID, error) {
	var users []content.UserID
	err := r.q.SelectContext(ctx, &users, `
		SELECT user_id FROM translators WHERE target_id = $1 ORDER BY edited_at DESC, user_id`, target)
	return users, wrap(err, "translators of post %d", target)
}
