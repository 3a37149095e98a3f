package store

import (
	"context"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
)

// canonicalHere holds for posts that are canonical on the site's own host, $1
// with a slash at its end (rule 72): those that name no other.
const canonicalHere = `(canonical_url = '' OR
	substr(replace(replace(lower(canonical_url), 'https://', ''), 'http://', '') || '/', 1, length(CAST($1 AS TEXT))) = $1)`

// indexable selects what search engines may list of a locale: its published
// posts that are canonical here, in the order they were written.
const indexable = `
	SELECT id FROM posts WHERE locale = $2 AND status = 'published' AND ` + canonicalHere + `
	ORDER BY id LIMIT $3 OFFSET $4`

// IndexableByLocale returns how many posts each locale's sitemap lists, of a
// site at host. It counts them: sitemaps are read by robots, and kept until
// something changes.
func (r reads) IndexableByLocale(ctx context.Context, host string) (map[locale.Tag]int, error) {
	NoteUse(ctx, sitemapKey)
	var rows []struct {
		Locale locale.Tag
		Posts  int
	}
	err := r.q.SelectContext(ctx, &rows, `
		SELECT locale, COUNT(*) AS posts FROM posts WHERE status = 'published' AND `+canonicalHere+` GROUP BY locale`, ownHost(host))
	counts := map[locale.Tag]int{}
	for _, row := range rows {
		counts[row.Locale] = row.Posts
	}
	return counts, wrap(err, "indexable posts")
}

// ownHost returns a host as canonicalHere compares it.
func ownHost(host string) string { return strings.ToLower(host) + "/" }

// Indexable returns a part of the posts that a locale's sitemap lists, of a
// site at host.
func (r reads) Indexable(ctx context.Context, host string, l locale.Tag, limit, offset int) ([]content.Summary, error) {
	NoteUse(ctx, sitemapKey)
	var posts []content.Summary
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM posts WHERE id IN (`+indexable+`) ORDER BY id`, ownHost(host), l, limit, offset)
	return posts, wrap(err, "indexable posts of %s", l)
}

// IndexableBeside returns the published variants of the works whose posts
// Indexable returns for the same part, by group.
func (r reads) IndexableBeside(ctx context.Context, host string, l locale.Tag, limit, offset int) (map[content.GroupID][]content.Summary, error) {
	NoteUse(ctx, sitemapKey)
	var posts []content.Summary
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM posts
		WHERE status = 'published' AND group_id IN (SELECT group_id FROM posts WHERE id IN (`+indexable+`))
		ORDER BY id`, ownHost(host), l, limit, offset)
	groups := map[content.GroupID][]content.Summary{}
	for _, p := range posts {
		groups[p.GroupID] = append(groups[p.GroupID], p)
	}
	return groups, wrap(err, "variants of indexable posts of %s", l)
}

// RecordedSources returns the source post that a work names, for the works
// that name one.
func (r reads) RecordedSources(ctx context.Context) (map[content.GroupID]*content.PostID, error) {
	NoteUse(ctx, sitemapKey)
	var groups []content.Group
	err := r.q.SelectContext(ctx, &groups, `SELECT `+groupColumns+` FROM post_groups WHERE source_id IS NOT NULL`)
	sources := map[content.GroupID]*content.PostID{}
	for _, g := range groups {
		sources[g.ID] = g.SourceID
	}
	return sources, wrap(err, "sources")
}

// AllTags returns the tags of every locale that published articles carry, by
// term: for the sitemap's alternates.
func (r reads) AllTags(ctx context.Context) ([]content.Tag, error) {
	NoteUse(ctx, tagsKey)
	var tags []content.Tag
	err := r.q.SelectContext(ctx, &tags, `SELECT `+tagColumns+` FROM tags WHERE posts > 0 ORDER BY term_id, id`)
	return tags, wrap(err, "tags")
}
