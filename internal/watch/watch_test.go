package watch_test

import (
	"bytes"
	"context"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
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

// A snapshot that was read before a change must not take the place of the one
// that was read after it.
func TestAnOldSnapshotNeverWins(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US")
		var hold atomic.Bool
		read, release := make(chan bool), make(chan bool)
		words := func(locale.Tag) map[site.Section]string { // asked for when the database has been read
			if hold.CompareAndSwap(true, false) {
				close(read)
				<-release
			}
			return map[site.Section]string{site.Articles: "articles"}
		}
		w, err := watch.New(t.Context(), db, words, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		hold.Store(true)
		var both sync.WaitGroup
		both.Go(func() {
			if err := w.Refresh(t.Context()); err != nil {
				t.Error(err)
			}
		})
		<-read
		changed := make(chan struct{})
		both.Go(func() {
			defer close(changed)
			storetest.Locales(t, db, "en-US", "pt-BR")
		})
		select { // the change waits for its turn, or has gone by
		case <-changed:
		case <-time.After(200 * time.Millisecond):
		}
		close(release)
		both.Wait()
		if !w.Current().Set.Has("pt-BR") {
			t.Error("the snapshot from before the change stays")
		}
	})
}

// R5: the database is closed once Run has ended.
func TestNothingListensAfterRun(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US")
		words := func(locale.Tag) map[site.Section]string { return nil }
		w, err := watch.New(t.Context(), db, words, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
			w.Run(ctx)
			stacks := make([]byte, 1<<20)
			stacks = stacks[:runtime.Stack(stacks, true)]
			if bytes.Contains(stacks, []byte("store.(*DB).Listen(")) {
				t.Error("Run has ended and the database is still listened to")
			}
			stop()
		}
	})
}
