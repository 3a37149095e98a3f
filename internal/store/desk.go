package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/search"
)

// A WorkSort is an order of works.
type WorkSort string

// The orders. Works without a date come before those that have one.
const (
	ByUpdated   WorkSort = "updated" // the last changed first
	ByPublished WorkSort = "published"
	ByTitle     WorkSort = "title"
	ByPosition  WorkSort = "position" // the owner's order, of pages and projects
)

// A WorkQuery says which works a list of the admin shows. What is left zero
// asks for nothing; a work is in the list when one of its variants is all of
// Locale, Status, Text and Term. What is in the trash is shown to those alone
// who ask for that status.
type WorkQuery struct {
	Kind      content.Kind
	Locale    locale.Tag
	Status    content.Status
	Text      string // words of the title, in any order, without regard to case and accents
	Term      content.TermID
	MissingIn locale.Tag // works that are not in this locale

	Owner   content.UserID // works of which this person owns a variant
	Locales []locale.Tag   // works in one of these locales, or published in any: what a translator may see

	Sort    WorkSort // ByUpdated when empty
	Reverse bool
	Compare func(a, b string) int // of ByTitle: the order of the reader's language; by bytes when nil
	Limit   int
	Offset  int
}

// A Work is what a list of the admin shows of a work.
type Work struct {
	content.Group
	Variants []content.Summary // by identifier; those in the trash too
}

// A WorkPage is a part of a list.
type WorkPage struct {
	Works  []Work
	Total  int                    // of the whole list
	Counts map[content.Status]int // works of this kind that have a variant of the status, whatever else is asked
}

// Works returns a part of a list of works, in four queries however long it is.
func (r reads) Works(ctx context.Context, q WorkQuery) (WorkPage, error) {
	var page WorkPage
	ids, err := r.workIDs(ctx, q)
	if err != nil {
		return page, err
	}
	if page.Counts, err = r.workCounts(ctx, q); err != nil {
		return page, err
	}
	page.Total = len(ids)
	ids = ids[min(q.Offset, len(ids)):min(q.Offset+q.Limit, len(ids))]
	variants, err := r.VariantsOf(ctx, ids)
	if err != nil || len(ids) == 0 {
		return page, err
	}
	query, args, err := r.in(`SELECT `+groupColumns+` FROM post_groups WHERE id IN (?)`, ids)
	if err != nil {
		return page, wrap(err, "works")
	}
	var groups []content.Group
	if err := r.q.SelectContext(ctx, &groups, query, args...); err != nil {
		return page, wrap(err, "works")
	}
	slices.SortFunc(groups, func(a, b content.Group) int {
		return cmp.Compare(slices.Index(ids, a.ID), slices.Index(ids, b.ID))
	})
	for _, g := range groups {
		page.Works = append(page.Works, Work{Group: g, Variants: variants[g.ID]})
	}
	return page, nil
}

// workIDs returns the works of a list in order. Titles are compared here: the
// databases do not agree on what is upper case.
func (r reads) workIDs(ctx context.Context, q WorkQuery) ([]content.GroupID, error) {
	c := q.scope()
	c.add(q.Locale != "", `p.locale = ?`, q.Locale)
	c.add(q.Status != "", `p.status = ?`, q.Status)
	c.add(q.Status == "", `p.status <> 'trashed'`)
	c.add(q.Term != 0, `p.id IN (SELECT post_id FROM post_tags JOIN tags ON tags.id = post_tags.tag_id WHERE tags.term_id = ?)`, q.Term)
	c.add(q.MissingIn != "", `p.group_id NOT IN (SELECT group_id FROM posts WHERE kind = ? AND locale = ? AND status <> 'trashed')`,
		q.Kind, q.MissingIn)
	var rows []titled
	text := `SELECT p.group_id, p.title FROM posts AS p WHERE ` + c.text() + ` ORDER BY ` + q.order()
	if err := r.q.SelectContext(ctx, &rows, sqlx.Rebind(sqlx.DOLLAR, text), c.args...); err != nil {
		return nil, wrap(err, "works")
	}
	if q.Sort == ByTitle {
		slices.SortStableFunc(rows, q.byTitle())
	}
	matches := search.Contains(q.Text)
	seen := make(map[content.GroupID]bool, len(rows))
	ids := make([]content.GroupID, 0, len(rows))
	for _, row := range rows {
		if !seen[row.GroupID] && matches(row.Title) {
			seen[row.GroupID] = true
			ids = append(ids, row.GroupID)
		}
	}
	return ids, nil
}

// titled is a variant, as lists are searched and sorted.
type titled struct {
	GroupID content.GroupID
	Title   string
}

func (q WorkQuery) byTitle() func(a, b titled) int {
	compare := strings.Compare
	if q.Compare != nil {
		compare = q.Compare
	}
	if q.Reverse {
		return func(a, b titled) int { return compare(b.Title, a.Title) }
	}
	return func(a, b titled) int { return compare(a.Title, b.Title) }
}

// order returns the order of the rows in SQL. NULL has a place of its own:
// the databases do not agree on it.
func (q WorkQuery) order() string {
	direction := " DESC"
	if q.Reverse {
		direction = ""
	}
	if q.Sort == ByPosition {
		direction = ""
		if q.Reverse {
			direction = " DESC"
		}
		return `(SELECT position FROM post_groups WHERE post_groups.id = p.group_id)` + direction + `, p.group_id` + direction
	}
	if q.Sort == ByPublished {
		return `(p.published_at IS NULL)` + direction + `, p.published_at` + direction + `, p.group_id` + direction
	}
	return `p.updated_at` + direction + `, p.group_id` + direction
}

// workCounts counts the works of a kind by the status of their variants.
func (r reads) workCounts(ctx context.Context, q WorkQuery) (map[content.Status]int, error) {
	var rows []struct {
		Status content.Status
		Works  int
	}
	c := q.scope()
	text := `SELECT p.status, COUNT(DISTINCT p.group_id) AS works FROM posts AS p WHERE ` + c.text() + ` GROUP BY p.status`
	err := r.q.SelectContext(ctx, &rows, sqlx.Rebind(sqlx.DOLLAR, text), c.args...)
	counts := map[content.Status]int{}
	for _, row := range rows {
		counts[row.Status] = row.Works
	}
	return counts, wrap(err, "number of works")
}

// scope returns what the person may see, of the kind that is asked for.
func (q WorkQuery) scope() *conditions {
	c := &conditions{}
	c.add(true, `p.kind = ?`, q.Kind)
	c.add(q.Owner != 0, `p.group_id IN (SELECT group_id FROM posts WHERE author_id = ?)`, q.Owner)
	if len(q.Locales) == 0 {
		return c
	}
	args := make([]any, len(q.Locales))
	for i, l := range q.Locales {
		args[i] = l
	}
	c.add(true, `p.group_id IN (SELECT group_id FROM posts WHERE status = 'published' OR locale IN (?`+
		strings.Repeat(", ?", len(args)-1)+`))`, args...)
	return c
}

// conditions are parts of a WHERE, with the arguments of their "?".
type conditions struct {
	parts []string
	args  []any
}

func (c *conditions) add(asked bool, part string, args ...any) {
	if asked {
		c.parts, c.args = append(c.parts, part), append(c.args, args...)
	}
}

func (c *conditions) text() string { return strings.Join(c.parts, " AND ") }
