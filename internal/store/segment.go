package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"time"

	"verso/internal/content"
	"verso/internal/translation"
)

// A Segmentation says as of when a post, which others are translated from, was
// taken apart into segments.
type Segmentation struct {
	PostID    content.PostID
	Revision  int // of the post
	Segmenter int
	Hash      string // of what was taken apart
	Version   int64  // counts how often the segments changed
}

const segmentationColumns = `post_id, revision, segmenter, hash, version`

// segmentationKey is of the segments of a post: by them its translations know
// what their headings are called in its own text.
func segmentationKey(id content.PostID) Key {
	return Key("segmentation:" + strconv.FormatInt(int64(id), 10))
}

// Segmentation returns as of when a post was taken apart.
func (r reads) Segmentation(ctx context.Context, id content.PostID) (Segmentation, error) {
	var s Segmentation
	NoteUse(ctx, segmentationKey(id))
	err := r.q.GetContext(ctx, &s, `SELECT `+segmentationColumns+` FROM segmentations WHERE post_id = $1`, id)
	return s, one(err, "segmentation of post %d", id)
}

// LockSegmentation keeps others from taking a post apart until the transaction
// ends, and returns as of when it was; zero, when it never was.
func (tx *Tx) LockSegmentation(ctx context.Context, id content.PostID) (Segmentation, error) {
	var s Segmentation
	err := tx.q.GetContext(ctx, &s, `
		INSERT INTO segmentations (`+segmentationColumns+`) VALUES ($1, 0, 0, '', 0)
		ON CONFLICT (post_id) DO UPDATE SET revision = segmentations.revision RETURNING `+segmentationColumns, id)
	return s, wrap(err, "segmentation of post %d", id)
}

// SaveSegmentation keeps as of when a locked post was taken apart.
func (tx *Tx) SaveSegmentation(ctx context.Context, s Segmentation) error {
	tx.touch(segmentationKey(s.PostID))
	_, err := tx.exec(ctx, `
		UPDATE segmentations SET revision = $2, segmenter = $3, hash = $4, version = $5 WHERE post_id = $1`,
		s.PostID, s.Revision, s.Segmenter, s.Hash, s.Version)
	return wrap(err, "segmentation of post %d", s.PostID)
}

// A Segmented is a source as it was at a version: what a translation was last
// merged with.
type Segmented struct {
	PostID   content.PostID
	Version  int64
	Revision int
	Body     string
	Segments string // the names of those of Body, as JSON of the workbench
}

// Segmented returns a source as it was at a version.
func (r reads) Segmented(ctx context.Context, id content.PostID, version int64) (Segmented, error) {
	var s Segmented
	err := r.q.GetContext(ctx, &s, `
		SELECT post_id, version, revision, body, uids AS segments FROM segmented WHERE post_id = $1 AND version = $2`, id, version)
	return s, one(err, "post %d at version %d", id, version)
}

// AddSegmented keeps a source as it was at a version, and forgets the versions
// that are not the newest and with which no translation was merged last.
func (tx *Tx) AddSegmented(ctx context.Context, s Segmented) error {
	_, err := tx.q.ExecContext(ctx, `
		DELETE FROM segmented WHERE post_id = $1
			AND version NOT IN (SELECT merged_version FROM translations WHERE source_id = $1)
			AND version NOT IN (SELECT version FROM segmentations WHERE post_id = $1)`, s.PostID)
	if err != nil {
		return wrap(err, "forget versions of post %d", s.PostID)
	}
	_, err = tx.q.ExecContext(ctx, `
		INSERT INTO segmented (post_id, version, revision, body, uids) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (post_id, version) DO NOTHING`, s.PostID, s.Version, s.Revision, s.Body, s.Segments)
	return wrap(err, "post %d at version %d", s.PostID, s.Version)
}

// A SourceSegment is a segment of a source, with its name.
type SourceSegment struct {
	UID             translation.SegmentID
	PostID          content.PostID
	Ord             int // its place
	Kind            translation.Kind
	Path            string
	Text            string
	Hash            string // translation.Hash
	BeforeHash      string // of its neighbours
	AfterHash       string
	Note            string
	Context         string
	Skip            bool
	Words           int
	FirstRevision   int    // of the post, in which it first stood
	ChangedRevision int    // and in which its text last changed
	Near            string // what else became of it, or what it came from: the workbench's
	RemovedAt       *time.Time
}

const sourceColumns = `uid, post_id, ord, kind, path, text, hash, before_hash, after_hash, note, context, skip, words, first_revision, changed_revision, near, removed_at`

// SourceSegments returns the segments of a source in their order; removed ones
// as well, if asked for.
func (r reads) SourceSegments(ctx context.Context, id content.PostID, removed bool) ([]SourceSegment, error) {
	query := `SELECT ` + sourceColumns + ` FROM seg_source WHERE post_id = $1 AND removed_at IS NULL ORDER BY ord, uid`
	if removed {
		query = `SELECT ` + sourceColumns + ` FROM seg_source WHERE post_id = $1 ORDER BY ord, uid`
	}
	var segments []SourceSegment
	err := r.q.SelectContext(ctx, &segments, query, id)
	return segments, wrap(err, "segments of post %d", id)
}

// SourceSegment returns one segment of a source.
func (r reads) SourceSegment(ctx context.Context, id content.PostID, uid translation.SegmentID) (SourceSegment, error) {
	var s SourceSegment
	err := r.q.GetContext(ctx, &s, `SELECT `+sourceColumns+` FROM seg_source WHERE uid = $1 AND post_id = $2`, uid, id)
	return s, one(err, "segment %d of post %d", uid, id)
}

// SaveSourceSegments keeps segments of one source and names those that have no
// name yet. No two of the new ones have one place.
func (tx *Tx) SaveSourceSegments(ctx context.Context, segments []SourceSegment) error {
	tx.touch(deskTranslations)
	var known, added [][]any
	at := map[int]int{}
	for i, s := range segments {
		row := []any{s.PostID, s.Ord, s.Kind, s.Path, s.Text, s.Hash, s.BeforeHash, s.AfterHash, s.Note, s.Context, s.Skip, s.Words, s.FirstRevision, s.ChangedRevision, s.Near, s.RemovedAt}
		if s.UID != 0 {
			known = append(known, append([]any{s.UID}, row...))
			continue
		}
		at[s.Ord] = i
		added = append(added, row)
	}
	const columns = `post_id, ord, kind, path, text, hash, before_hash, after_hash, note, context, skip, words, first_revision, changed_revision, near, removed_at`
	type named struct {
		UID translation.SegmentID
		Ord int
	}
	err := selectRows(ctx, tx, rowsStatement{
		`INSERT INTO seg_source (` + columns + `) VALUES`, `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, `RETURNING uid, ord`,
	}, added, func(n named) { segments[at[n.Ord]].UID = n.UID })
	if err != nil {
		return wrap(err, "add %d segments", len(added))
	}
	err = tx.execRows(ctx, rowsStatement{
		`INSERT INTO seg_source (uid, ` + columns + `) VALUES`, `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		`ON CONFLICT (uid) DO UPDATE SET ord = excluded.ord, kind = excluded.kind, path = excluded.path, text = excluded.text,
			hash = excluded.hash, before_hash = excluded.before_hash,
			after_hash = excluded.after_hash, note = excluded.note, context = excluded.context, skip = excluded.skip, words = excluded.words,
			first_revision = excluded.first_revision, changed_revision = excluded.changed_revision, near = excluded.near,
			removed_at = excluded.removed_at`,
	}, known)
	return wrap(err, "save %d segments", len(known))
}

// A TargetSegment is what became of a segment in a language.
type TargetSegment struct {
	TargetID content.PostID
	UID      translation.SegmentID
	translation.Target
	Split      bool              // Text may be several blocks
	Fault      translation.Fault // why Text is not in the document
	Omitted    bool              // left out in this language on purpose
	Version    int64
	EditorID   content.UserID
	EditedAt   *time.Time
	ReviewerID content.UserID
	ReviewedAt *time.Time
}

const targetColumns = `target_id, uid, text, state, reason, origin, src_text, src_hash, was_state, was_reason, synced_hash, offer,
	split, fault, omitted, version, editor_id, edited_at, reviewer_id, reviewed_at`

// Untouched returns what became of a segment that nobody has touched.
func Untouched(target content.PostID, uid translation.SegmentID) TargetSegment {
	return TargetSegment{TargetID: target, UID: uid, Target: translation.Target{State: translation.Untranslated}}
}

// TargetSegments returns what became of the segments of a source in a target,
// by segment.
func (r reads) TargetSegments(ctx context.Context, target content.PostID) (map[translation.SegmentID]TargetSegment, error) {
	var rows []TargetSegment
	err := r.q.SelectContext(ctx, &rows, `SELECT `+targetColumns+` FROM seg_target WHERE target_id = $1`, target)
	byUID := make(map[translation.SegmentID]TargetSegment, len(rows))
	for _, row := range rows {
		byUID[row.UID] = row
	}
	return byUID, wrap(err, "segments of translation %d", target)
}

// TargetSegment returns what became of one segment; of one that nobody has
// touched, an untranslated one of version 0.
func (r reads) TargetSegment(ctx context.Context, target content.PostID, uid translation.SegmentID) (TargetSegment, error) {
	var s TargetSegment
	err := r.q.GetContext(ctx, &s, `SELECT `+targetColumns+` FROM seg_target WHERE target_id = $1 AND uid = $2`, target, uid)
	if errors.Is(err, sql.ErrNoRows) {
		return Untouched(target, uid), nil
	}
	return s, wrap(err, "segment %d of translation %d", uid, target)
}

// TargetsOf returns what became of some segments of a source in every
// language.
func (r reads) TargetsOf(ctx context.Context, uids []translation.SegmentID) ([]TargetSegment, error) {
	var all []TargetSegment
	for part := range slices.Chunk(uids, 500) {
		query, args, err := r.in(`SELECT `+targetColumns+` FROM seg_target WHERE uid IN (?) ORDER BY target_id, uid`, part)
		if err != nil {
			return nil, wrap(err, "translations of %d segments", len(uids))
		}
		var rows []TargetSegment
		if err := r.q.SelectContext(ctx, &rows, query, args...); err != nil {
			return nil, wrap(err, "translations of %d segments", len(uids))
		}
		all = append(all, rows...)
	}
	return all, nil
}

// SaveTargetSegments keeps what became of segments, in place of what was.
func (tx *Tx) SaveTargetSegments(ctx context.Context, segments ...TargetSegment) error {
	rows := make([][]any, len(segments))
	for i, s := range segments {
		rows[i] = []any{
			s.TargetID, s.UID, s.Text, s.State, s.Reason, s.Origin, s.SrcText, s.SrcHash, s.WasState, s.WasReason, s.SyncedHash, s.Offer,
			s.Split, s.Fault, s.Omitted, s.Version, s.EditorID, s.EditedAt, s.ReviewerID, s.ReviewedAt,
		}
	}
	err := tx.execRows(ctx, rowsStatement{
		`INSERT INTO seg_target (` + targetColumns + `) VALUES`, `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		`ON CONFLICT (target_id, uid) DO UPDATE SET text = excluded.text, state = excluded.state, reason = excluded.reason,
			origin = excluded.origin, src_text = excluded.src_text, src_hash = excluded.src_hash, was_state = excluded.was_state,
			was_reason = excluded.was_reason, synced_hash = excluded.synced_hash, offer = excluded.offer, split = excluded.split, fault = excluded.fault,
			omitted = excluded.omitted, version = excluded.version, editor_id = excluded.editor_id, edited_at = excluded.edited_at,
			reviewer_id = excluded.reviewer_id, reviewed_at = excluded.reviewed_at`,
	}, rows)
	return wrap(err, "save %d segments", len(segments))
}

// RemoveSegmentsGoneBefore forgets the segments that left their sources before
// a time, and what became of them. Their history stays.
func (tx *Tx) RemoveSegmentsGoneBefore(ctx context.Context, before time.Time) error {
	for _, statement := range []string{
		`DELETE FROM seg_target WHERE uid IN (SELECT uid FROM seg_source WHERE removed_at < $1)`,
		`DELETE FROM seg_source WHERE removed_at < $1`,
	} {
		if _, err := tx.q.ExecContext(ctx, statement, before); err != nil {
			return wrap(err, "forget removed segments")
		}
	}
	return nil
}
