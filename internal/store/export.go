package store

import (
	"context"
	"database/sql"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
)

// A Snapshot reads the site as it was at one moment, whatever is written
// meanwhile.
type Snapshot struct{ reads }

// Snapshot lends read a view of the site that does not change. On SQLite
// writers do not wait for it.
func (s *DB) Snapshot(ctx context.Context, read func(s *Snapshot) error) error {
	tx, err := s.reader.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return s.wrap(err, "begin")
	}
	defer tx.Rollback()
	return read(&Snapshot{reads{wrapped{querier: tx, dialect: s.dialect}, s.dialect}})
}

// CountPosts returns how many posts there are, whatever their status.
func (r reads) CountPosts(ctx context.Context) (int, error) {
	var n int
	err := r.q.GetContext(ctx, &n, `SELECT COUNT(*) FROM posts`)
	return n, wrap(err, "number of posts")
}

// PostsAfter returns the posts that follow an identifier, whatever their
// status, by identifier: a part of all posts.
func (r reads) PostsAfter(ctx context.Context, after content.PostID, limit int) ([]content.Post, error) {
	var posts []content.Post
	err := r.q.SelectContext(ctx, &posts, `
		SELECT `+postColumns+` FROM posts WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
	return posts, wrap(err, "posts after %d", after)
}

// A KeyedGroup is a work and whether its key, as a file would spell it, is
// that of another work too.
type KeyedGroup struct {
	content.Group
	SharesKey bool
}

// KeyPrefix begins the key of a work whose files named a translationKey; other
// keys are addresses of files.
const KeyPrefix = "translationKey:"

// bareKey is the key of the group g without KeyPrefix.
const bareKey = `CASE WHEN substr(g.key, 1, 15) = 'translationKey:' THEN substr(g.key, 16) ELSE g.key END`

// Groups returns the works with these identifiers, by identifier.
func (r reads) Groups(ctx context.Context, ids []content.GroupID) (map[content.GroupID]KeyedGroup, error) {
	byID := map[content.GroupID]KeyedGroup{}
	if len(ids) == 0 {
		return byID, nil
	}
	query, args, err := r.in(`
		SELECT g.id, g.kind, g.position, g.key, g.source_id, EXISTS (
			SELECT 1 FROM post_groups AS o
			WHERE g.key <> '' AND o.key <> '' AND o.id <> g.id AND o.key IN (`+bareKey+`, 'translationKey:' || `+bareKey+`)
				AND EXISTS (SELECT 1 FROM posts WHERE posts.group_id = o.id)) AS shares_key
		FROM post_groups AS g WHERE g.id IN (?)`, ids)
	if err != nil {
		return nil, wrap(err, "groups")
	}
	var groups []KeyedGroup
	err = r.q.SelectContext(ctx, &groups, query, args...)
	for _, g := range groups {
		byID[g.ID] = g
	}
	return byID, wrap(err, "groups")
}

// HasKey reports whether a work that has posts is known by key, with KeyPrefix
// or without.
func (r reads) HasKey(ctx context.Context, key string) (bool, error) {
	var found bool
	err := r.q.GetContext(ctx, &found, `
		SELECT EXISTS (SELECT 1 FROM post_groups AS g
			WHERE g.key <> '' AND g.key IN ($1, $2) AND EXISTS (SELECT 1 FROM posts WHERE posts.group_id = g.id))`,
		key, KeyPrefix+key)
	return found, wrap(err, "group %q", key)
}

// SlugsOnceOf returns the past addresses of posts, by owner.
func (r reads) SlugsOnceOf(ctx context.Context, ids []content.PostID) (map[content.PostID][]SlugOwner, error) {
	byOwner := map[content.PostID][]SlugOwner{}
	if len(ids) == 0 {
		return byOwner, nil
	}
	query, args, err := r.in(`
		SELECT locale, kind, slug, owner FROM slug_history WHERE owner IN (?) AND kind <> 'tag'`, ids)
	if err != nil {
		return nil, wrap(err, "past slugs")
	}
	var past []SlugOwner
	err = r.q.SelectContext(ctx, &past, query, args...)
	for _, p := range past {
		byOwner[p.Owner] = append(byOwner[p.Owner], p)
	}
	return byOwner, wrap(err, "past slugs")
}

// A TagSlug is a past address of a tag.
type TagSlug struct {
	Locale locale.Tag
	Slug   string
	Owner  content.TagID
}

// TagSlugsOnce returns the past addresses of all tags, in no order.
func (r reads) TagSlugsOnce(ctx context.Context) ([]TagSlug, error) {
	var past []TagSlug
	err := r.q.SelectContext(ctx, &past, `
		SELECT locale, slug, owner FROM slug_history WHERE kind = 'tag' AND owner IS NOT NULL`)
	return past, wrap(err, "past slugs of tags")
}

// EveryTag returns all tags, used or not, in no order.
func (r reads) EveryTag(ctx context.Context) ([]content.Tag, error) {
	var tags []content.Tag
	err := r.q.SelectContext(ctx, &tags, `SELECT `+tagColumns+` FROM tags`)
	return tags, wrap(err, "tags")
}

// A GoneSlug is an address of something that was deleted. Kind is a
// content.Kind or TagKind.
type GoneSlug struct {
	Locale locale.Tag
	Kind   string
	Slug   string
}

// GoneSlugs returns the addresses of what was deleted, in no order.
func (r reads) GoneSlugs(ctx context.Context) ([]GoneSlug, error) {
	var gone []GoneSlug
	err := r.q.SelectContext(ctx, &gone, `SELECT locale, kind, slug FROM slug_history WHERE owner IS NULL`)
	return gone, wrap(err, "deleted slugs")
}

// Values returns every stored setting, in no order.
func (r reads) Values(ctx context.Context) ([]site.Value, error) {
	var values []site.Value
	err := r.q.SelectContext(ctx, &values, `SELECT name AS key, locale, value FROM settings`)
	return values, wrap(err, "settings")
}

// SectionWords returns every section word the owner chose, in use or retired,
// in no order.
func (r reads) SectionWords(ctx context.Context) ([]site.Word, error) {
	var rows []struct {
		Locale    locale.Tag
		Section   site.Section
		Word      string
		IsCurrent bool
	}
	err := r.q.SelectContext(ctx, &rows, `SELECT locale, section, word, is_current FROM section_words`)
	words := make([]site.Word, 0, len(rows))
	for _, w := range rows {
		words = append(words, site.Word{Locale: w.Locale, Section: w.Section, Word: w.Word, Current: w.IsCurrent})
	}
	return words, wrap(err, "section words")
}

// A RootedPicture is a picture that texts refer to by a path from the root.
type RootedPicture struct {
	Ref  string
	Hash string
	Type string
}

// RootedPictures returns the references from the root that mean one picture
// in every text that holds them, after a reference, in the order of the
// database.
func (r reads) RootedPictures(ctx context.Context, after string, limit int) ([]RootedPicture, error) {
	var pictures []RootedPicture
	err := r.q.SelectContext(ctx, &pictures, `
		SELECT post_media.ref, MIN(media.hash) AS hash, MIN(media.type) AS type
		FROM post_media JOIN media ON media.id = post_media.media_id
		WHERE substr(post_media.ref, 1, 1) = '/' AND post_media.ref > $1
		GROUP BY post_media.ref HAVING MIN(media.hash) = MAX(media.hash)
		ORDER BY post_media.ref LIMIT $2`, after, limit)
	return pictures, wrap(err, "pictures from the root")
}

// AddPastSlug remembers an address that a post had (rule 25), unless something
// is known of that address already.
func (tx *Tx) AddPastSlug(ctx context.Context, s SlugOwner) error {
	return tx.addPast(ctx, s.Locale, string(s.Kind), s.Slug, int64(s.Owner))
}

// AddPastTagSlug remembers an address that a tag had, likewise.
func (tx *Tx) AddPastTagSlug(ctx context.Context, s TagSlug) error {
	return tx.addPast(ctx, s.Locale, TagKind, s.Slug, int64(s.Owner))
}

// AddGoneSlug remembers that something was deleted (rule 31), likewise.
func (tx *Tx) AddGoneSlug(ctx context.Context, s GoneSlug) error {
	return tx.addPast(ctx, s.Locale, s.Kind, s.Slug, nil)
}

func (tx *Tx) addPast(ctx context.Context, l locale.Tag, kind, slug string, owner any) error {
	tx.touch(slugKey(slug), tagSlugKey(slug))
	_, err := tx.exec(ctx, `
		INSERT INTO slug_history (locale, kind, slug, owner) VALUES ($1, $2, $3, $4)
		ON CONFLICT (locale, kind, slug) DO NOTHING`, l, kind, slug, owner)
	return wrap(err, "remember %s %s/%s", kind, l, slug)
}

// SaveSource records which post a post was translated from, without a
// revision.
func (tx *Tx) SaveSource(ctx context.Context, id content.PostID, source *content.PostID) error {
	tx.touch(postKey(id), sitemapKey)
	_, err := tx.exec(ctx, `UPDATE posts SET source_id = $2 WHERE id = $1`, id, source)
	return wrap(err, "source of post %d", id)
}

// AddPastWord keeps a section word that is no longer in use, so that its
// addresses redirect.
func (tx *Tx) AddPastWord(ctx context.Context, w site.Word) error {
	tx.touch(AllKeys)
	_, err := tx.exec(ctx, `
		INSERT INTO section_words (locale, word, section, is_current) VALUES ($1, $2, $3, FALSE)
		ON CONFLICT (locale, word) DO NOTHING`, w.Locale, w.Word, w.Section)
	return wrap(err, "retired word of %s/%s", w.Locale, w.Section)
}
