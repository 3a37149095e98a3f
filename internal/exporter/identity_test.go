package exporter_test

import (
	"context"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Readers of feeds know an article by its identifier: a site that moves to
// another database must not show them everything anew, or hide what is new
// behind a number that they have read (rules 55 and 69).
func TestArticlesAreTheSameToReadersOfFeedsAfterAMove(t *testing.T) {
	storetest.Run(t, func(t *testing.T, fresh *store.DB) {
		old := newHouse(t, storetest.SQLite(t))
		storetest.Locales(t, old.db, en)
		removed := storetest.Work(t, old.db, content.Post{Locale: en, Slug: "removed"})
		a := storetest.Work(t, old.db, content.Post{Locale: en, Slug: "a"})[0]
		z := storetest.Work(t, old.db, content.Post{Locale: en, Slug: "z"})[0]
		storetest.Do(t, old.db, func(ctx context.Context, tx *store.Tx) error { return tx.RemovePost(ctx, removed[0].ID) })
		if a.ID == 1 {
			t.Fatal("the first post of the move has the first number: it proves nothing")
		}
		dir, _ := old.exports(t)
		moved := newHouse(t, fresh)
		moved.imports(t, dir, importer.Options{})
		for _, want := range []content.Post{a, z} {
			got, err := moved.db.PostBySlug(t.Context(), en, content.Article, want.Slug)
			if err != nil || got.ID != want.ID {
				t.Errorf("%s is post %d (%v), want %d as before", want.Slug, got.ID, err, want.ID)
			}
		}
		next := storetest.Work(t, moved.db, content.Post{Locale: en, Slug: "next"})[0]
		if next.ID <= z.ID {
			t.Errorf("the next post is %d, want a number that none had, above %d", next.ID, z.ID)
		}
	})
}

// A site in use keeps its numbers, and gives others to what comes.
func TestAnExportTakesNoNumberOfASiteInUse(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		old := newHouse(t, storetest.SQLite(t))
		storetest.Locales(t, old.db, en)
		storetest.Work(t, old.db, content.Post{Locale: en, Slug: "hello", Title: "Theirs"})
		dir, _ := old.exports(t)

		used := newHouse(t, db)
		storetest.Locales(t, used.db, en)
		mine := storetest.Work(t, used.db, content.Post{Locale: en, Slug: "hello", Title: "Mine", CreatedAt: storetest.Now})[0]
		if r := used.imports(t, dir, importer.Options{}); r.Created != 1 || len(r.Skipped) > 0 {
			t.Fatalf("report %+v, want one post", r)
		}
		if p, err := used.db.Post(t.Context(), mine.ID); err != nil || p.Title != "Mine" {
			t.Errorf("post %d is %q (%v), want the one that was there", mine.ID, p.Title, err)
		}
		if p, err := used.db.PostBySlug(t.Context(), en, content.Article, "hello-2"); err != nil || p.Title != "Theirs" || p.ID == mine.ID {
			t.Errorf("the post that came is %d %q (%v), want a number of its own", p.ID, p.Title, err)
		}
	})
}

// Rule 40: where a tag is in no default locale, the oldest of its term stands
// for it to search engines, wherever the site has moved.
func TestTheOldestTagOfATermIsTheOldestAfterAMove(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en, pt, fr)
	storetest.Work(t, h.db, content.Post{Locale: en, Slug: "a"})
	storetest.Do(t, h.db, func(ctx context.Context, tx *store.Tx) error {
		older, err := tx.AddTag(ctx, content.Tag{Locale: pt, Slug: "verde", Name: "Verde"})
		if err != nil {
			return err
		}
		_, err = tx.AddTag(ctx, content.Tag{TermID: older.TermID, Locale: fr, Slug: "vert", Name: "Vert"})
		return err
	})
	moved := moves(t, h).db
	tags, err := moved.TagsBySlug(t.Context(), "verde")
	if err != nil || len(tags) != 1 {
		t.Fatalf("the tag is %v (%v)", tags, err)
	}
	term, err := moved.TermTags(t.Context(), tags[0].TermID)
	if err != nil || len(term) != 2 || term[0].Locale != pt {
		t.Errorf("the tags of the term are %v (%v), want the Portuguese one first, as it was made", term, err)
	}
}
