package publishing_test

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"verso/internal/content"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Trust R10: of three instances that run, one publishes a post, in its second
// and not before; a clock that jumps back takes nothing back, and publishes
// nothing again.
func TestThreeInstancesPublishAPostInItsSecond(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR", "ja")
		synctest.Test(t, func(t *testing.T) {
			var skew atomic.Int64
			now := func() time.Time { return time.Now().Add(time.Duration(skew.Load())) }
			instance := func() *publishing.Service { return publishing.New(db, now, nil, slog.New(slog.DiscardHandler)) }
			d := desk{instance(), t, db, nil}
			p := d.write(ana, "en-US", "Soon")
			at := now().Add(5*time.Minute + 30*time.Second)
			if _, err := d.Move(t.Context(), ana, publishing.Step{Status: content.Scheduled, At: at}, p.ID); err != nil {
				t.Fatal(err)
			}
			before := len(d.changes())

			ctx, stop := context.WithCancel(t.Context())
			var running sync.WaitGroup
			for range 3 {
				running.Go(func() { instance().Run(ctx) })
			}
			is := func(when string, want content.Status, changes int) {
				t.Helper()
				synctest.Wait()
				got := d.post(p.ID)
				if n := len(d.changes()) - before; got.Status != want || n != changes {
					t.Errorf("%s: %s after %d changes, want %s after %d", when, got.Status, n, want, changes)
				}
				if want == content.Published && !got.PublishedAt.Equal(at) {
					t.Errorf("%s: its date is %v, want %v", when, got.PublishedAt, at)
				}
			}
			time.Sleep(time.Until(at) - time.Millisecond)
			is("a moment before", content.Scheduled, 0)
			time.Sleep(time.Second)
			is("in its second", content.Published, 1)
			skew.Store(int64(-time.Hour))
			time.Sleep(10 * time.Minute)
			is("the clock was put back", content.Published, 1)
			time.Sleep(time.Hour)
			is("its time has come again", content.Published, 1)
			stop()
			running.Wait()
		})
	})
}
