package store

import (
	"context"
	"time"

	"verso/internal/content"
	"verso/internal/translation"
)

// A Comment is what somebody said about a segment: of a translation, or of the
// source, for every language to read.
type Comment struct {
	ID         int64
	SourceID   content.PostID
	UID        translation.SegmentID
	TargetID   content.PostID // 0: on the source
	UserID     content.UserID
	At         time.Time
	Text       string
	ResolvedAt *time.Time
	ResolvedBy content.UserID
}

const commentColumns = `id, source_id, uid, target_id, user_id, at, text, resolved_at, resolved_by`

// Comments returns what was said about a segment of a source, by those of one
// target and by those who look at the source; the oldest first.
func (r reads) Comments(ctx context.Context, source content.PostID, uid translation.SegmentID, target content.PostID) ([]Comment, error) {
	var all []Comment
	err := r.q.SelectContext(ctx, &all, `
		SELECT `+commentColumns+` FROM comments WHERE source_id = $1 AND uid = $2 AND target_id IN (0, $3) ORDER BY id LIMIT 500`,
		source, uid, target)
	return all, wrap(err, "comments on segment %d", uid)
}

// Questions returns the comments on a source that are not resolved, the oldest
// first: what translators ask its author.
func (r reads) Questions(ctx context.Context, source content.PostID) ([]Comment, error) {
	var all []Comment
	err := r.q.SelectContext(ctx, &all, `
		SELECT `+commentColumns+` FROM comments WHERE source_id = $1 AND target_id = 0 AND resolved_at IS NULL ORDER BY id LIMIT 100`, source)
	return all, wrap(err, "questions on post %d", source)
}

// OpenComments counts the comments that are not resolved, as Comments returns
// them.
func (r reads) OpenComments(ctx context.Context, source, target content.PostID) (map[translation.SegmentID]int, error) {
	return r.countBySegment(ctx, `
		SELECT uid, COUNT(*) AS n FROM comments WHERE source_id = $1 AND target_id IN (0, $2) AND resolved_at IS NULL GROUP BY uid`,
		source, target)
}

// Comment returns one comment.
func (r reads) Comment(ctx context.Context, id int64) (Comment, error) {
	var c Comment
	err := r.q.GetContext(ctx, &c, `SELECT `+commentColumns+` FROM comments WHERE id = $1`, id)
	return c, one(err, "comment %d", id)
}

// AddComment adds what somebody says.
func (tx *Tx) AddComment(ctx context.Context, c Comment) (Comment, error) {
	if err := tx.touchComment(ctx, c); err != nil {
		return c, err
	}
	err := tx.add(ctx, &c.ID, `
		INSERT INTO comments (source_id, uid, target_id, user_id, at, text) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
		c.SourceID, c.UID, c.TargetID, c.UserID, c.At, c.Text)
	if err != nil {
		return c, wrap(err, "add comment")
	}
	return c, tx.countComments(ctx, c)
}

// ResolveComment says that a comment is settled, or (with nil) that it is not.
func (tx *Tx) ResolveComment(ctx context.Context, c Comment) error {
	if err := tx.touchComment(ctx, c); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `UPDATE comments SET resolved_at = $2, resolved_by = $3 WHERE id = $1`, c.ID, c.ResolvedAt, c.ResolvedBy)
	if err != nil {
		return wrap(err, "resolve comment %d", c.ID)
	}
	return tx.countComments(ctx, c)
}

// touchComment notes who sees it: those at one translation, or at every one.
func (tx *Tx) touchComment(ctx context.Context, c Comment) error {
	tx.touch(deskTranslations)
	if c.TargetID != 0 {
		tx.touch(deskTranslation(c.TargetID))
		return nil
	}
	var targets []content.PostID
	err := tx.q.SelectContext(ctx, &targets, `SELECT target_id FROM translations WHERE source_id = $1`, c.SourceID)
	for _, id := range targets {
		tx.touch(deskTranslation(id))
	}
	return wrap(err, "translations of post %d", c.SourceID)
}

func (tx *Tx) countComments(ctx context.Context, c Comment) error {
	_, err := tx.exec(ctx, `
		UPDATE translations SET comments = (
			SELECT COUNT(*) FROM comments WHERE source_id = $1 AND target_id IN (0, translations.target_id) AND resolved_at IS NULL)
		WHERE source_id = $1`, c.SourceID)
	return wrap(err, "count comments on post %d", c.SourceID)
}

// A Dismissal is a finding of a check that somebody let stand.
type Dismissal struct {
	TargetID    content.PostID
	Fingerprint string // of the check and both texts
	UID         translation.SegmentID
	CheckID     string
	UserID      content.UserID
	DismissedAt time.Time
}

// Dismissals returns the fingerprints that were dismissed in a translation.
func (r reads) Dismissals(ctx context.Context, target content.PostID) (map[string]bool, error) {
	var prints []string
	err := r.q.SelectContext(ctx, &prints, `SELECT fingerprint FROM check_dismissals WHERE target_id = $1`, target)
	dismissed := map[string]bool{}
	for _, fingerprint := range prints {
		dismissed[fingerprint] = true
	}
	return dismissed, wrap(err, "dismissals in translation %d", target)
}

// AddDismissals lets findings stand; twice is harmless.
func (tx *Tx) AddDismissals(ctx context.Context, dismissals ...Dismissal) error {
	rows := make([][]any, len(dismissals))
	for i, d := range dismissals {
		tx.touch(deskTranslation(d.TargetID))
		rows[i] = []any{d.TargetID, d.Fingerprint, d.UID, d.CheckID, d.UserID, d.DismissedAt}
	}
	err := tx.execRows(ctx, rowsStatement{
		`INSERT INTO check_dismissals (target_id, fingerprint, uid, check_id, user_id, dismissed_at) VALUES`,
		`(?, ?, ?, ?, ?, ?)`, `ON CONFLICT (target_id, fingerprint) DO NOTHING`,
	}, rows)
	return wrap(err, "dismiss %d findings", len(dismissals))
}
