package store

import (
	"context"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/search"
)

// A PickQuery looks for posts to link to, in every language. What is left zero
// asks for nothing.
type PickQuery struct {
	Text   string          // words of the title or the slug
	Kind   content.Kind    // "": any
	Locale locale.Tag      // whose posts come first; "": none do
	Beside content.GroupID // leaves out this work, and works that are in one of its locales: what can be linked to it
	Limit  int

	Owner   content.UserID // works of which this person owns a variant
	Locales []locale.Tag   // works in one of these locales
	Public  bool           // with Owner or Locales: what is published too
}

// PickPosts returns the posts that fit, the last changed first. What is in the
// trash cannot be picked.
func (r reads) PickPosts(ctx context.Context, q PickQuery) ([]content.Summary, error) {
	c := &conditions{}
	c.add(true, `p.status <> 'trashed'`)
	q.narrow(c)
	c.add(q.Kind != "", `p.kind = ?`, q.Kind)
	c.add(q.Beside != 0, `p.group_id <> ?`, q.Beside)
	c.add(q.Beside != 0, `NOT EXISTS (
		SELECT 1 FROM posts AS x JOIN posts AS y ON y.locale = x.locale WHERE x.group_id = p.group_id AND y.group_id = ?)`, q.Beside)
	var rows []struct {
		ID     content.PostID
		Locale locale.Tag
		Title  string
		Slug   string
	}
	text := `SELECT p.id, p.locale, p.title, p.slug FROM posts AS p WHERE ` + c.text() + ` ORDER BY p.updated_at DESC, p.id DESC`
	if err := r.q.SelectContext(ctx, &rows, sqlx.Rebind(sqlx.DOLLAR, text), c.args...); err != nil {
		return nil, wrap(err, "posts to pick")
	}
	matches := search.Contains(q.Text)
	var own, others []content.PostID
	for _, row := range rows {
		switch {
		case !matches(row.Title) && !matches(strings.ReplaceAll(row.Slug, "-", " ")) && !matches(row.Slug):
		case row.Locale == q.Locale:
			own = append(own, row.ID)
		default:
			others = append(others, row.ID)
		}
	}
	ids := slices.Concat(own, others)
	ids = ids[:min(q.Limit, len(ids))]
	posts, err := r.Summaries(ctx, ids)
	slices.SortFunc(posts, func(a, b content.Summary) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return posts, err
}

// narrow leaves what the person may know of.
func (q PickQuery) narrow(c *conditions) {
	known := &conditions{}
	known.add(q.Owner != 0, `p.group_id IN (SELECT group_id FROM posts WHERE author_id = ?)`, q.Owner)
	known.add(len(q.Locales) > 0, `p.group_id IN (SELECT group_id FROM posts WHERE locale IN `+marks(len(q.Locales))+`)`, arguments(q.Locales)...)
	if len(known.parts) == 0 {
		return
	}
	known.add(q.Public, `p.status = 'published'`)
	c.add(true, `(`+strings.Join(known.parts, ` OR `)+`)`, known.args...)
}
