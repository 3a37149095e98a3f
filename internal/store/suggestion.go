package store

import (
	"context"
	"time"

	"verso/internal/content"
	"verso/internal/translation"
)

// A Suggestion is another text for a segment, of a translation or, where
// PostID is the source, of the source itself.
type Suggestion struct {
	ID        int64
	PostID    content.PostID // whose text it would be
	UID       translation.SegmentID
	FromID    content.PostID // of one for a source: the translation that was better
	Offered   bool           // Text is that of the translation, in its language: to be looked at, never to be put into PostID
	UserID    content.UserID
	At        time.Time
	Text      string
	BaseText  string // what the text was when it was made
	Status    string // "open", "accepted", "rejected"
	DecidedBy content.UserID
	DecidedAt *time.Time
	Reason    string // of a refusal
	MadeOfIt  string // what was accepted in the end
}

const suggestionColumns = `id, post_id, uid, from_id, offered, user_id, at, text, base_text, status, decided_by, decided_at, reason, made_of_it`

// SuggestionsFor returns the suggestions for a segment of a post, open ones
// first, then the newest; uid 0 asks for those of every segment.
func (r reads) SuggestionsFor(ctx context.Context, post content.PostID, uid translation.SegmentID, limit int) ([]Suggestion, error) {
	var all []Suggestion
	err := r.q.SelectContext(ctx, &all, `
		SELECT `+suggestionColumns+` FROM suggestions WHERE post_id = $1 AND (uid = $2 OR $2 = 0)
		ORDER BY CASE WHEN status = 'open' THEN 0 ELSE 1 END, id DESC LIMIT $3`, post, uid, limit)
	return all, wrap(err, "suggestions for post %d", post)
}

// OpenSuggestions counts the open suggestions for the segments of a post.
func (r reads) OpenSuggestions(ctx context.Context, post content.PostID) (map[translation.SegmentID]int, error) {
	return r.countBySegment(ctx, `SELECT uid, COUNT(*) AS n FROM suggestions WHERE post_id = $1 AND status = 'open' GROUP BY uid`, post)
}

// LockSuggestion returns a suggestion and keeps others from deciding on it.
func (tx *Tx) LockSuggestion(ctx context.Context, id int64) (Suggestion, error) {
	var s Suggestion
	err := tx.q.GetContext(ctx, &s, `UPDATE suggestions SET status = status WHERE id = $1 RETURNING `+suggestionColumns, id)
	return s, one(err, "suggestion %d", id)
}

// AddSuggestion adds an open suggestion.
func (tx *Tx) AddSuggestion(ctx context.Context, s Suggestion) (Suggestion, error) {
	s.Status = "open"
	tx.touch(deskTranslation(s.PostID), deskTranslations)
	err := tx.add(ctx, &s.ID, `
		INSERT INTO suggestions (post_id, uid, from_id, offered, user_id, at, text, base_text, status)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open') RETURNING id`, s.PostID, s.UID, s.FromID, s.Offered, s.UserID, s.At, s.Text, s.BaseText)
	if err != nil {
		return s, wrap(err, "add suggestion")
	}
	return s, tx.countSuggestions(ctx, s.PostID)
}

// DecideSuggestion keeps what became of a suggestion.
func (tx *Tx) DecideSuggestion(ctx context.Context, s Suggestion) error {
	tx.touch(deskTranslation(s.PostID), deskTranslations)
	_, err := tx.exec(ctx, `
		UPDATE suggestions SET status = $2, decided_by = $3, decided_at = $4, reason = $5, made_of_it = $6 WHERE id = $1`,
		s.ID, s.Status, s.DecidedBy, s.DecidedAt, s.Reason, s.MadeOfIt)
	if err != nil {
		return wrap(err, "suggestion %d", s.ID)
	}
	return tx.countSuggestions(ctx, s.PostID)
}

func (tx *Tx) countSuggestions(ctx context.Context, target content.PostID) error {
	_, err := tx.exec(ctx, `
		UPDATE translations SET suggestions = (SELECT COUNT(*) FROM suggestions WHERE post_id = $1 AND status = 'open')
		WHERE target_id = $1`, target)
	return wrap(err, "count suggestions for post %d", target)
}

// countBySegment runs a query that counts by segment.
func (r reads) countBySegment(ctx context.Context, query string, args ...any) (map[translation.SegmentID]int, error) {
	var rows []struct {
		UID translation.SegmentID
		N   int
	}
	err := r.q.SelectContext(ctx, &rows, query, args...)
	counts := map[translation.SegmentID]int{}
	for _, row := range rows {
		counts[row.UID] = row.N
	}
	return counts, wrap(err, "count by segment")
}
