package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"verso/internal/content"
	"verso/internal/markdown"
	"verso/internal/search"
)

// A place is a post's place in the order of time: the seconds since 1900 of
// its date, and its identifier to tell posts of one second apart. The index is
// ordered by it, so a search for the newest matches stops early.
const (
	idBits     = 29
	secondBits = 63 - idBits
)

// placeOf returns the place of a published post. Dates before 1900 and after
// 2444 share a second.
func placeOf(p content.Post) int64 { return placeAt(p.ID, *p.PublishedAt) }

func placeAt(id content.PostID, published time.Time) int64 {
	began := time.Date(1900, time.January, 1, 0, 0, 0, 0, time.UTC)
	second := published.Unix() - began.Unix()
	second = min(max(second, 0), 1<<secondBits-1)
	return second<<idBits | int64(id)&(1<<idBits-1)
}

// postAt returns the post whose place it is.
func postAt(place int64) content.PostID { return content.PostID(place & (1<<idBits - 1)) }

// indexing is what a transaction will change of the index. It is written at
// the end: FTS5 writes its whole buffer out at every statement that changes
// several rows of another table.
type indexing struct {
	taken []int64
	put   map[int64]search.Document
}

// indexWords makes a published post one that searches find by these words.
// Other posts are not in the index, so no search can tell of them (trust T2).
func (tx *Tx) indexWords(p content.Post, words search.Document) {
	if tx.index.put == nil {
		tx.index.put = map[int64]search.Document{}
	}
	tx.index.put[placeOf(p)] = words
}

// unindexPost takes a post out of the index.
func (tx *Tx) unindexPost(p content.Post) {
	if p.Status != content.Published {
		return
	}
	place := placeOf(p)
	if _, pending := tx.index.put[place]; pending {
		delete(tx.index.put, place)
		return
	}
	tx.index.taken = append(tx.index.taken, place)
}

// flushIndex writes what the transaction changes of the index.
func (tx *Tx) flushIndex(ctx context.Context) error {
	for _, place := range tx.index.taken {
		if _, err := tx.q.ExecContext(ctx, `DELETE FROM post_words WHERE `+tx.dialect.placeColumn()+` = $1`, place); err != nil {
			return wrap(err, "take post %d out of the index", postAt(place))
		}
	}
	var rows [][]any
	for _, place := range slices.Sorted(maps.Keys(tx.index.put)) {
		rows = append(rows, tx.wordsRow(place, tx.index.put[place]))
	}
	insert := rowsStatement{head: `INSERT INTO post_words (rowid, title, excerpt, body) VALUES`, row: `(?, ?, ?, ?)`}
	if tx.dialect == postgresDialect {
		insert = rowsStatement{
			head: `INSERT INTO post_words (place, title, words) VALUES`,
			row:  `(?, CAST(? AS TSVECTOR), CAST(? AS TSVECTOR))`,
			tail: `ON CONFLICT (place) DO UPDATE SET title = excluded.title, words = excluded.words`, // by a Reindex meanwhile
		}
	}
	err := tx.runRows(insert, rows, func(text string, args []any) error {
		_, err := tx.q.ExecContext(ctx, text, args...) // an index built anew is no change of the site
		return err
	})
	if err != nil {
		return wrap(err, "index %d posts", len(rows))
	}
	tx.index = indexing{}
	return nil
}

// wordsRow returns what the index keeps of a post.
func (tx *Tx) wordsRow(place int64, words search.Document) []any {
	if tx.dialect == postgresDialect {
		title, all := words.TSVector()
		return []any{place, title, all}
	}
	title, excerpt, body := words.FTS5()
	return []any{place, title, excerpt, body}
}

// reindexPost brings the index from what a post was to what it is, with its
// text without markup.
func (tx *Tx) reindexPost(before, after content.Post, plain string) {
	same := before.Status == after.Status && before.Locale == after.Locale &&
		before.Title == after.Title && before.Excerpt == after.Excerpt && before.Body == after.Body
	if same && (after.Status != content.Published || placeOf(before) == placeOf(after)) {
		return
	}
	tx.unindexPost(before)
	if after.Status == content.Published {
		tx.indexWords(after, wordsOf(after, plain))
	}
}

// placeColumn names the column of post_words that holds the place.
func (d dialect) placeColumn() string {
	if d == postgresDialect {
		return "place"
	}
	return "rowid"
}

// reindexBatch is how many posts are indexed in one transaction: others wait
// for it a fifth of a second.
const reindexBatch = 200

// reindexPause is how long Reindex waits for somebody who is writing one of
// the next posts.
const reindexPause = 50 * time.Millisecond

// Reindex builds the index anew when it was made by other rules than this
// program's, or before there was one. It does so in small acts, so that
// readers and writers go on meanwhile, and goes on where an earlier run was
// ended. Several instances may call it at once.
func (s *DB) Reindex(ctx context.Context) error {
	for done := false; !done; {
		err := s.Tx(ctx, func(tx *Tx) (err error) {
			done, err = tx.reindex(ctx)
			return err
		})
		if errors.Is(err, errLocked) && ctx.Err() == nil {
			time.Sleep(reindexPause)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// reindex indexes the next posts; done is true when there are no more.
func (tx *Tx) reindex(ctx context.Context) (done bool, err error) {
	var state struct {
		Version int
		PostID  content.PostID
		IsDone  bool
	}
	// An update that changes nothing locks the row against other instances.
	err = tx.q.GetContext(ctx, &state, `UPDATE search_state SET version = version WHERE id = 1 RETURNING version, post_id, is_done`)
	if err != nil {
		return false, wrap(err, "state of the index")
	}
	if state.Version == search.Version && state.IsDone {
		return true, nil
	}
	if state.Version != search.Version {
		state.PostID = 0
		if _, err := tx.q.ExecContext(ctx, `DELETE FROM post_words`); err != nil {
			return false, wrap(err, "empty the index")
		}
	}
	posts, err := tx.heldPosts(ctx, state.PostID, reindexBatch)
	if err != nil {
		return false, wrap(err, "posts to index")
	}
	for _, p := range posts {
		tx.unindexPost(p)
		if p.Status == content.Published {
			tx.indexWords(p, wordsOf(p, markdown.Plain(p.Body)))
		}
		state.PostID = p.ID
	}
	done = len(posts) < reindexBatch
	_, err = tx.q.ExecContext(ctx, `UPDATE search_state SET version = $1, post_id = $2, is_done = $3 WHERE id = 1`,
		search.Version, state.PostID, done)
	return done, wrap(err, "state of the index")
}

// heldPosts returns the posts after one, most at most, as they are and will
// stay until the transaction ends: words read from a post that somebody is
// changing would be written over the newer ones. On SQLite nobody else writes
// meanwhile. On PostgreSQL it returns errLocked rather than wait, so that it
// never holds what the other waits for.
func (tx *Tx) heldPosts(ctx context.Context, after content.PostID, most int) (posts []content.Post, err error) {
	query := `SELECT ` + postColumns + ` FROM posts WHERE id > $1 ORDER BY id LIMIT $2`
	if tx.dialect == postgresDialect {
		query += ` FOR SHARE NOWAIT`
	}
	err = tx.q.SelectContext(ctx, &posts, query, after, most)
	return posts, err
}
