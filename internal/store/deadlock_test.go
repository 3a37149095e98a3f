package store_test

import (
	"context"
	"errors"
	"testing"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Of two acts that wait for each other PostgreSQL gives one up; its service
// can try it again.
func TestAnActThatIsGivenUpForAnotherIsAConflict(t *testing.T) {
	storetest.RunPostgres(t, func(t *testing.T) {
		db := storetest.Postgres(t)
		storetest.Locales(t, db, "en-US", "pt-BR")
		posts := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "one"}, content.Post{Locale: "pt-BR", Slug: "um"})
		hold := func(first, then content.PostID, mine, others chan struct{}) error {
			return db.Tx(context.Background(), func(tx *store.Tx) error {
				if err := tx.LockPosts(context.Background(), first); err != nil {
					return err
				}
				close(mine)
				<-others
				return tx.LockPosts(context.Background(), then)
			})
		}
		a, b, done := make(chan struct{}), make(chan struct{}), make(chan error)
		go func() { done <- hold(posts[0].ID, posts[1].ID, a, b) }()
		err := hold(posts[1].ID, posts[0].ID, b, a)
		other := <-done
		if (err == nil) == (other == nil) || !errors.Is(errors.Join(err, other), errs.Conflict) {
			t.Errorf("%v and %v, want one that went through and one Conflict", err, other)
		}
	})
}
