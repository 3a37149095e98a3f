package store

import (
	"context"
	"encoding/json"
	"time"

	"verso/internal/content"
)

// A Draft is what somebody typed and has not saved. It is nobody else's, and
// no change of the site.
type Draft struct {
	UserID       content.UserID
	Key          string // what it is a draft of: "post:12", or a name of the editor's for a new post
	BaseRevision int    // that it began from; 0 for a new post
	Fields       content.Fields
	UpdatedAt    time.Time
}

// draftRow is a row of drafts.
type draftRow struct {
	UserID       content.UserID
	Key          string
	BaseRevision int
	Fields       string
	UpdatedAt    time.Time
}

const draftColumns = `user_id, key, base_revision, fields, updated_at`

func (row draftRow) draft() (Draft, error) {
	d := Draft{UserID: row.UserID, Key: row.Key, BaseRevision: row.BaseRevision, UpdatedAt: row.UpdatedAt}
	return d, wrap(json.Unmarshal([]byte(row.Fields), &d.Fields), "draft %s", row.Key)
}

// Draft returns a person's draft by its key.
func (r reads) Draft(ctx context.Context, user content.UserID, key string) (Draft, error) {
	var row draftRow
	err := r.q.GetContext(ctx, &row, `SELECT `+draftColumns+` FROM drafts WHERE user_id = $1 AND key = $2`, user, key)
	if err != nil {
		return Draft{}, one(err, "draft %s", key)
	}
	return row.draft()
}

// Drafts returns a person's drafts, the last changed first.
func (r reads) Drafts(ctx context.Context, user content.UserID) ([]Draft, error) {
	var rows []draftRow
	err := r.q.SelectContext(ctx, &rows, `
		SELECT `+draftColumns+` FROM drafts WHERE user_id = $1 ORDER BY updated_at DESC, key LIMIT 200`, user)
	if err != nil {
		return nil, wrap(err, "drafts")
	}
	drafts := make([]Draft, len(rows))
	for i, row := range rows {
		if drafts[i], err = row.draft(); err != nil {
			return nil, err
		}
	}
	return drafts, nil
}

// SaveDraft keeps a draft in place of the one with its key.
func (tx *Tx) SaveDraft(ctx context.Context, d Draft) error {
	fields, err := json.Marshal(d.Fields)
	if err != nil {
		return wrap(err, "draft %s", d.Key)
	}
	_, err = tx.q.ExecContext(ctx, `
		INSERT INTO drafts (user_id, key, base_revision, fields, updated_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (user_id, key) DO UPDATE
		SET base_revision = excluded.base_revision, fields = excluded.fields, updated_at = excluded.updated_at`,
		d.UserID, d.Key, d.BaseRevision, string(fields), d.UpdatedAt)
	return wrap(err, "save draft %s", d.Key)
}

// RemoveDraft forgets a draft; one that is not there is no failure.
func (tx *Tx) RemoveDraft(ctx context.Context, user content.UserID, key string) error {
	_, err := tx.q.ExecContext(ctx, `DELETE FROM drafts WHERE user_id = $1 AND key = $2`, user, key)
	return wrap(err, "remove draft %s", key)
}
