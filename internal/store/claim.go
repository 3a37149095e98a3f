package store

import (
	"context"
	"slices"

	"verso/internal/content"
)

// maxClaimed is the highest identifier that a post may come with: far above
// those of any site, and far below the last that a database can give.
const maxClaimed content.PostID = 1 << 40

// claimIDs takes from posts the identifiers that they cannot have: those that
// other posts have, and those that no database gives. What is left is theirs.
func (tx *Tx) claimIDs(ctx context.Context, posts []NewPost) error {
	claimed := map[content.PostID]int{} // index of the post
	for i := range posts {
		id := posts[i].ID
		if _, twice := claimed[id]; id < 0 || id > maxClaimed || twice {
			posts[i].ID = 0
		} else if id != 0 {
			claimed[id] = i
		}
	}
	if len(claimed) == 0 {
		return nil
	}
	var ids []content.PostID
	for id := range claimed {
		ids = append(ids, id)
	}
	query, args, err := tx.in(`SELECT id FROM posts WHERE id IN (?)`, ids)
	if err != nil {
		return wrap(err, "claim identifiers")
	}
	var taken []content.PostID
	if err := tx.q.SelectContext(ctx, &taken, query, args...); err != nil {
		return wrap(err, "claim identifiers")
	}
	for _, id := range taken {
		posts[claimed[id]].ID = 0
	}
	return tx.countFrom(ctx, slices.Max(ids))
}

// countFrom has PostgreSQL give new posts identifiers after id. SQLite goes by
// the rows itself.
func (tx *Tx) countFrom(ctx context.Context, id content.PostID) error {
	if tx.dialect != postgresDialect {
		return nil
	}
	_, err := tx.exec(ctx, `
		SELECT setval(pg_get_serial_sequence('posts', 'id'), GREATEST($1, nextval(pg_get_serial_sequence('posts', 'id'))))`, id)
	return wrap(err, "count posts from %d", id)
}
