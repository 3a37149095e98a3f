package store

import (
	"context"
	"time"

	"verso/internal/content"
	"verso/internal/translation"
)

// A SegmentDraft is what somebody typed into a segment and has not saved. It
// is nobody else's, and no change of the site.
type SegmentDraft struct {
	UserID    content.UserID
	TargetID  content.PostID
	UID       translation.SegmentID
	Version   int64 // of the segment that it began from
	Text      string
	UpdatedAt time.Time
}

const segmentDraftColumns = `user_id, target_id, uid, version, text, updated_at`

// SegmentDrafts returns a person's drafts, the last changed first: of one
// translation, or with 0 of all.
func (r reads) SegmentDrafts(ctx context.Context, user content.UserID, target content.PostID) ([]SegmentDraft, error) {
	var drafts []SegmentDraft
	err := r.q.SelectContext(ctx, &drafts, `
		SELECT `+segmentDraftColumns+` FROM seg_drafts WHERE user_id = $1 AND (target_id = $2 OR $2 = 0)
		ORDER BY updated_at DESC, target_id, uid LIMIT 5000`, user, target)
	return drafts, wrap(err, "drafts of segments")
}

// SegmentDraft returns a person's draft of a segment, and whether there is one.
func (r reads) SegmentDraft(ctx context.Context, user content.UserID, target content.PostID, uid translation.SegmentID) (SegmentDraft, bool, error) {
	var drafts []SegmentDraft
	err := r.q.SelectContext(ctx, &drafts, `
		SELECT `+segmentDraftColumns+` FROM seg_drafts WHERE user_id = $1 AND target_id = $2 AND uid = $3`, user, target, uid)
	if err != nil || len(drafts) == 0 {
		return SegmentDraft{}, false, wrap(err, "draft of segment %d", uid)
	}
	return drafts[0], true, nil
}

// SaveSegmentDraft keeps a draft in place of the one for its segment.
func (tx *Tx) SaveSegmentDraft(ctx context.Context, d SegmentDraft) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO seg_drafts (user_id, target_id, uid, version, text, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (user_id, target_id, uid) DO UPDATE
		SET version = excluded.version, text = excluded.text, updated_at = excluded.updated_at`,
		d.UserID, d.TargetID, d.UID, d.Version, d.Text, d.UpdatedAt)
	return wrap(err, "draft of segment %d", d.UID)
}

// RemoveSegmentDraft forgets a draft; one that is not there is no failure.
func (tx *Tx) RemoveSegmentDraft(ctx context.Context, user content.UserID, target content.PostID, uid translation.SegmentID) error {
	_, err := tx.q.ExecContext(ctx, `DELETE FROM seg_drafts WHERE user_id = $1 AND target_id = $2 AND uid = $3`, user, target, uid)
	return wrap(err, "forget draft of segment %d", uid)
}

// Busy returns the segments of a translation that others are on, or have a
// draft of that is younger than since (translation 2.12).
func (r reads) Busy(ctx context.Context, target content.PostID, but content.UserID, now, since time.Time) (map[translation.SegmentID]bool, error) {
	var uids []translation.SegmentID
	err := r.q.SelectContext(ctx, &uids, `
		SELECT uid FROM presence WHERE post_id = $1 AND user_id <> $2 AND seen_at > $3 AND uid <> 0
		UNION
		SELECT uid FROM seg_drafts WHERE target_id = $1 AND user_id <> $2 AND updated_at > $4`,
		target, but, now.Add(-PresenceLife), since)
	busy := map[translation.SegmentID]bool{}
	for _, uid := range uids {
		busy[uid] = true
	}
	return busy, wrap(err, "busy segments of %d", target)
}

// A SegmentPresence is somebody at a translation, on a segment or on none.
type SegmentPresence struct {
	UserID content.UserID
	Name   string
	UID    translation.SegmentID
}

// PresentAtSegments returns who else is at a translation, and where.
func (r reads) PresentAtSegments(ctx context.Context, target content.PostID, but content.UserID, now time.Time) ([]SegmentPresence, error) {
	var present []SegmentPresence
	err := r.q.SelectContext(ctx, &present, `
		SELECT users.id AS user_id, users.name, presence.uid FROM presence JOIN users ON users.id = presence.user_id
		WHERE presence.post_id = $1 AND presence.user_id <> $2 AND presence.seen_at > $3
		ORDER BY LOWER(users.name), users.id`, target, but, now.Add(-PresenceLife))
	return present, wrap(err, "present at translation %d", target)
}

// SeeSegment is See for a segment of a translation. Coming to another segment
// is told to others too.
func (tx *Tx) SeeSegment(ctx context.Context, target content.PostID, uid translation.SegmentID, user content.UserID, now time.Time) error {
	var before []translation.SegmentID
	if err := tx.q.SelectContext(ctx, &before, `SELECT uid FROM presence WHERE post_id = $1 AND user_id = $2`, target, user); err != nil {
		return wrap(err, "presence at translation %d", target)
	}
	if err := tx.See(ctx, target, user, now); err != nil {
		return err
	}
	if len(before) == 1 && before[0] == uid || len(before) == 0 && uid == 0 {
		return nil
	}
	tx.touch(presenceKey(target))
	_, err := tx.exec(ctx, `UPDATE presence SET uid = $3 WHERE post_id = $1 AND user_id = $2`, target, user, uid)
	return wrap(err, "presence at translation %d", target)
}
