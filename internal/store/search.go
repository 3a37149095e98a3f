package store

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/search"
)

// SearchLimit is how many posts a search finds at most: the newest.
const SearchLimit = 1000

// searchTitles is how many titles of other locales a search looks at.
const searchTitles = 100

// Found is what a search found: identifiers and counts, the best first.
type Found struct {
	Posts  []content.PostID   // those with the words in the title, then the rest, each newest first
	More   bool               // there are older ones beyond SearchLimit
	Counts map[locale.Tag]int // how many each other locale has, SearchLimit at most
	Titles []content.PostID   // posts of other locales with the words in the title, newest first
}

// Search finds the published posts of a locale that have the words, and says
// what the same words find in other locales. However many there are, it is one
// query.
func (r reads) Search(ctx context.Context, own search.Terms, others []search.Terms) (Found, error) {
	found := Found{Counts: map[locale.Tag]int{}}
	if own.Empty() {
		return found, nil
	}
	m := matching{dialect: r.dialect}
	m.places(own, SearchLimit+1, false)
	m.places(own, SearchLimit+1, true)
	others = slices.DeleteFunc(slices.Clone(others), search.Terms.Empty) // two parts each, in their order
	for _, other := range others {
		m.count(other)
		m.places(other, searchTitles, true)
	}
	var rows []struct {
		Part  int
		Value int64 // a place, or a count
	}
	if err := r.q.SelectContext(ctx, &rows, m.sql(), m.args...); err != nil {
		return found, wrap(err, "search in %s", own.Locale())
	}
	parts := make([][]int64, len(m.parts))
	for _, row := range rows {
		parts[row.Part] = append(parts[row.Part], row.Value)
	}
	var titles []int64
	for i, part := range parts[2:] {
		other := others[i/2].Locale()
		if i%2 == 0 {
			found.Counts[other] = int(part[0])
			continue
		}
		titles = append(titles, part...)
	}
	found.Posts, found.More = ranked(parts[0], parts[1])
	found.Titles = newestFirst(titles)
	return found, nil
}

// ranked puts the posts with the words in the title first. Both lists hold the
// newest matches, so a match that is not among the titles has none.
func ranked(places, titles []int64) (posts []content.PostID, more bool) {
	inTitle := make(map[int64]bool, len(titles))
	for _, at := range titles {
		inTitle[at] = true
	}
	slices.SortFunc(places, func(a, b int64) int { return newer(a, b) })
	if more = len(places) > SearchLimit; more {
		places = places[:SearchLimit]
	}
	slices.SortStableFunc(places, func(a, b int64) int {
		switch {
		case inTitle[a] == inTitle[b]:
			return 0
		case inTitle[a]:
			return -1
		}
		return 1
	})
	posts = make([]content.PostID, len(places))
	for i, at := range places {
		posts[i] = postAt(at)
	}
	return posts, more
}

func newestFirst(places []int64) []content.PostID {
	slices.SortFunc(places, newer)
	posts := make([]content.PostID, len(places))
	for i, at := range places {
		posts[i] = postAt(at)
	}
	return posts
}

func newer(a, b int64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

// A matching is one query of several parts, each a number and its values.
type matching struct {
	dialect dialect
	parts   []string
	args    []any
}

// places adds a part: the newest places that match, most at most.
func (m *matching) places(t search.Terms, most int, title bool) {
	m.add(`SELECT #, at FROM (` + m.match(t, most, title) + `) AS part#`)
}

// count adds a part: how many posts match.
func (m *matching) count(t search.Terms) {
	m.add(`SELECT #, COUNT(*) FROM (` + m.match(t, SearchLimit, false) + `) AS part#`)
}

func (m *matching) add(part string) {
	m.parts = append(m.parts, strings.ReplaceAll(part, "#", strconv.Itoa(len(m.parts))))
}

// match returns the query for the newest places that match, named at.
func (m *matching) match(t search.Terms, most int, title bool) string {
	terms, query := t.TSQuery(), `SELECT at FROM places_by_words($1::TSQUERY, $2) AS at`
	switch {
	case m.dialect == postgresDialect && title:
		query = `SELECT at FROM places_by_title($1::TSQUERY, $2) AS at`
	case m.dialect == sqliteDialect:
		query = `SELECT rowid AS at FROM post_words WHERE post_words MATCH $1 ORDER BY rowid DESC LIMIT $2`
		if terms = t.FTS5(); title {
			terms = t.FTS5Title()
		}
	}
	m.args = append(m.args, terms, most)
	n := len(m.args)
	return strings.NewReplacer("$1", "$"+strconv.Itoa(n-1), "$2", "$"+strconv.Itoa(n)).Replace(query)
}

func (m *matching) sql() string {
	return `SELECT part, value FROM (SELECT 0 AS part, 0 AS value WHERE FALSE UNION ALL ` + strings.Join(m.parts, ` UNION ALL `) + `) AS found`
}

// WithoutVariant returns those of the published posts whose work has no
// published post in l, newest first.
func (r reads) WithoutVariant(ctx context.Context, ids []content.PostID, l locale.Tag) ([]content.Summary, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	query, args, err := r.in(`
		SELECT `+summaryColumns+` FROM posts
		WHERE id IN (?) AND status = 'published' AND NOT EXISTS (
			SELECT 1 FROM posts AS own
			WHERE own.group_id = posts.group_id AND own.locale = ? AND own.status = 'published')
		ORDER BY published_at DESC, id DESC`, ids, l)
	if err != nil {
		return nil, wrap(err, "posts without %s", l)
	}
	var posts []content.Summary
	err = r.q.SelectContext(ctx, &posts, query, args...)
	return posts, wrap(err, "posts without %s", l)
}

// WithTag returns those of the posts that carry a tag, in their order.
func (r reads) WithTag(ctx context.Context, ids []content.PostID, tag content.TagID) ([]content.PostID, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	query, args, err := r.in(`SELECT post_id FROM post_tags WHERE tag_id = ? AND post_id IN (?)`, tag, ids)
	if err != nil {
		return nil, wrap(err, "posts with tag %d", tag)
	}
	var tagged []content.PostID
	err = r.q.SelectContext(ctx, &tagged, query, args...)
	has := make(map[content.PostID]bool, len(tagged))
	for _, id := range tagged {
		has[id] = true
	}
	return slices.DeleteFunc(ids, func(id content.PostID) bool { return !has[id] }), wrap(err, "posts with tag %d", tag)
}
