package store

import (
	"context"

	"verso/internal/content"
	"verso/internal/locale"
)

// Indexable returns the published posts of a locale that search engines may
// list: those that are canonical here (rule 72), by identifier, after the
// post given.
func (r reads) Indexable(ctx context.Context, l locale.Tag, after content.PostID, limit int) ([]content.Summary, error) {
	var posts []content.Summary
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM posts
		WHERE locale = $1 AND status = 'published' AND canonical_url = '' AND id > $2 ORDER BY id LIMIT $3`, l, after, limit)
	return posts, wrap(err, "indexable posts of %s", l)
}

// AllTags returns the tags of every locale that published articles carry, by
// term: for the sitemap's alternates.
func (r reads) AllTags(ctx context.Context) ([]content.Tag, error) {
	var tags []content.Tag
	err := r.q.SelectContext(ctx, &tags, `SELECT `+tagColumns+` FROM tags WHERE posts > 0 ORDER BY term_id, locale`)
	return tags, wrap(err, "tags")
}
