package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"verso/internal/content"
)

// addRevisions keeps posts as their newest revisions: what lists of revisions
// show and the text. The other fields are the post's until the next revision
// comes, and sealRevision writes them down then: an import never pays for them.
func (tx *Tx) addRevisions(ctx context.Context, posts ...content.Post) error {
	rows := make([][]any, len(posts))
	for i, p := range posts {
		rows[i] = []any{p.ID, p.Revision, p.Title, p.Slug, p.Excerpt, p.Body, p.Status, p.Author, p.UpdatedAt, p.EditorID}
	}
	err := tx.execRows(ctx, rowsStatement{
		head: `INSERT INTO revisions (post_id, revision, title, slug, excerpt, body, status, author, created_at, user_id) VALUES`,
		row:  `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	}, rows)
	return wrap(err, "revisions of %d posts", len(posts))
}

// sealRevision completes the newest revision of p, which is about to be
// followed by another.
func (tx *Tx) sealRevision(ctx context.Context, p content.Post) error {
	rest, err := tx.restOf(ctx, p)
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `UPDATE revisions SET fields = $3 WHERE post_id = $1 AND revision = $2`, p.ID, p.Revision, rest)
	return wrap(err, "complete revision %d of post %d", p.Revision, p.ID)
}

// restOf returns the fields of a post that are no columns of revisions, as
// JSON, the tags among them.
func (tx *Tx) restOf(ctx context.Context, p content.Post) (string, error) {
	tags, err := tx.TagsOf(ctx, p.ID)
	if err != nil {
		return "", err
	}
	f := p.Fields(tagNames(tags))
	f.Title, f.Slug, f.Excerpt, f.Body, f.Author = "", "", "", "", ""
	rest, err := json.Marshal(f)
	return string(rest), wrap(err, "fields of post %d", p.ID)
}

func tagNames(tags []content.Tag) []string {
	var names []string
	for _, t := range tags {
		names = append(names, t.Name)
	}
	return names
}

// Revision returns a post as it was. Revisions that were followed by another
// before Verso kept every field lack those that were no columns then.
func (r reads) Revision(ctx context.Context, id content.PostID, number int) (content.Revision, error) {
	var row struct {
		Title, Slug, Excerpt, Body, Author, Fields string
		Status                                     content.Status
		UserID                                     content.UserID
		CreatedAt                                  time.Time
	}
	err := r.q.GetContext(ctx, &row, `
		SELECT title, slug, excerpt, body, author, fields, status, user_id, created_at
		FROM revisions WHERE post_id = $1 AND revision = $2`, id, number)
	if err != nil {
		return content.Revision{}, one(err, "revision %d of post %d", number, id)
	}
	rev := content.Revision{PostID: id, Number: number, Status: row.Status, By: row.UserID, At: row.CreatedAt}
	if row.Fields != "" {
		if err := json.Unmarshal([]byte(row.Fields), &rev.Fields); err != nil {
			return rev, fmt.Errorf("fields of revision %d of post %d: %w", number, id, err)
		}
		rev.Whole = true
	}
	f := &rev.Fields
	f.Title, f.Slug, f.Excerpt, f.Body, f.Author = row.Title, row.Slug, row.Excerpt, row.Body, row.Author
	if row.Fields != "" {
		return rev, nil
	}
	return rev, r.completeNewest(ctx, &rev)
}

// completeNewest fills in what the post itself has of its newest revision.
func (r reads) completeNewest(ctx context.Context, rev *content.Revision) error {
	p, err := r.Post(ctx, rev.PostID)
	if err != nil || p.Revision != rev.Number {
		return err
	}
	tags, err := r.TagsOf(ctx, p.ID)
	rev.Fields, rev.Whole = p.Fields(tagNames(tags)), true
	return err
}

// RevisionAt returns the number of the revision that a post was at, at a time:
// the first, if that is earlier.
func (r reads) RevisionAt(ctx context.Context, id content.PostID, at time.Time) (int, error) {
	var number []int
	err := r.q.SelectContext(ctx, &number, `
		SELECT COALESCE(MAX(CASE WHEN created_at <= $2 THEN revision END), MIN(revision), 0) AS number FROM revisions WHERE post_id = $1`, id, at)
	if err != nil || len(number) == 0 {
		return 0, wrap(err, "revision of post %d", id)
	}
	return number[0], nil
}

// A RevisionLine is what a list of revisions shows of one.
type RevisionLine struct {
	Number int
	Title  string
	Status content.Status
	By     content.UserID
	At     time.Time
}

// Revisions returns the revisions of a post before a number, the newest
// first; before 0 begins with the newest.
func (r reads) Revisions(ctx context.Context, id content.PostID, before, limit int) ([]RevisionLine, error) {
	var lines []RevisionLine
	err := r.q.SelectContext(ctx, &lines, `
		SELECT revision AS number, title, status, user_id AS by, created_at AS at FROM revisions
		WHERE post_id = $1 AND (revision < $2 OR $2 = 0) ORDER BY revision DESC LIMIT $3`, id, before, limit)
	return lines, wrap(err, "revisions of post %d", id)
}

// StatusBefore returns the status a post had before it got the one it has
// now, or "" when it never had another.
func (r reads) StatusBefore(ctx context.Context, p content.Post) (content.Status, error) {
	var status []content.Status
	err := r.q.SelectContext(ctx, &status, `
		SELECT status FROM revisions WHERE post_id = $1 AND status <> $2 ORDER BY revision DESC LIMIT 1`, p.ID, p.Status)
	if err != nil || len(status) == 0 {
		return "", wrap(err, "earlier status of post %d", p.ID)
	}
	return status[0], nil
}
