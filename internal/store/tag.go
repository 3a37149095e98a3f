package store

import (
	"context"
	"maps"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
)

const tagReturn = `id, term_id, locale, slug, name, posts`

const tagColumns = `tags.id, tags.term_id, tags.locale, tags.slug, tags.name, tags.posts`

// TagBySlug returns the tag that owns slug in locale l.
func (r reads) TagBySlug(ctx context.Context, l locale.Tag, slug string) (content.Tag, error) {
	var t content.Tag
	NoteUse(ctx, tagSlugKey(slug))
	err := r.q.GetContext(ctx, &t, `SELECT `+tagColumns+` FROM tags WHERE locale = $1 AND slug = $2`, l, slug)
	return t, one(err, "tag %s/%s", l, slug)
}

// TagsBySlug returns the tags that own slug, one per locale.
func (r reads) TagsBySlug(ctx context.Context, slug string) ([]content.Tag, error) {
	var tags []content.Tag
	NoteUse(ctx, tagSlugKey(slug))
	err := r.q.SelectContext(ctx, &tags, `SELECT `+tagColumns+` FROM tags WHERE slug = $1 ORDER BY id`, slug)
	return tags, wrap(err, "tag %s", slug)
}

// TagsBySlugs returns the tags of every locale that own one of the slugs, and
// the other tags of their terms.
func (r reads) TagsBySlugs(ctx context.Context, slugs []string) ([]content.Tag, error) {
	if len(slugs) == 0 {
		return nil, nil
	}
	noteEach(ctx, slugs, tagSlugKey)
	query, args, err := r.in(`
		SELECT `+tagColumns+` FROM tags
		WHERE term_id IN (SELECT term_id FROM tags WHERE slug IN (?)) ORDER BY id`, slugs)
	if err != nil {
		return nil, wrap(err, "tags")
	}
	var tags []content.Tag
	err = r.q.SelectContext(ctx, &tags, query, args...)
	noteEach(ctx, tags, func(t content.Tag) Key { return termKey(t.TermID) })
	return tags, wrap(err, "tags")
}

// TagsByPastSlug returns the tags that once had slug.
func (r reads) TagsByPastSlug(ctx context.Context, slug string) ([]content.Tag, error) {
	var tags []content.Tag
	NoteUse(ctx, tagSlugKey(slug))
	err := r.q.SelectContext(ctx, &tags, `
		SELECT `+tagColumns+` FROM tags
		WHERE id IN (SELECT owner FROM slug_history WHERE slug = $1 AND kind = 'tag') ORDER BY id`, slug)
	return tags, wrap(err, "tags once at %s", slug)
}

// TermTags returns a term's tag in each locale that has one.
func (r reads) TermTags(ctx context.Context, id content.TermID) ([]content.Tag, error) {
	var tags []content.Tag
	NoteUse(ctx, termKey(id))
	err := r.q.SelectContext(ctx, &tags, `SELECT `+tagColumns+` FROM tags WHERE term_id = $1 ORDER BY id`, id)
	return tags, wrap(err, "tags of term %d", id)
}

// Tags returns the tags of a locale that published articles carry, by name in
// no language's order.
func (r reads) Tags(ctx context.Context, l locale.Tag) ([]content.Tag, error) {
	var tags []content.Tag
	NoteUse(ctx, tagsKey)
	err := r.q.SelectContext(ctx, &tags, `
		SELECT `+tagColumns+` FROM tags WHERE locale = $1 AND posts > 0 ORDER BY slug`, l)
	return tags, wrap(err, "tags of %s", l)
}

// TagsOf returns the tags of a post in the author's order.
func (r reads) TagsOf(ctx context.Context, id content.PostID) ([]content.Tag, error) {
	var tags []content.Tag
	err := r.q.SelectContext(ctx, &tags, `
		SELECT `+tagColumns+` FROM tags JOIN post_tags ON post_tags.tag_id = tags.id
		WHERE post_tags.post_id = $1 ORDER BY post_tags.position`, id)
	NoteUse(ctx, postKey(id))
	noteEach(ctx, tags, func(t content.Tag) Key { return tagKey(t.ID) })
	return tags, wrap(err, "tags of post %d", id)
}

// Tagged returns the published articles that carry a tag, newest first. It
// reads no more rows than it skips and returns.
func (r reads) Tagged(ctx context.Context, id content.TagID, limit, offset int) ([]content.Summary, error) {
	var posts []content.Summary
	NoteUse(ctx, tagKey(id))
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+summaryColumns+` FROM posts
		WHERE id IN (
			SELECT post_id FROM post_tags WHERE tag_id = $1 AND place > 0
			ORDER BY place DESC
			LIMIT $2 OFFSET $3)
		ORDER BY published_at DESC, id DESC`, id, limit, offset)
	notePosts(ctx, posts)
	return posts, wrap(err, "posts with tag %d", id)
}

// AddTerm adds a term, which has no tag yet.
func (tx *Tx) AddTerm(ctx context.Context) (id content.TermID, err error) {
	err = tx.add(ctx, &id, `INSERT INTO terms DEFAULT VALUES RETURNING id`)
	return id, wrap(err, "add term")
}

// AddTag adds a tag to a term, or to a new term when TermID is zero.
func (tx *Tx) AddTag(ctx context.Context, t content.Tag) (content.Tag, error) {
	if t.TermID == 0 {
		var err error
		if t.TermID, err = tx.AddTerm(ctx); err != nil {
			return t, err
		}
	}
	tags := []content.Tag{t}
	err := tx.AddTags(ctx, tags)
	return tags[0], err
}

// AddTags adds tags to their terms and gives them their identifiers.
func (tx *Tx) AddTags(ctx context.Context, tags []content.Tag) error {
	rows := make([][]any, len(tags))
	addresses := make([]address, len(tags))
	at := map[address]int{}
	for i, t := range tags {
		rows[i] = []any{t.TermID, t.Locale, t.Slug, t.Name}
		addresses[i] = address{t.Locale, TagKind, t.Slug}
		at[addresses[i]] = i
	}
	type added struct {
		ID     content.TagID
		Locale locale.Tag
		Slug   string
	}
	err := selectRows(ctx, tx, rowsStatement{
		`INSERT INTO tags (term_id, locale, slug, name) VALUES`, `(?, ?, ?, ?)`, `RETURNING id, locale, slug`,
	}, rows, func(a added) { tags[at[address{a.Locale, TagKind, a.Slug}]].ID = a.ID })
	if err != nil {
		return wrap(err, "add %d tags", len(tags))
	}
	for _, t := range tags {
		tx.touchTag(t)
	}
	return tx.forgetSlugs(ctx, addresses...)
}

// SaveTag renames a tag and keeps its old address (rule 25).
func (tx *Tx) SaveTag(ctx context.Context, t content.Tag) error {
	var before content.Tag
	err := tx.q.GetContext(ctx, &before, `SELECT `+tagColumns+` FROM tags WHERE id = $1`, t.ID)
	if err != nil {
		return one(err, "tag %d", t.ID)
	}
	if _, err := tx.exec(ctx, `UPDATE tags SET slug = $2, name = $3, term_id = $4 WHERE id = $1`, t.ID, t.Slug, t.Name, t.TermID); err != nil {
		return wrap(err, "save tag %s/%s", t.Locale, t.Slug)
	}
	tx.touchTag(before)
	tx.touchTag(t)
	if before.Slug == t.Slug {
		return nil
	}
	if err := tx.rememberSlug(ctx, t.Locale, TagKind, before.Slug, int64(t.ID)); err != nil {
		return err
	}
	return tx.forgetSlugs(ctx, address{t.Locale, TagKind, t.Slug})
}

// RemoveTag deletes a tag for good; its address answers 410 (rule 31).
func (tx *Tx) RemoveTag(ctx context.Context, t content.Tag) error {
	tx.touchTag(t)
	for _, statement := range []string{
		`DELETE FROM post_tags WHERE tag_id = $1`,
		`UPDATE slug_history SET owner = NULL WHERE owner = $1 AND kind = 'tag'`,
		`DELETE FROM tags WHERE id = $1`,
	} {
		if _, err := tx.exec(ctx, statement, t.ID); err != nil {
			return wrap(err, "remove tag %d", t.ID)
		}
	}
	return tx.rememberGone(ctx, t.Locale, TagKind, t.Slug)
}

// SavePostTags gives a post these tags, in this order, and no others.
func (tx *Tx) SavePostTags(ctx context.Context, p content.Summary, tags []content.TagID) error {
	before, err := tx.TagsOf(ctx, p.ID)
	if err != nil {
		return err
	}
	place := PostTags{Post: p}.place()
	if len(before) > 0 {
		if _, err := tx.exec(ctx, `DELETE FROM post_tags WHERE post_id = $1`, p.ID); err != nil {
			return wrap(err, "clear tags of post %d", p.ID)
		}
	}
	had := map[content.TagID]bool{}
	for _, t := range before {
		had[t.ID] = true
	}
	has := map[content.TagID]bool{}
	for i, id := range tags {
		if has[id] {
			continue
		}
		has[id] = true
		if _, err := tx.exec(ctx, `INSERT INTO post_tags (post_id, tag_id, position, place) VALUES ($1, $2, $3, $4)`, p.ID, id, i, place); err != nil {
			return wrap(err, "tag post %d", p.ID)
		}
		if err := tx.countTag(ctx, id, place > 0 && !had[id], 1); err != nil {
			return err
		}
	}
	for _, t := range before {
		if err := tx.countTag(ctx, t.ID, place > 0 && !has[t.ID], -1); err != nil {
			return err
		}
	}
	tx.touch(postKey(p.ID))
	return nil
}

// PostTags are the tags of a post, in the author's order.
type PostTags struct {
	Post content.Summary
	Tags []content.TagID
}

// AddPostTags gives posts that have no tags theirs.
func (tx *Tx) AddPostTags(ctx context.Context, posts []PostTags) error {
	var rows [][]any
	more := map[content.TagID]int{} // articles
	for _, p := range posts {
		tx.touch(postKey(p.Post.ID))
		has := map[content.TagID]bool{}
		place := p.place()
		for i, id := range p.Tags {
			if has[id] {
				continue
			}
			has[id] = true
			rows = append(rows, []any{p.Post.ID, id, i, place})
			if place > 0 {
				more[id]++
			} else {
				more[id] += 0 // it changes all the same
			}
		}
	}
	err := tx.execRows(ctx, rowsStatement{head: `INSERT INTO post_tags (post_id, tag_id, position, place) VALUES`, row: `(?, ?, ?, ?)`}, rows)
	if err != nil {
		return wrap(err, "tags of %d posts", len(posts))
	}
	return tx.countTags(ctx, more)
}

// countTags adds to the articles of tags, which change even where that is
// nothing.
func (tx *Tx) countTags(ctx context.Context, more map[content.TagID]int) error {
	alike := map[int][]content.TagID{} // by what is added to them
	for _, id := range slices.Sorted(maps.Keys(more)) {
		alike[more[id]] = append(alike[more[id]], id)
	}
	for _, n := range slices.Sorted(maps.Keys(alike)) {
		query, args, err := tx.in(`UPDATE tags SET posts = posts + ? WHERE id IN (?) RETURNING `+tagReturn, n, alike[n])
		if err != nil {
			return wrap(err, "count tags")
		}
		var tags []content.Tag
		tx.changed = true
		if err := tx.q.SelectContext(ctx, &tags, query, args...); err != nil {
			return wrap(err, "count %d tags", len(alike[n]))
		}
		for _, t := range tags {
			tx.touchTag(t)
		}
	}
	return nil
}

// place returns where the post stands in the lists of its tags, which count
// it then; 0 where they do not.
func (p PostTags) place() int64 {
	if p.Post.Status != content.Published || p.Post.Kind != content.Article || p.Post.PublishedAt == nil {
		return 0
	}
	return placeAt(p.Post.ID, *p.Post.PublishedAt)
}

// countTag notes that a tag changes, and adds by to its articles when they
// are counted.
func (tx *Tx) countTag(ctx context.Context, id content.TagID, counted bool, by int) error {
	var t content.Tag
	if !counted {
		by = 0
	}
	err := tx.add(ctx, &t, `UPDATE tags SET posts = posts + $2 WHERE id = $1 RETURNING `+tagReturn, id, by)
	tx.touchTag(t)
	return one(err, "tag %d", id)
}
