package store

import (
	"context"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"verso/internal/content"
	"verso/internal/locale"
)

// An OverviewQuery says whose start page of the admin it is: what is left zero
// narrows nothing.
type OverviewQuery struct {
	Owner   content.UserID // works of which this person owns a variant
	Locales []locale.Tag   // posts in these locales; nil for all
	Site    []locale.Tag   // the locales that are served
	Limit   int            // posts and works of each list
}

// An Overview is what the start page of the admin shows.
type Overview struct {
	Waiting   []Waiting                             // drafts, in review and scheduled posts: the first few of each
	Published []content.Summary                     // the newest in all locales
	Progress  []Progress                            // of the articles, for each locale of the query's Site
	Works     int                                   // articles that are published in at least one of these
	Missing   []content.GroupID                     // the newest of those that are not in all of the query's locales
	Wanted    []MissingRead                         // what most readers looked for in a language it is not published in
	Variants  map[content.GroupID][]content.Summary // of Missing and Wanted
}

// A Waiting is a post that readers do not see yet.
type Waiting struct {
	content.Summary
	Number int // of the posts of this status, whether they are listed or not
}

// A Progress says how far the articles are in a locale.
type Progress struct {
	Locale    locale.Tag
	Published int
}

// Overview returns what the start page shows, in six queries however much
// there is.
func (r reads) Overview(ctx context.Context, q OverviewQuery) (Overview, error) {
	var o Overview
	for _, read := range []func(context.Context, OverviewQuery, *Overview) error{
		r.waiting, r.newest, r.progress, r.missing, r.wanted,
	} {
		if err := read(ctx, q, &o); err != nil {
			return o, err
		}
	}
	ids := slices.Clone(o.Missing)
	for _, w := range o.Wanted {
		ids = append(ids, w.GroupID)
	}
	var err error
	o.Variants, err = r.VariantsOf(ctx, ids)
	return o, err
}

// scope narrows posts, called p, to what the person works on.
func (q OverviewQuery) scope() *conditions {
	c := &conditions{}
	c.add(q.Owner != 0, `p.group_id IN (SELECT group_id FROM posts WHERE author_id = ?)`, q.Owner)
	c.add(q.Locales != nil, `p.locale IN `+marks(len(q.Locales)), arguments(q.Locales)...)
	return c
}

// marks returns a list of n "?" in brackets; of none, one that nothing is in.
func marks(n int) string {
	if n == 0 {
		return `(NULL)`
	}
	return `(?` + strings.Repeat(`, ?`, n-1) + `)`
}

func arguments(tags []locale.Tag) []any {
	args := make([]any, len(tags))
	for i, tag := range tags {
		args[i] = tag
	}
	return args
}

// all runs a query written with "?".
func (r reads) all(ctx context.Context, rows any, what, text string, args ...any) error {
	return wrap(r.q.SelectContext(ctx, rows, sqlx.Rebind(sqlx.DOLLAR, text), args...), "%s", what)
}

// overviewColumns are read from an index alone, without the texts.
const overviewColumns = `id, group_id, kind, locale, slug, title, status, published_at, updated_at, author_id`

func (r reads) waiting(ctx context.Context, q OverviewQuery, o *Overview) error {
	c := q.scope()
	c.add(true, `p.status IN ('draft', 'review', 'scheduled')`)
	return r.all(ctx, &o.Waiting, "what waits", `
		SELECT `+overviewColumns+`, number FROM (
			SELECT p.id, p.group_id, p.kind, p.locale, p.slug, p.title, p.status, p.published_at, p.updated_at, p.author_id,
				COUNT(*) OVER (PARTITION BY p.status) AS number,
				ROW_NUMBER() OVER (PARTITION BY p.status ORDER BY
					CASE WHEN p.status = 'scheduled' THEN p.published_at END, p.updated_at DESC, p.id DESC) AS place
			FROM posts AS p WHERE `+c.text()+`) AS ranked
		WHERE place <= ? ORDER BY status, place`, append(c.args, q.Limit)...)
}

// newest reads the newest of each locale, which has an index, and the newest
// of those.
func (r reads) newest(ctx context.Context, q OverviewQuery, o *Overview) error {
	var parts []string
	var args []any
	for _, l := range q.Site {
		for _, kind := range content.Kinds() {
			c := q.scope()
			c.add(true, `p.locale = ? AND p.kind = ? AND p.status = 'published'`, l, kind)
			parts = append(parts, `SELECT * FROM (SELECT p.id, p.published_at FROM posts AS p WHERE `+c.text()+`
				ORDER BY p.published_at DESC, p.id DESC LIMIT ?) AS newest`)
			args = append(args, append(c.args, q.Limit)...)
		}
	}
	if parts == nil {
		return nil
	}
	return r.all(ctx, &o.Published, "newest posts", `
		SELECT `+overviewColumns+`, utc_offset FROM posts WHERE id IN (
			SELECT id FROM (`+strings.Join(parts, ` UNION ALL `)+`) AS candidates ORDER BY published_at DESC, id DESC LIMIT ?)
		ORDER BY published_at DESC, id DESC`, append(args, q.Limit)...)
}

func (r reads) progress(ctx context.Context, q OverviewQuery, o *Overview) error {
	var rows []struct {
		Locale    locale.Tag
		Published int
		Works     int
	}
	c := OverviewQuery{Owner: q.Owner}.scope()
	c.add(true, `p.kind = ? AND p.status = 'published' AND p.locale IN `+marks(len(q.Site)), append([]any{content.Article}, arguments(q.Site)...)...)
	args := slices.Concat(c.args, c.args)
	err := r.all(ctx, &rows, "progress", `
		SELECT p.locale, COUNT(*) AS published, 0 AS works FROM posts AS p WHERE `+c.text()+` GROUP BY p.locale
		UNION ALL
		SELECT '' AS locale, 0 AS published, COUNT(DISTINCT p.group_id) AS works FROM posts AS p WHERE `+c.text(), args...)
	published := map[locale.Tag]int{}
	for _, row := range rows {
		published[row.Locale] = row.Published
		o.Works = max(o.Works, row.Works)
	}
	for _, l := range q.Site {
		o.Progress = append(o.Progress, Progress{Locale: l, Published: published[l]})
	}
	return err
}

// missing reads which works are published somewhere and not there at all in
// one of the locales that the person works in.
func (r reads) missing(ctx context.Context, q OverviewQuery, o *Overview) error {
	wanted := q.Locales
	if wanted == nil {
		wanted = q.Site
	}
	c := OverviewQuery{Owner: q.Owner}.scope()
	c.add(true, `p.kind = ? AND p.status <> 'trashed'`, content.Article)
	args := append(c.args, arguments(wanted)...)
	return r.all(ctx, &o.Missing, "works missing in a language", `
		SELECT p.group_id FROM posts AS p WHERE `+c.text()+`
		GROUP BY p.group_id
		HAVING COUNT(CASE WHEN p.locale IN `+marks(len(wanted))+` THEN 1 END) < ? AND COUNT(CASE WHEN p.status = 'published' THEN 1 END) > 0
		ORDER BY MAX(CASE WHEN p.status = 'published' THEN p.published_at END) DESC, p.group_id DESC LIMIT ?`, append(args, len(wanted), q.Limit)...)
}

func (r reads) wanted(ctx context.Context, q OverviewQuery, o *Overview) error {
	c := &conditions{}
	c.add(true, `NOT EXISTS (SELECT 1 FROM posts AS p WHERE p.group_id = w.group_id AND p.locale = w.locale AND p.status = 'published')`)
	c.add(q.Owner != 0, `w.group_id IN (SELECT group_id FROM posts WHERE author_id = ?)`, q.Owner)
	within := q.Site
	if q.Locales != nil {
		within = q.Locales
	}
	c.add(true, `w.locale IN `+marks(len(within)), arguments(within)...)
	return r.all(ctx, &o.Wanted, "wanted translations", `
		SELECT w.group_id, w.locale, w.readers FROM missing_reads AS w WHERE `+c.text()+`
		ORDER BY w.readers DESC, w.group_id, w.locale LIMIT ?`, append(c.args, q.Limit)...)
}
