package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/search"
)

// A NewPost is a post to add, with what is kept of its text beside it.
type NewPost struct {
	content.Post
	words search.Document // of a published post
}

// Analyse works out what is kept of a post's text: its hash, its lead, its
// words. That takes longer than adding the post, and needs no database: an
// import does it before its transaction begins. read is what a reading of the
// text found; nil has it read here.
func Analyse(p content.Post, read *markdown.Reading) NewPost {
	if read == nil {
		read = markdown.ReadWords(p.Body)
	}
	p.Revision, p.BodyHash, p.Lead = 1, hash(p.Body), lead(p, read)
	n := NewPost{Post: p}
	if p.Status == content.Published {
		n.words = wordsOf(p, read.Plain)
	}
	return n
}

// wordsOf returns what searches find a post by.
func wordsOf(p content.Post, plain string) search.Document {
	return search.NewDocument(p.Locale, p.Title, p.Excerpt, plain)
}

// leadLength is how much of a text stands in for a missing excerpt, in
// characters.
const leadLength = 200

// lead returns the first words of a text whose author wrote no excerpt.
func lead(p content.Post, read *markdown.Reading) string {
	if p.Excerpt != "" {
		return ""
	}
	if lead, ok := read.Lead(leadLength); ok {
		return lead
	}
	return markdown.Excerpt(markdown.TrimTitle(p.Body, p.Title), leadLength)
}

// AddPost adds a post as revision 1 and returns it with its identifier.
func (tx *Tx) AddPost(ctx context.Context, p content.Post) (content.Post, error) {
	n := []NewPost{Analyse(p, nil)}
	err := tx.AddPosts(ctx, n)
	return n[0].Post, err
}

// AddPosts adds posts as revision 1 and gives them their identifiers; those
// that come with one keep it, where no other post has it. However many there
// are, PostgreSQL is asked a few times.
func (tx *Tx) AddPosts(ctx context.Context, posts []NewPost) error {
	if err := tx.insertPosts(ctx, posts); err != nil {
		return err
	}
	if err := tx.countNew(ctx, posts); err != nil {
		return err
	}
	for _, p := range posts { // before any is asked for its neighbours: many touch everything
		tx.touchAlone(p.Post)
	}
	var claimed []address
	revisions := make([]content.Post, len(posts))
	for i, p := range posts {
		if err := tx.touchBeside(ctx, p.Post); err != nil {
			return err
		}
		if p.Status == content.Published { // what nobody can read yet takes nothing from history
			tx.indexWords(p.Post, p.words)
			claimed = append(claimed, addressOf(p.Post))
		}
		revisions[i] = p.Post
	}
	if err := tx.forgetSlugs(ctx, claimed...); err != nil {
		return err
	}
	return tx.addRevisions(ctx, revisions...)
}

// newColumns are those of a new post but for its identifier, and newRow the
// place of each in a statement.
const (
	newColumns = `group_id, kind, locale, slug, title, excerpt, status, published_at, utc_offset, updated_at,
	words, link, icon, canonical_url, first_published_at, source_id, body, created_at, author, translator,
	cover, cover_alt, extra, revision, body_hash, lead, seo_title, seo_description,
	author_id, editor_id, trashed_at`
	newRow = `?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?`
)

// insertPosts gives the posts rows, and identifiers to those without.
func (tx *Tx) insertPosts(ctx context.Context, posts []NewPost) error {
	if err := tx.claimIDs(ctx, posts); err != nil {
		return err
	}
	var named, unnamed [][]any
	at := make(map[address]int, len(posts))
	for i, p := range posts {
		at[addressOf(p.Post)] = i
		row := []any{
			p.GroupID, p.Kind, p.Locale, p.Slug, p.Title, p.Excerpt, p.Status, p.PublishedAt, p.UTCOffset, p.UpdatedAt,
			p.Words, p.Link, p.Icon, p.CanonicalURL, p.FirstPublishedAt, p.SourceID, p.Body, p.CreatedAt, p.Author, p.Translator,
			p.Cover, p.CoverAlt, p.Extra, p.Revision, p.BodyHash, p.Lead, p.SEOTitle, p.SEODescription,
			p.AuthorID, p.EditorID, p.TrashedAt,
		}
		if p.ID == 0 {
			unnamed = append(unnamed, row)
		} else {
			named = append(named, append([]any{p.ID}, row...))
		}
	}
	type added struct {
		ID content.PostID
		address
	}
	insert := func(columns, row string, rows [][]any) error {
		return selectRows(ctx, tx, rowsStatement{
			`INSERT INTO posts (` + columns + `) VALUES`, `(` + row + `)`, `RETURNING id, locale, kind, slug`,
		}, rows, func(a added) { posts[at[a.address]].ID = a.ID })
	}
	err := insert(`id, `+newColumns, `?, `+newRow, named)
	if err == nil {
		err = insert(newColumns, newRow, unnamed)
	}
	if len(posts) == 1 {
		return wrap(err, "add %s %s/%s", posts[0].Kind, posts[0].Locale, posts[0].Slug)
	}
	return wrap(err, "add %d posts", len(posts))
}

// countNew adds posts, which have no tags yet, to the counts of their years.
func (tx *Tx) countNew(ctx context.Context, posts []NewPost) error {
	type year struct {
		locale locale.Tag
		kind   content.Kind
		number int
	}
	counts := map[year]int{}
	for _, p := range posts {
		if p.Status != content.Published {
			continue
		}
		if p.PublishedAt == nil {
			return fmt.Errorf("published post %d has no date", p.ID)
		}
		tx.touch(countKey(p.Kind))
		counts[year{p.Locale, p.Kind, p.Summary().Date().Year()}]++
	}
	inOrder := slices.SortedFunc(maps.Keys(counts), func(a, b year) int { // the same for every writer: none waits for another in a ring
		return cmp.Or(cmp.Compare(a.locale, b.locale), cmp.Compare(a.kind, b.kind), cmp.Compare(a.number, b.number))
	})
	rows := make([][]any, len(inOrder))
	for i, y := range inOrder {
		rows[i] = []any{y.locale, y.kind, y.number, counts[y]}
	}
	err := tx.execRows(ctx, rowsStatement{
		`INSERT INTO post_counts (locale, kind, year, posts) VALUES`, `(?, ?, ?, ?)`,
		`ON CONFLICT (locale, kind, year) DO UPDATE SET posts = post_counts.posts + excluded.posts`,
	}, rows)
	return wrap(err, "count new posts")
}
