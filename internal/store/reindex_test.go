package store_test

import (
	"context"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// What is saved while the index is built anew is found by its new words, and
// what is taken back is not found, whoever comes first. (On SQLite one
// transaction writes at a time.)
func TestWhatIsSavedDuringAReindexIsFoundByItsNewWords(t *testing.T) {
	saves := map[string]func(p *content.Post){
		"other words":   func(p *content.Post) { p.Title = "Pear" },
		"another date":  func(p *content.Post) { at := p.PublishedAt.Add(-time.Hour); p.Title, p.PublishedAt = "Pear", &at },
		"taken back":    func(p *content.Post) { p.Title, p.Status = "Pear", content.Draft },
		"only archived": func(p *content.Post) { p.Title, p.Status = "Pear", content.Archived },
	}
	check := func(t *testing.T, db *store.DB, p content.Post) {
		t.Helper()
		wantFound(t, db, en, "apple")
		if p.Status == content.Published {
			wantFound(t, db, en, "pear", p.Slug)
		} else {
			wantFound(t, db, en, "pear")
		}
	}
	storetest.RunPostgres(t, func(t *testing.T) {
		for name, change := range saves {
			begin := func(t *testing.T) (*store.DB, content.Post) {
				db := storetest.Postgres(t)
				storetest.Locales(t, db, en)
				p := storetest.Work(t, db, content.Post{Locale: en, Slug: "fruit", Title: "Apple"})[0]
				if err := db.ForgetIndex(t.Context()); err != nil {
					t.Fatal(err)
				}
				change(&p)
				return db, p
			}
			t.Run(name+", the index first", func(t *testing.T) {
				db, p := begin(t)
				saved := make(chan error, 1)
				err := db.ReindexStep(t.Context(), func() {
					go func() { saved <- save(t.Context(), db, p, func() {}) }()
					for waits := 0; waits == 0 && len(saved) == 0; {
						var err error
						if waits, err = db.Waiting(t.Context()); err != nil {
							t.Error(err)
							return
						}
					}
				})
				if err != nil {
					t.Fatal(err)
				}
				if err := <-saved; err != nil {
					t.Fatal(err)
				}
				check(t, db, p)
			})
			t.Run(name+", the save first", func(t *testing.T) {
				db, p := begin(t)
				indexed := make(chan error, 1)
				err := save(t.Context(), db, p, func() {
					if err := db.ReindexStep(t.Context(), func() {}); err == nil {
						t.Error("the index was built of a post that somebody is writing")
					}
					go func() { indexed <- db.Reindex(t.Context()) }()
				})
				if err != nil {
					t.Fatal(err)
				}
				if err := <-indexed; err != nil {
					t.Fatal(err)
				}
				check(t, db, p)
			})
		}
	})
}

// save saves p, and calls meanwhile before it is committed.
func save(ctx context.Context, db *store.DB, p content.Post, meanwhile func()) error {
	return db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.SavePost(ctx, p)
		meanwhile()
		return err
	})
}
