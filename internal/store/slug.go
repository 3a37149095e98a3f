package store

import (
	"context"
	"database/sql"

	"verso/internal/content"
	"verso/internal/locale"
)

// TagKind stands for tags where slugs of every kind are kept together.
const TagKind = "tag"

// A PastSlug is an address that something had, or that was deleted.
type PastSlug struct {
	Locale locale.Tag
	Owner  sql.NullInt64 // post or tag; not valid when it was deleted
}

// PostsBySlug returns the posts of a kind that own slug, one per locale.
func (r reads) PostsBySlug(ctx context.Context, kind content.Kind, slug string) ([]content.Summary, error) {
	var posts []content.Summary
	NoteUse(ctx, slugKey(slug))
	err := r.q.SelectContext(ctx, &posts, `SELECT `+summaryColumns+` FROM posts WHERE slug = $1 AND kind = $2 ORDER BY id`, slug, kind)
	return posts, wrap(err, "%s %s", kind, slug)
}

// PastSlugs returns who had slug before, one per locale. kind is a
// content.Kind or TagKind.
func (r reads) PastSlugs(ctx context.Context, kind, slug string) ([]PastSlug, error) {
	var past []PastSlug
	NoteUse(ctx, slugKey(slug), tagSlugKey(slug))
	err := r.q.SelectContext(ctx, &past, `SELECT locale, owner FROM slug_history WHERE slug = $1 AND kind = $2 ORDER BY locale`, slug, kind)
	return past, wrap(err, "past %s %s", kind, slug)
}

// PostsByPastSlug returns the posts of a kind that once had slug, with the
// locale in which they had it.
func (r reads) PostsByPastSlug(ctx context.Context, kind content.Kind, slug string) ([]content.Summary, error) {
	var posts []content.Summary
	NoteUse(ctx, slugKey(slug))
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM posts
		WHERE id IN (SELECT owner FROM slug_history WHERE slug = $1 AND kind = $2) ORDER BY id`, slug, kind)
	return posts, wrap(err, "posts once at %s", slug)
}

// PostsBySlugs returns the posts, of any kind and locale, that own one of the
// slugs now or did before: what links in a text may mean.
func (r reads) PostsBySlugs(ctx context.Context, slugs []string) ([]content.Summary, error) {
	if len(slugs) == 0 {
		return nil, nil
	}
	noteEach(ctx, slugs, slugKey)
	query, args, err := r.in(`SELECT `+summaryColumns+` FROM posts WHERE slug IN (?) ORDER BY id`, slugs)
	if err != nil {
		return nil, wrap(err, "posts by slugs")
	}
	var posts []content.Summary
	err = r.q.SelectContext(ctx, &posts, query, args...)
	return posts, wrap(err, "posts by slugs")
}

// A SlugOwner is a past address of a post.
type SlugOwner struct {
	Locale locale.Tag
	Kind   content.Kind
	Slug   string
	Owner  content.PostID
}

// PastSlugsOf returns which posts had one of the slugs before.
func (r reads) PastSlugsOf(ctx context.Context, slugs []string) ([]SlugOwner, error) {
	if len(slugs) == 0 {
		return nil, nil
	}
	noteEach(ctx, slugs, slugKey)
	query, args, err := r.in(`
		SELECT locale, kind, slug, owner FROM slug_history
		WHERE slug IN (?) AND owner IS NOT NULL AND kind <> 'tag' ORDER BY locale, kind, slug`, slugs)
	if err != nil {
		return nil, wrap(err, "past slugs")
	}
	var owners []SlugOwner
	err = r.q.SelectContext(ctx, &owners, query, args...)
	return owners, wrap(err, "past slugs")
}

func (tx *Tx) rememberSlug(ctx context.Context, l locale.Tag, kind, slug string, owner int64) error {
	tx.touch(slugKey(slug), tagSlugKey(slug))
	_, err := tx.exec(ctx, `
		INSERT INTO slug_history (locale, kind, slug, owner) VALUES ($1, $2, $3, $4)
		ON CONFLICT (locale, kind, slug) DO UPDATE SET owner = excluded.owner`, l, kind, slug, owner)
	return wrap(err, "remember %s %s/%s", kind, l, slug)
}

func (tx *Tx) rememberGone(ctx context.Context, l locale.Tag, kind, slug string) error {
	tx.touch(slugKey(slug), tagSlugKey(slug))
	_, err := tx.exec(ctx, `
		INSERT INTO slug_history (locale, kind, slug, owner) VALUES ($1, $2, $3, NULL)
		ON CONFLICT (locale, kind, slug) DO UPDATE SET owner = NULL`, l, kind, slug)
	return wrap(err, "remember that %s %s/%s is gone", kind, l, slug)
}

// An address is where a post or a tag is, in its locale.
type address struct {
	Locale locale.Tag
	Kind   string // a content.Kind or TagKind
	Slug   string
}

func addressOf(p content.Post) address { return address{p.Locale, string(p.Kind), p.Slug} }

// forgetSlugs makes addresses nobody's of old.
func (tx *Tx) forgetSlugs(ctx context.Context, addresses ...address) error {
	rows := make([][]any, len(addresses))
	for i, a := range addresses {
		tx.touch(slugKey(a.Slug), tagSlugKey(a.Slug))
		rows[i] = []any{a.Locale, a.Kind, a.Slug}
	}
	err := tx.execRows(ctx, rowsStatement{
		`DELETE FROM slug_history WHERE (locale, kind, slug) IN (VALUES`, `(?, ?, ?)`, `)`,
	}, rows)
	return wrap(err, "forget %d past addresses", len(addresses))
}
