package store

import (
	"context"
	"strings"

	"github.com/jmoiron/sqlx"

	"verso/internal/content"
	"verso/internal/search"
)

// maxNamed is how many works the search for a title finds: the newest.
const maxNamed = 2000

// named narrows the matrix to the works with a title that is asked for. Titles
// are compared here: the databases do not agree on what is upper case.
func (r reads) named(ctx context.Context, q *MatrixQuery) error {
	if strings.TrimSpace(q.Text) == "" {
		return nil
	}
	var rows []titled
	c := &conditions{}
	c.add(true, `p.status <> 'trashed'`)
	c.add(q.Kind != "", `p.kind = ?`, q.Kind)
	c.add(q.Visible != nil, `(p.status = 'published' OR p.locale IN `+marks(len(q.Visible))+`)`, arguments(q.Visible)...)
	text := `SELECT p.group_id, p.title FROM posts AS p WHERE ` + c.text() + ` ORDER BY p.group_id DESC`
	if err := r.q.SelectContext(ctx, &rows, sqlx.Rebind(sqlx.DOLLAR, text), c.args...); err != nil {
		return wrap(err, "works called %q", q.Text)
	}
	q.among = []content.GroupID{}
	matches := search.Contains(q.Text)
	var last content.GroupID
	for _, row := range rows {
		if row.GroupID == last || !matches(row.Title) {
			continue
		}
		last = row.GroupID
		if q.among = append(q.among, last); len(q.among) == maxNamed {
			break
		}
	}
	return nil
}

// inGroups returns the arguments of a list of works.
func inGroups(ids []content.GroupID) []any {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return args
}
