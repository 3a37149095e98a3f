package store

import (
	"context"
	"time"

	"github.com/jmoiron/sqlx"

	"verso/internal/content"
	"verso/internal/locale"
)

// A MatrixFilter chooses works by how their translations are.
type MatrixFilter string

// The filters, each about the locales of the query.
const (
	EveryWork   MatrixFilter = ""
	MissingWork MatrixFilter = "missing" // not begun in one of them
	ChangedWork MatrixFilter = "changed" // the source has changed since
	ReviewWork  MatrixFilter = "review"  // somebody waits for an approval
	MyWork      MatrixFilter = "mine"    // the person has worked on it
)

// A MatrixQuery says which works the matrix of translations shows.
type MatrixQuery struct {
	Kind     content.Kind // "": any
	Text     string       // words of a title in any language, in any order, without regard to case and accents
	Locales  []locale.Tag // the filter is about these, and so is the order by readers
	Reviewed []locale.Tag // those of Locales in which what is translated waits for an approval
	Filter   MatrixFilter
	User     content.UserID // of MyWork
	Owner    content.UserID // works of which this person owns a variant
	Visible  []locale.Tag   // works in one of these locales, or published in any: what a translator may see; nil for all
	ByReader bool           // the works that most readers wait for first, else the newest
	Limit    int
	Offset   int

	among []content.GroupID // those that Text is about; nil for all
}

// A MatrixCell is a work in one locale.
type MatrixCell struct {
	PostID    content.PostID
	GroupID   content.GroupID
	Kind      content.Kind
	Locale    locale.Tag
	Slug      string
	Title     string
	Status    content.Status
	SourceID  *content.PostID
	AuthorID  content.UserID
	UpdatedAt time.Time
	PostWords int
	Known     bool // Counts are known: it was opened in the workbench
	Counts
	Suggestions int
	Comments    int
	Changed     bool // the translators have more than readers see
}

// A MatrixPage is a part of the matrix.
type MatrixPage struct {
	Works   []content.Group
	Total   int
	Cells   map[content.GroupID][]MatrixCell         // by identifier of the post
	Readers map[content.GroupID]map[locale.Tag]int64 // who wait for a language
	Present map[content.PostID][]string              // who is on it
}

// Matrix returns a part of the matrix, in five queries however large it is, six for a text.
func (r reads) Matrix(ctx context.Context, q MatrixQuery, now time.Time) (MatrixPage, error) {
	page := MatrixPage{
		Cells: map[content.GroupID][]MatrixCell{}, Readers: map[content.GroupID]map[locale.Tag]int64{}, Present: map[content.PostID][]string{},
	}
	var rows []struct {
		content.Group
		Total int
	}
	if err := r.named(ctx, &q); err != nil {
		return page, err
	}
	text, args := q.text()
	if err := r.q.SelectContext(ctx, &rows, sqlx.Rebind(sqlx.DOLLAR, text), args...); err != nil {
		return page, wrap(err, "matrix")
	}
	ids := make([]content.GroupID, len(rows))
	for i, row := range rows {
		page.Works, page.Total, ids[i] = append(page.Works, row.Group), row.Total, row.ID
	}
	if len(ids) == 0 {
		return page, nil
	}
	for _, read := range []func(context.Context, []content.GroupID, *MatrixPage) error{r.matrixCells, r.matrixReaders} {
		if err := read(ctx, ids, &page); err != nil {
			return page, err
		}
	}
	return page, r.matrixPresent(ctx, now, &page)
}

// text returns the query for the works of the page and how many there are. A
// CROSS JOIN is read from left to right by SQLite, which else begins with the
// posts; PostgreSQL goes by its statistics.
func (q MatrixQuery) text() (string, []any) {
	c := &conditions{}
	c.add(q.Kind != "", `g.kind = ?`, q.Kind)
	c.add(true, `EXISTS (SELECT 1 FROM posts AS p WHERE p.group_id = g.id AND p.status <> 'trashed')`)
	c.add(q.among != nil, `g.id IN `+marks(len(q.among)), inGroups(q.among)...)
	c.add(q.Owner != 0, `EXISTS (SELECT 1 FROM posts AS p WHERE p.group_id = g.id AND p.author_id = ?)`, q.Owner)
	c.add(q.Visible != nil, `EXISTS (SELECT 1 FROM posts AS p WHERE p.group_id = g.id AND (p.status = 'published' OR p.locale IN `+
		marks(len(q.Visible))+`))`, arguments(q.Visible)...)
	within := arguments(q.Locales)
	list := marks(len(q.Locales))
	switch q.Filter {
	case MissingWork:
		c.add(true, `(SELECT COUNT(*) FROM posts AS p WHERE p.group_id = g.id AND p.status <> 'trashed' AND p.locale IN `+list+`) < ?`,
			append(within, len(within))...)
	case ChangedWork:
		c.add(true, `g.id IN (SELECT p.group_id FROM translations AS t CROSS JOIN posts AS p
			WHERE p.id = t.target_id AND t.stale > 0 AND p.status <> 'trashed' AND p.locale IN `+list+`)`, within...)
	case ReviewWork:
		c.add(true, `(g.id IN (SELECT p.group_id FROM posts AS p WHERE p.status = 'review' AND p.locale IN `+list+`)
			OR g.id IN (SELECT p.group_id FROM translations AS t CROSS JOIN posts AS p
				WHERE p.id = t.target_id AND (t.translated > 0 OR t.suggestions > 0) AND p.status <> 'trashed'
					AND (t.suggestions > 0 AND p.locale IN `+list+` OR p.locale IN `+marks(len(q.Reviewed))+`)))`,
			append(append(within, within...), arguments(q.Reviewed)...)...)
	case MyWork:
		c.add(true, `g.id IN (SELECT p.group_id FROM translators AS x CROSS JOIN posts AS p
			WHERE p.id = x.target_id AND x.user_id = ? AND p.status <> 'trashed' AND p.locale IN `+list+`)`, append([]any{q.User}, within...)...)
	}
	const columns = `SELECT g.id, g.kind, g.position, g.key, g.source_id, COUNT(*) OVER () AS total FROM post_groups AS g`
	if !q.ByReader {
		return columns + ` WHERE ` + c.text() + ` ORDER BY g.id DESC LIMIT ? OFFSET ?`, append(c.args, q.Limit, q.Offset)
	}
	text := columns + ` LEFT JOIN (
			SELECT w.group_id, SUM(w.readers) AS readers FROM missing_reads AS w WHERE w.locale IN ` + list + `
				AND NOT EXISTS (SELECT 1 FROM posts AS p WHERE p.group_id = w.group_id AND p.locale = w.locale AND p.status = 'published')
			GROUP BY w.group_id) AS m ON m.group_id = g.id
		WHERE ` + c.text() + ` ORDER BY COALESCE(m.readers, 0) DESC, g.id DESC LIMIT ? OFFSET ?`
	return text, append(append(arguments(q.Locales), c.args...), q.Limit, q.Offset)
}

func (r reads) matrixCells(ctx context.Context, ids []content.GroupID, page *MatrixPage) error {
	query, args, err := r.in(`
		SELECT p.id AS post_id, p.group_id, p.kind, p.locale, p.slug, p.title, p.status, p.source_id, p.author_id, p.updated_at, p.words AS post_words,
			t.target_id IS NOT NULL AS known, COALESCE(t.segments, 0) AS segments, COALESCE(t.words, 0) AS words,
			COALESCE(t.untranslated, 0) AS untranslated, COALESCE(t.untranslated_words, 0) AS untranslated_words,
			COALESCE(t.needs_edit, 0) AS needs_edit, COALESCE(t.needs_edit_words, 0) AS needs_edit_words,
			COALESCE(t.translated, 0) AS translated, COALESCE(t.translated_words, 0) AS translated_words,
			COALESCE(t.approved, 0) AS approved, COALESCE(t.approved_words, 0) AS approved_words,
			COALESCE(t.stale, 0) AS stale, COALESCE(t.suggestions, 0) AS suggestions, COALESCE(t.comments, 0) AS comments,
			t.body IS NOT NULL OR t.fields IS NOT NULL AS changed
		FROM posts AS p LEFT JOIN translations AS t ON t.target_id = p.id
		WHERE p.group_id IN (?) ORDER BY p.id`, ids)
	if err != nil {
		return wrap(err, "cells of the matrix")
	}
	var cells []MatrixCell
	err = r.q.SelectContext(ctx, &cells, query, args...)
	for _, c := range cells {
		page.Cells[c.GroupID] = append(page.Cells[c.GroupID], c)
	}
	return wrap(err, "cells of the matrix")
}

func (r reads) matrixReaders(ctx context.Context, ids []content.GroupID, page *MatrixPage) error {
	query, args, err := r.in(`SELECT group_id, locale, readers FROM missing_reads WHERE group_id IN (?)`, ids)
	if err != nil {
		return wrap(err, "readers who wait")
	}
	var wanted []MissingRead
	err = r.q.SelectContext(ctx, &wanted, query, args...)
	for _, w := range wanted {
		if page.Readers[w.GroupID] == nil {
			page.Readers[w.GroupID] = map[locale.Tag]int64{}
		}
		page.Readers[w.GroupID][w.Locale] = w.Readers
	}
	return wrap(err, "readers who wait")
}

// matrixPresent reads who is at a post: they are few, however many posts there
// are.
func (r reads) matrixPresent(ctx context.Context, now time.Time, page *MatrixPage) error {
	var rows []struct {
		PostID content.PostID
		Name   string
	}
	err := r.q.SelectContext(ctx, &rows, `
		SELECT presence.post_id, users.name FROM presence JOIN users ON users.id = presence.user_id
		WHERE presence.seen_at > $1 ORDER BY LOWER(users.name), users.id LIMIT 2000`, now.Add(-PresenceLife))
	for _, row := range rows {
		page.Present[row.PostID] = append(page.Present[row.PostID], row.Name)
	}
	return wrap(err, "present")
}
