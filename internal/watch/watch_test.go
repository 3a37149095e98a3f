package watch_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/watch"
)

func TestWhatAnotherProcessCommitsShows(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US")
		words := func(locale.Tag) map[site.Section]string { return map[site.Section]string{site.Articles: "articles"} }
		w, err := watch.New(t.Context(), db, words, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); w.Run(ctx) }()
		t.Cleanup(func() { stop(); <-done })

		storetest.Locales(t, db, "en-US", "pt-BR")
		deadline := time.Now().Add(10 * time.Second)
		for !w.Current().Set.Has("pt-BR") {
			if time.Now().After(deadline) {
				t.Fatal("the new locale never showed")
			}
			time.Sleep(10 * time.Millisecond)
		}
	})
}
