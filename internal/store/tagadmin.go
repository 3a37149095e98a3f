package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/search"
)

// A Term is a tag across its locales.
type Term struct {
	ID   content.TermID
	Tags []content.Tag // by identifier; at least one
	Uses int           // posts of any status and locale that carry one of them
}

// In returns the term's tag in a locale; the zero Tag where it has none.
func (t Term) In(l locale.Tag) content.Tag {
	for _, tag := range t.Tags {
		if tag.Locale == l {
			return tag
		}
	}
	return content.Tag{}
}

// Called returns the term's tag in a locale, or else in the default locale,
// or else the first.
func (t Term) Called(l, def locale.Tag) content.Tag {
	for _, wanted := range []locale.Tag{l, def} {
		if tag := t.In(wanted); tag.ID != 0 {
			return tag
		}
	}
	return t.Tags[0]
}

// A TermQuery says which terms a list shows. What is left zero asks for
// nothing.
type TermQuery struct {
	Text      string     // words of a name or slug in any locale
	MissingIn locale.Tag // terms without a tag in this locale
	Unused    bool       // terms that no post carries
	Locale    locale.Tag // by whose names the list is sorted
	Default   locale.Tag // and where there is none
	ByUses    bool       // the most used first, instead
	Reverse   bool
	Compare   func(a, b string) int // the order of the reader's language
	Limit     int
	Offset    int
}

// Terms returns a part of the terms, and how many there are. It reads all
// tags: a site has hundreds.
func (r reads) Terms(ctx context.Context, q TermQuery) (terms []Term, total int, err error) {
	all, err := r.terms(ctx)
	if err != nil {
		return nil, 0, err
	}
	matches := search.Contains(q.Text)
	all = slices.DeleteFunc(all, func(t Term) bool {
		return q.MissingIn != "" && t.In(q.MissingIn).ID != 0 || q.Unused && t.Uses > 0 || !matches(t.words())
	})
	slices.SortStableFunc(all, q.order())
	total = len(all)
	return all[min(q.Offset, total):min(q.Offset+q.Limit, total)], total, nil
}

func (q TermQuery) order() func(a, b Term) int {
	byName := func(a, b Term) int {
		return q.Compare(a.Called(q.Locale, q.Default).Name, b.Called(q.Locale, q.Default).Name)
	}
	switch {
	case q.ByUses && q.Reverse:
		return func(a, b Term) int { return cmp.Or(cmp.Compare(a.Uses, b.Uses), byName(a, b)) }
	case q.ByUses:
		return func(a, b Term) int { return cmp.Or(cmp.Compare(b.Uses, a.Uses), byName(a, b)) }
	case q.Reverse:
		return func(a, b Term) int { return byName(b, a) }
	}
	return byName
}

// words returns what a search looks at.
func (t Term) words() string {
	var b strings.Builder
	for _, tag := range t.Tags {
		b.WriteString(tag.Name + " " + tag.Slug + " ")
	}
	return b.String()
}

// Term returns a term; errs.NotFound when no tag is of it.
func (r reads) Term(ctx context.Context, id content.TermID) (Term, error) {
	t := Term{ID: id}
	err := r.q.SelectContext(ctx, &t.Tags, `SELECT `+tagColumns+` FROM tags WHERE term_id = $1 ORDER BY id`, id)
	if err != nil || len(t.Tags) == 0 {
		return t, one(orNoRows(err), "term %d", id)
	}
	err = r.q.GetContext(ctx, &t.Uses, `
		SELECT COUNT(DISTINCT post_id) FROM post_tags WHERE tag_id IN (SELECT id FROM tags WHERE term_id = $1)`, id)
	return t, wrap(err, "uses of term %d", id)
}

// terms returns every term that has a tag.
func (r reads) terms(ctx context.Context) ([]Term, error) {
	var tags []content.Tag
	if err := r.q.SelectContext(ctx, &tags, `SELECT `+tagColumns+` FROM tags ORDER BY term_id, id`); err != nil {
		return nil, wrap(err, "terms")
	}
	var rows []struct {
		TermID content.TermID
		Uses   int
	}
	err := r.q.SelectContext(ctx, &rows, `
		SELECT tags.term_id, COUNT(DISTINCT post_tags.post_id) AS uses
		FROM tags JOIN post_tags ON post_tags.tag_id = tags.id GROUP BY tags.term_id`)
	if err != nil {
		return nil, wrap(err, "uses of terms")
	}
	uses := map[content.TermID]int{}
	for _, row := range rows {
		uses[row.TermID] = row.Uses
	}
	var terms []Term
	for _, t := range tags {
		if len(terms) == 0 || terms[len(terms)-1].ID != t.TermID {
			terms = append(terms, Term{ID: t.TermID, Uses: uses[t.TermID]})
		}
		last := &terms[len(terms)-1]
		last.Tags = append(last.Tags, t)
	}
	return terms, nil
}

// PostsWithTag returns the posts of any status that carry a tag.
func (r reads) PostsWithTag(ctx context.Context, id content.TagID) ([]content.PostID, error) {
	var posts []content.PostID
	err := r.q.SelectContext(ctx, &posts, `SELECT post_id FROM post_tags WHERE tag_id = $1 ORDER BY post_id`, id)
	return posts, wrap(err, "posts with tag %d", id)
}

// TagSlugsOnceOf returns the past addresses of a tag.
func (r reads) TagSlugsOnceOf(ctx context.Context, id content.TagID) ([]string, error) {
	var slugs []string
	err := r.q.SelectContext(ctx, &slugs, `SELECT slug FROM slug_history WHERE kind = 'tag' AND owner = $1 ORDER BY slug`, id)
	return slugs, wrap(err, "past slugs of tag %d", id)
}

// MergeTag removes a tag that no post carries any more; its addresses, past
// ones too, lead to another of its locale.
func (tx *Tx) MergeTag(ctx context.Context, t, into content.Tag) error {
	tx.touchTag(t)
	tx.touchTag(into)
	past, err := tx.TagSlugsOnceOf(ctx, t.ID)
	if err != nil {
		return err
	}
	if err := tx.OwnTagSlugs(ctx, into, append(past, t.Slug)...); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `DELETE FROM tags WHERE id = $1`, t.ID); err != nil {
		return wrap(err, "remove tag %d", t.ID)
	}
	return tx.forgetTerm(ctx, t.TermID)
}

// OwnTagSlugs lets past addresses lead to a tag, whomever they led to.
func (tx *Tx) OwnTagSlugs(ctx context.Context, t content.Tag, slugs ...string) error {
	for _, slug := range slugs {
		if err := tx.rememberSlug(ctx, t.Locale, TagKind, slug, int64(t.ID)); err != nil {
			return err
		}
	}
	return nil
}

// MoveTag gives a tag to another term.
func (tx *Tx) MoveTag(ctx context.Context, t content.Tag, to content.TermID) error {
	from := t.TermID
	t.TermID = to
	if err := tx.SaveTag(ctx, t); err != nil {
		return err
	}
	return tx.forgetTerm(ctx, from)
}

// forgetTerm deletes a term without tags.
func (tx *Tx) forgetTerm(ctx context.Context, id content.TermID) error {
	_, err := tx.exec(ctx, `DELETE FROM terms WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM tags WHERE term_id = $1)`, id)
	return wrap(err, "forget term %d", id)
}

// orNoRows returns err, or that there are no rows.
func orNoRows(err error) error {
	if err != nil {
		return err
	}
	return sql.ErrNoRows
}
