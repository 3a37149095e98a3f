package store

import (
	"context"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/translation"
)

// A ReviewQuery says which segments wait for a reviewer's approval.
type ReviewQuery struct {
	Locales []locale.Tag   // of the translations
	All     []locale.Tag   // in these all that is translated waits, elsewhere what was submitted
	Owner   content.UserID // of works of which this person owns a variant
	Target  content.PostID // of this translation; 0: of all
	But     content.UserID // not what this person has translated,
	OwnIn   []locale.Tag   // but in these locales
	Limit   int
	Offset  int
}

// A Review is a segment that waits for an approval.
type Review struct {
	Source   SourceSegment
	Row      TargetSegment
	Approved string // the text that was approved last; "" if none was
}

// reviewRow is a row of the query: what became of the segment, and its source.
type reviewRow struct {
	TargetSegment
	PostID        content.PostID
	Ord           int
	Kind          translation.Kind
	Path          string
	SourceText    string
	Hash          string
	Note, Context string
	Words         int
	Approved      string
	Total         int
}

func (row reviewRow) review() Review {
	return Review{Row: row.TargetSegment, Approved: row.Approved, Source: SourceSegment{
		UID: row.UID, PostID: row.PostID, Ord: row.Ord, Kind: row.Kind, Path: row.Path, Text: row.SourceText, Hash: row.Hash,
		Note: row.Note, Context: row.Context, Words: row.Words,
	}}
}

// Reviews returns segments that wait for an approval, those of one translation
// together, in the order of their text; and how many there are. What its
// source has left behind waits for its translator first.
func (r reads) Reviews(ctx context.Context, q ReviewQuery) ([]Review, int, error) {
	c := &conditions{}
	c.add(true, `x.state = 'translated' AND NOT x.omitted AND x.src_hash = s.hash AND t.translated > 0 AND p.status <> 'trashed' AND `+counted)
	c.add(true, `p.locale IN `+marks(len(q.Locales)), arguments(q.Locales)...)
	c.add(true, `(p.status = 'review' OR p.locale IN `+marks(len(q.All))+`)`, arguments(q.All)...)
	c.add(true, `(x.editor_id <> ? OR p.locale IN `+marks(len(q.OwnIn))+`)`, append([]any{q.But}, arguments(q.OwnIn)...)...)
	c.add(q.Owner != 0, `p.group_id IN (SELECT group_id FROM posts WHERE author_id = ?)`, q.Owner)
	c.add(q.Target != 0, `t.target_id = ?`, q.Target)
	var rows []reviewRow
	err := r.all(ctx, &rows, "what waits for an approval", `
		SELECT s.post_id, s.ord, s.kind, s.path, s.text AS source_text, s.hash, s.note, s.context, s.words,
			x.target_id, x.uid, x.text, x.state, x.reason, x.origin, x.src_text, x.src_hash, x.was_state, x.was_reason,
			x.synced_hash, x.offer, x.split, x.fault, x.omitted, x.version, x.editor_id, x.edited_at, x.reviewer_id, x.reviewed_at,
			COALESCE((SELECT e.new_text FROM seg_events AS e WHERE e.target_id = x.target_id AND e.uid = x.uid
				AND e.new_state = 'approved' ORDER BY e.id DESC LIMIT 1), '') AS approved,
			COUNT(*) OVER () AS total
		FROM translations AS t JOIN posts AS p ON p.id = t.target_id JOIN seg_target AS x ON x.target_id = t.target_id
			JOIN seg_source AS s ON s.uid = x.uid AND s.post_id = t.source_id
		WHERE `+c.text()+` ORDER BY t.target_id, s.ord LIMIT ? OFFSET ?`, append(c.args, q.Limit, q.Offset)...)
	if err != nil || len(rows) == 0 {
		return nil, 0, err
	}
	found := make([]Review, len(rows))
	for i, row := range rows {
		found[i] = row.review()
	}
	return found, rows[0].Total, nil
}

// A WaitingSuggestion is an open suggestion with what it is for.
type WaitingSuggestion struct {
	Suggestion
	Ord     int
	Kind    translation.Kind
	Source  string // the text of the source
	Stands  string // the translation as it is
	State   translation.State
	Version int64 // of the translation of the segment
}

// WaitingSuggestions returns the open suggestions for translations that a
// query is about, those that wait longest first.
func (r reads) WaitingSuggestions(ctx context.Context, q ReviewQuery) ([]WaitingSuggestion, error) {
	c := &conditions{}
	c.add(true, `g.status = 'open' AND t.suggestions > 0 AND p.status <> 'trashed' AND s.removed_at IS NULL`)
	c.add(true, `p.locale IN `+marks(len(q.Locales)), arguments(q.Locales)...)
	c.add(q.Owner != 0, `p.group_id IN (SELECT group_id FROM posts WHERE author_id = ?)`, q.Owner)
	c.add(q.Target != 0, `t.target_id = ?`, q.Target)
	var rows []WaitingSuggestion
	err := r.all(ctx, &rows, "suggestions that wait", `
		SELECT g.id, g.post_id, g.uid, g.from_id, g.user_id, g.at, g.text, g.base_text, g.status, s.ord, s.kind, s.text AS source,
			COALESCE(x.text, '') AS stands, COALESCE(x.state, 'untranslated') AS state,
			COALESCE(x.version, 0) AS version
		FROM suggestions AS g JOIN translations AS t ON t.target_id = g.post_id JOIN posts AS p ON p.id = t.target_id
			JOIN seg_source AS s ON s.uid = g.uid LEFT JOIN seg_target AS x ON x.target_id = g.post_id AND x.uid = g.uid
		WHERE `+c.text()+` ORDER BY g.id LIMIT ?`, append(c.args, q.Limit)...)
	return rows, err
}
