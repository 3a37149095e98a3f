package demand_test

import (
	"context"
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/demand"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestReadersAreCountedPerWorkAndLanguage(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR", "ja")
		p := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "only-en"})[0]
		c := demand.New(db, slog.New(slog.DiscardHandler))
		c.Add(p.GroupID, "pt-BR")
		c.Add(p.GroupID, "pt-BR")
		c.Add(p.GroupID, "ja")
		c.Add(999, "ja") // a work deleted meanwhile must not stop the others
		ctx, stop := context.WithCancel(t.Context())
		stop()
		c.Run(ctx) // ends at once, and writes what is left
		got, err := db.MissingReads(t.Context(), 10)
		want := []store.MissingRead{
			{GroupID: p.GroupID, Locale: "pt-BR", Readers: 2},
			{GroupID: p.GroupID, Locale: "ja", Readers: 1},
		}
		if err != nil || !cmp.Equal(got, want) {
			t.Errorf("counted %v, %v; want %v", got, err, want)
		}
	})
}

func TestCountsSurviveAFailedWrite(t *testing.T) {
	db := storetest.SQLite(t)
	storetest.Locales(t, db, "en-US")
	p := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "x"})[0]
	c := demand.New(db, slog.New(slog.DiscardHandler))
	c.Add(p.GroupID, "pt-BR")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Flush(cancelled); err == nil {
		t.Fatal("a write under a cancelled context succeeded")
	}
	if err := c.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, _ := db.MissingReads(t.Context(), 10); len(got) != 1 || got[0].Readers != 1 {
		t.Errorf("after the second try: %v, want one reader", got)
	}
}
