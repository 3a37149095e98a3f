package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/markdown"
)

const summaryColumns = `id, group_id, kind, locale, slug, title, excerpt, status, published_at, utc_offset,
	updated_at, words, link, icon, canonical_url, first_published_at, source_id, lead, author_id`

const postColumns = summaryColumns + `, body, created_at, author, translator, cover, cover_alt, extra, revision, body_hash,
	seo_title, seo_description, editor_id, trashed_at`

// Post returns a post by its identifier.
func (r reads) Post(ctx context.Context, id content.PostID) (content.Post, error) {
	var p content.Post
	NoteUse(ctx, postKey(id))
	err := r.q.GetContext(ctx, &p, `SELECT `+postColumns+` FROM posts WHERE id = $1`, id)
	return p, one(err, "post %d", id)
}

// PostBySlug returns the post of a kind that owns slug in locale l, whatever
// its status.
func (r reads) PostBySlug(ctx context.Context, l locale.Tag, kind content.Kind, slug string) (content.Post, error) {
	var p content.Post
	NoteUse(ctx, slugKey(slug))
	err := r.q.GetContext(ctx, &p, `
		SELECT `+postColumns+` FROM posts WHERE locale = $1 AND kind = $2 AND slug = $3`, l, kind, slug)
	return p, one(err, "%s %s/%s", kind, l, slug)
}

// Variants returns the posts of a group, by identifier, whatever their status.
func (r reads) Variants(ctx context.Context, id content.GroupID) ([]content.Summary, error) {
	var posts []content.Summary
	NoteUse(ctx, groupKey(id))
	err := r.q.SelectContext(ctx, &posts, `SELECT `+summaryColumns+` FROM posts WHERE group_id = $1 ORDER BY id`, id)
	return posts, wrap(err, "variants of group %d", id)
}

// VariantsOf returns the posts of several groups in one query, by group.
func (r reads) VariantsOf(ctx context.Context, ids []content.GroupID) (map[content.GroupID][]content.Summary, error) {
	groups := map[content.GroupID][]content.Summary{}
	if len(ids) == 0 {
		return groups, nil
	}
	noteEach(ctx, ids, groupKey)
	query, args, err := r.in(`SELECT `+summaryColumns+` FROM posts WHERE group_id IN (?) ORDER BY id`, ids)
	if err != nil {
		return nil, wrap(err, "variants")
	}
	var posts []content.Summary
	if err := r.q.SelectContext(ctx, &posts, query, args...); err != nil {
		return nil, wrap(err, "variants")
	}
	for _, p := range posts {
		groups[p.GroupID] = append(groups[p.GroupID], p)
	}
	return groups, nil
}

// Summaries returns the posts with these identifiers, in no order.
func (r reads) Summaries(ctx context.Context, ids []content.PostID) ([]content.Summary, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	noteEach(ctx, ids, postKey)
	query, args, err := r.in(`SELECT `+summaryColumns+` FROM posts WHERE id IN (?)`, ids)
	if err != nil {
		return nil, wrap(err, "posts")
	}
	var posts []content.Summary
	err = r.q.SelectContext(ctx, &posts, query, args...)
	return posts, wrap(err, "posts")
}

// Published returns the published posts of a kind in a locale, newest first.
func (r reads) Published(ctx context.Context, l locale.Tag, kind content.Kind, limit, offset int) ([]content.Summary, error) {
	var posts []content.Summary
	NoteUse(ctx, listKey(l, kind))
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM posts
		WHERE id IN (
			SELECT id FROM posts
			WHERE locale = $1 AND kind = $2 AND status = 'published'
			ORDER BY published_at DESC, id DESC
			LIMIT $3 OFFSET $4)
		ORDER BY published_at DESC, id DESC`, l, kind, limit, offset)
	return posts, wrap(err, "published %s in %s", kind, l)
}

// PublishedInOrder returns all published posts of a kind in a locale in the
// order of their groups: for pages and projects, of which a site has few.
func (r reads) PublishedInOrder(ctx context.Context, l locale.Tag, kind content.Kind) ([]content.Summary, error) {
	var posts []content.Summary
	NoteUse(ctx, listKey(l, kind))
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM posts
		WHERE locale = $1 AND kind = $2 AND status = 'published'
		ORDER BY (SELECT position FROM post_groups WHERE post_groups.id = posts.group_id), id
		LIMIT 1000`, l, kind)
	return posts, wrap(err, "%s in %s", kind, l)
}

// PublishedBetween returns the published articles of a locale dated from
// begin until before end, newest first.
func (r reads) PublishedBetween(ctx context.Context, l locale.Tag, begin, end time.Time) ([]content.Summary, error) {
	var posts []content.Summary
	NoteUse(ctx, listKey(l, content.Article))
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM posts
		WHERE locale = $1 AND kind = 'article' AND status = 'published' AND published_at >= $2 AND published_at < $3
		ORDER BY published_at DESC, id DESC`, l, begin, end)
	return posts, wrap(err, "articles of %s from %s", l, begin)
}

// Neighbours returns the articles published just before and just after p in
// its locale; a zero Summary stands for none.
func (r reads) Neighbours(ctx context.Context, p content.Post) (before, after content.Summary, err error) {
	var posts []content.Summary
	NoteUse(ctx, besideKey(p.ID))
	err = r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM (
			SELECT * FROM (SELECT * FROM posts
				WHERE locale = $1 AND kind = $2 AND status = 'published' AND (published_at, id) < ($3, $4)
				ORDER BY published_at DESC, id DESC LIMIT 1) AS older
			UNION ALL
			SELECT * FROM (SELECT * FROM posts
				WHERE locale = $1 AND kind = $2 AND status = 'published' AND (published_at, id) > ($3, $4)
				ORDER BY published_at, id LIMIT 1) AS newer
		) AS neighbours`, p.Locale, p.Kind, p.PublishedAt, p.ID)
	notePosts(ctx, posts)
	for _, n := range posts {
		older := n.PublishedAt.Before(*p.PublishedAt) || n.PublishedAt.Equal(*p.PublishedAt) && n.ID < p.ID
		if older {
			before = n
		} else {
			after = n
		}
	}
	return before, after, wrap(err, "neighbours of post %d", p.ID)
}

// Due returns the scheduled posts whose time has come.
func (r reads) Due(ctx context.Context, now time.Time) ([]content.Post, error) {
	var posts []content.Post
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+postColumns+` FROM posts WHERE status = 'scheduled' AND published_at <= $1 ORDER BY published_at LIMIT 100`, now)
	return posts, wrap(err, "due posts")
}

// claimSlug makes a public post's address its own, whoever had it before
// (rule 26). What nobody could read yet takes nothing from history.
func (tx *Tx) claimSlug(ctx context.Context, p content.Post) error {
	if p.Status != content.Published {
		return nil
	}
	return tx.forgetSlugs(ctx, addressOf(p))
}

// SavePost stores p as the next revision, keeps its old address for redirects
// (rule 25) and keeps the counts of lists and tags right. Another text has its
// words counted.
func (tx *Tx) SavePost(ctx context.Context, p content.Post) (content.Post, error) {
	before, err := tx.Post(ctx, p.ID)
	if err != nil {
		return p, err
	}
	if err := tx.touchPost(ctx, before); err != nil {
		return p, err
	}
	if err := tx.sealRevision(ctx, before); err != nil {
		return p, err
	}
	if p, err = tx.updatePost(ctx, before, p); err != nil {
		return p, err
	}
	if err := tx.touchPost(ctx, p); err != nil {
		return p, err
	}
	return p, tx.addRevisions(ctx, p)
}

// updatePost gives a post its next number and keeps it, its address and its
// part in the counts; its revision is the caller's.
func (tx *Tx) updatePost(ctx context.Context, before, p content.Post) (content.Post, error) {
	if err := tx.countAgain(ctx, before.Summary(), p.Summary()); err != nil {
		return p, err
	}
	read := markdown.ReadWords(p.Body)
	p.Revision, p.BodyHash, p.Lead = before.Revision+1, hash(p.Body), lead(p, read)
	if p.Body != before.Body {
		p.Words = read.Words
	}
	_, err := tx.exec(ctx, `
		UPDATE posts SET locale = $2, slug = $3, title = $4, excerpt = $5, status = $6, published_at = $7, utc_offset = $8,
			updated_at = $9, words = $10, link = $11, icon = $12, canonical_url = $13, first_published_at = $14,
			source_id = $15, body = $16, author = $17, translator = $18, cover = $19, cover_alt = $20, extra = $21,
			revision = $22, body_hash = $23, group_id = $24, kind = $25, lead = $26, seo_title = $27, seo_description = $28,
			author_id = $29, editor_id = $30, trashed_at = $31
		WHERE id = $1`,
		p.ID, p.Locale, p.Slug, p.Title, p.Excerpt, p.Status, p.PublishedAt, p.UTCOffset,
		p.UpdatedAt, p.Words, p.Link, p.Icon, p.CanonicalURL, p.FirstPublishedAt,
		p.SourceID, p.Body, p.Author, p.Translator, p.Cover, p.CoverAlt, p.Extra,
		p.Revision, p.BodyHash, p.GroupID, p.Kind, p.Lead, p.SEOTitle, p.SEODescription,
		p.AuthorID, p.EditorID, p.TrashedAt)
	if err != nil {
		return p, wrap(err, "save %s %s/%s", p.Kind, p.Locale, p.Slug)
	}
	tx.reindexPost(before, p, read.Plain)
	moved := before.Slug != p.Slug || before.Locale != p.Locale || before.Kind != p.Kind
	if moved && before.FirstPublishedAt != nil {
		if err := tx.rememberSlug(ctx, before.Locale, string(before.Kind), before.Slug, int64(p.ID)); err != nil {
			return p, err
		}
	}
	return p, tx.claimSlug(ctx, p)
}

// RemovePost deletes a post for good; readers of its addresses get 410
// (rule 31). Its group goes with its last post.
func (tx *Tx) RemovePost(ctx context.Context, id content.PostID) error {
	p, err := tx.Post(ctx, id)
	if err != nil {
		return err
	}
	if err := tx.touchPost(ctx, p); err != nil {
		return err
	}
	if err := tx.countPost(ctx, p.Summary(), -1); err != nil {
		return err
	}
	tx.unindexPost(p)
	for _, statement := range []string{
		`UPDATE slug_history SET owner = NULL WHERE owner = $1 AND kind <> 'tag'`,
		`DELETE FROM posts WHERE id = $1`,
	} {
		if _, err := tx.exec(ctx, statement, id); err != nil {
			return wrap(err, "remove post %d", id)
		}
	}
	if p.FirstPublishedAt != nil {
		if err := tx.rememberGone(ctx, p.Locale, string(p.Kind), p.Slug); err != nil {
			return err
		}
	}
	return tx.RemoveGroup(ctx, p.GroupID)
}

func hash(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}
