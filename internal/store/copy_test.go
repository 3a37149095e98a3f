package store_test

import (
	"context"
	"encoding/json"
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestACopyHoldsTheSite(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR")
		posts := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "a", Body: "One."}, content.Post{Locale: "pt-BR", Slug: "b", Body: "Um."})
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			if err := tx.SaveRedirect(ctx, content.Redirect{From: "/x/", To: "/y", Status: 301, Prefix: true}); err != nil {
				return err
			}
			return tx.SaveImportFile(ctx, store.ImportFile{Path: "a.md", State: store.FilePost, Locale: "en-US", PostID: &posts[0].ID, Revision: 1})
		})
		other := storetest.SQLite(t)
		if err := db.Snapshot(t.Context(), func(s *store.Snapshot) error { return s.CopyTo(t.Context(), other) }); err != nil {
			t.Fatal(err)
		}
		for name, read := range map[string]func(*store.DB) (any, error){
			"locales":   func(db *store.DB) (any, error) { return db.Locales(t.Context()) },
			"posts":     func(db *store.DB) (any, error) { return db.PostsAfter(t.Context(), 0, 10) },
			"redirects": func(db *store.DB) (any, error) { return db.Redirects(t.Context()) },
			"files":     func(db *store.DB) (any, error) { return db.ImportFiles(t.Context()) },
		} {
			want, err := read(db)
			if err != nil {
				t.Fatal(err)
			}
			got, err := read(other)
			if err != nil {
				t.Fatal(err)
			}
			w, _ := json.Marshal(want)
			if g, _ := json.Marshal(got); string(g) != string(w) || len(w) < 2 {
				t.Errorf("%s are\n%s\nwant\n%s", name, g, w)
			}
		}
		p := posts[0] // the copy can be written to
		p.Body = "Two."
		storetest.Do(t, other, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SavePost(ctx, p); return err })
		storetest.Work(t, other, content.Post{Locale: "en-US", Slug: "c"})
	})
}
