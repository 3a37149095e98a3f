package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"verso/internal/content"
	"verso/internal/translation"
)

// HasDigest reports whether somebody wants a daily letter. Everybody does who
// did not say otherwise.
func (r reads) HasDigest(ctx context.Context, user content.UserID) (bool, error) {
	var off bool
	err := r.q.GetContext(ctx, &off, `SELECT off FROM digests WHERE user_id = $1`, user)
	if errors.Is(err, sql.ErrNoRows) {
		return true, nil
	}
	return !off, wrap(err, "digest of user %d", user)
}

// SetDigest turns somebody's daily letter on or off.
func (tx *Tx) SetDigest(ctx context.Context, user content.UserID, on bool) error {
	_, err := tx.q.ExecContext(ctx, `
		INSERT INTO digests (user_id, off) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET off = excluded.off`, user, !on)
	return wrap(err, "digest of user %d", user)
}

// LastDigest returns when somebody's daily letter was due last, zero if it
// never was; wanted is false for who turned it off.
func (r reads) LastDigest(ctx context.Context, user content.UserID) (day string, at time.Time, wanted bool, err error) {
	var row struct {
		Off bool
		Day string
		At  *time.Time
	}
	err = r.q.GetContext(ctx, &row, `SELECT off, day, at FROM digests WHERE user_id = $1`, user)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", time.Time{}, false, wrap(err, "digest of user %d", user)
	}
	if row.At != nil {
		at = *row.At
	}
	return row.Day, at, !row.Off, nil
}

// ClaimDigest notes that somebody's letter of a day ("2026-11-21") is looked
// after, and reports whether it was still to be: of the instances that want
// to, one is.
func (tx *Tx) ClaimDigest(ctx context.Context, user content.UserID, day string, now time.Time) (bool, error) {
	done, err := tx.q.ExecContext(ctx, `
		INSERT INTO digests (user_id, day, at) VALUES ($1, $2, $3)
		ON CONFLICT (user_id) DO UPDATE SET day = excluded.day, at = excluded.at WHERE digests.day < excluded.day AND NOT digests.off`,
		user, day, now)
	if err != nil {
		return false, wrap(err, "claim digest of user %d", user)
	}
	n, err := done.RowsAffected()
	return n == 1, wrap(err, "claim digest of user %d", user)
}

// News is what happened around a text since a moment, by others than the
// person it is for.
type News struct {
	PostID    content.PostID
	Changed   bool // it is a translation of theirs, and its source was edited
	Submitted int  // segments that were translated
	Returned  int  // segments of theirs that a reviewer gave back
	Suggested int
	Said      int // comments
}

// newsQueries read the parts of News: each row is a post and a number. Their
// arguments are the person and the moment.
var newsQueries = []struct {
	text string
	into func(*News, int)
}{
	{`SELECT x.target_id AS post_id, 1 AS n FROM translators AS x JOIN translations AS t ON t.target_id = x.target_id
		JOIN posts AS s ON s.id = t.source_id WHERE x.user_id = $1 AND s.updated_at > $2`,
		func(n *News, _ int) { n.Changed = true }},
	{`SELECT target_id AS post_id, COUNT(DISTINCT uid) AS n FROM seg_events
		WHERE user_id <> $1 AND user_id <> 0 AND at > $2 AND new_state = '` + string(translation.Translated) + `' GROUP BY target_id`,
		func(n *News, count int) { n.Submitted = count }},
	{`SELECT x.target_id AS post_id, COUNT(*) AS n FROM seg_target AS x JOIN translators AS w ON w.target_id = x.target_id AND w.user_id = $1
		WHERE x.editor_id = $1 AND x.reviewer_id <> $1 AND x.reason = '` + string(translation.Rejected) + `' AND x.reviewed_at > $2 GROUP BY x.target_id`,
		func(n *News, count int) { n.Returned = count }},
	{`SELECT post_id, COUNT(*) AS n FROM suggestions WHERE user_id <> $1 AND at > $2 AND status = 'open' GROUP BY post_id`,
		func(n *News, count int) { n.Suggested = count }},
	{`SELECT target_id AS post_id, COUNT(*) AS n FROM comments
		WHERE target_id <> 0 AND user_id <> $1 AND at > $2 AND resolved_at IS NULL GROUP BY target_id`, said},
	{`SELECT x.target_id AS post_id, COUNT(*) AS n FROM comments AS c JOIN translations AS t ON t.source_id = c.source_id
		JOIN translators AS x ON x.target_id = t.target_id AND x.user_id = $1
		WHERE c.target_id = 0 AND c.user_id <> $1 AND c.at > $2 AND c.resolved_at IS NULL GROUP BY x.target_id`, said},
	{`SELECT c.source_id AS post_id, COUNT(*) AS n FROM comments AS c JOIN posts AS p ON p.id = c.source_id AND p.author_id = $1
		WHERE c.target_id = 0 AND c.user_id <> $1 AND c.at > $2 AND c.resolved_at IS NULL GROUP BY c.source_id`, said},
}

// said counts comments: on the translation, and on what it is made from.
func said(n *News, count int) { n.Said += count }

// NewsFor returns what others did since a moment, by post, whoever may see it.
func (r reads) NewsFor(ctx context.Context, user content.UserID, since time.Time) (map[content.PostID]News, error) {
	all := map[content.PostID]News{}
	for _, q := range newsQueries {
		var rows []struct {
			PostID content.PostID
			N      int
		}
		if err := r.q.SelectContext(ctx, &rows, q.text, user, since); err != nil {
			return nil, wrap(err, "news for user %d", user)
		}
		for _, row := range rows {
			news := all[row.PostID]
			news.PostID = row.PostID
			q.into(&news, row.N)
			all[row.PostID] = news
		}
	}
	return all, nil
}
