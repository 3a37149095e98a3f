// Package watch follows the site's changes: what any process commits shows here within a second.
package watch

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// interval is how often the version of the site is asked for. PostgreSQL
// tells of a new one at once; on SQLite this is how another process shows.
const interval = 500 * time.Millisecond

// A Site holds the newest snapshot of the settings, and passes on what
// changed.
type Site struct {
	db      *store.DB
	catalog func(locale.Tag) map[site.Section]string
	log     *slog.Logger
	current atomic.Pointer[site.Site]
	changed atomic.Pointer[func(store.Change)]
	away    atomic.Bool

	mu   sync.Mutex // one change at a time, so that an old snapshot never wins
	seen int64      // the version up to which changes were passed on
	own  map[int64]bool
}

// New reads the first snapshot and listens to what db commits. catalog gives
// each locale's section words where the owner chose none.
func New(ctx context.Context, db *store.DB, catalog func(locale.Tag) map[site.Section]string, log *slog.Logger) (*Site, error) {
	w := &Site{db: db, catalog: catalog, log: log, own: map[int64]bool{}}
	if err := w.Refresh(ctx); err != nil {
		return nil, err
	}
	w.seen = w.Current().Version
	db.OnCommit(w.committed)
	return w, nil
}

// Current returns the newest snapshot.
func (w *Site) Current() *site.Site { return w.current.Load() }

// Away reports whether the database did not answer when it was last asked.
func (w *Site) Away() bool { return w.away.Load() }

// OnChange has purge called with every change of this or another process,
// after the snapshot is new. There is one listener.
func (w *Site) OnChange(purge func(store.Change)) { w.changed.Store(&purge) }

// Refresh reads the snapshot again, now.
func (w *Site) Refresh(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.refresh(ctx)
}

// refresh is Refresh under the lock.
func (w *Site) refresh(ctx context.Context) error {
	snapshot, err := w.db.Site(ctx, w.catalog)
	if err != nil {
		return fmt.Errorf("site snapshot: %w", err)
	}
	w.current.Store(snapshot)
	return nil
}

// committed passes on what this process committed, at once.
func (w *Site) committed(c store.Change) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := w.pass(ctx, c); err != nil {
		w.log.WarnContext(ctx, "a change will show a moment later", "err", err)
		return // follow comes by it again
	}
	if c.Version > w.seen {
		w.own[c.Version] = true
	}
}

// Run follows the changes of other processes until ctx ends. While the
// database is away the last snapshot stays. After Run the database may be
// closed: nothing of it goes on.
func (w *Site) Run(ctx context.Context) {
	wake := make(chan bool, 1)
	var listening sync.WaitGroup
	defer listening.Wait()
	listening.Go(func() { w.db.Listen(ctx, wake) })
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		missed := false
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case missed = <-wake:
		}
		asked, cancel := context.WithTimeout(ctx, 10*time.Second)
		err := w.follow(asked, missed)
		cancel()
		if was := w.away.Swap(err != nil); was != (err != nil) && ctx.Err() == nil {
			if err != nil {
				w.log.WarnContext(ctx, "the database is away; finished pages still answer", "err", err)
			} else {
				w.log.InfoContext(ctx, "the database is back")
			}
		}
	}
}

// follow passes on what happened since the version seen last. missed says
// that notices may have been lost: then everything is taken for changed
// (trust R12).
func (w *Site) follow(ctx context.Context, missed bool) error {
	version, err := w.db.SiteVersion(ctx)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if missed || w.away.Load() || version < w.seen {
		return w.pass(ctx, w.everything(version))
	}
	if version == w.seen {
		return nil
	}
	changes, complete, err := w.db.Changes(ctx, w.seen)
	if err != nil {
		return err
	}
	if !complete {
		return w.pass(ctx, w.everything(version))
	}
	for _, c := range changes {
		if !w.own[c.Version] {
			if err := w.pass(ctx, c); err != nil {
				return err
			}
		}
		delete(w.own, c.Version)
		w.seen = c.Version
	}
	return nil
}

// everything returns the change that stands for all up to a version.
func (w *Site) everything(version int64) store.Change {
	w.seen = version
	clear(w.own)
	return store.Change{Version: version, Keys: []store.Key{store.AllKeys}}
}

// pass makes the snapshot new, where the settings changed, and tells the
// listener.
func (w *Site) pass(ctx context.Context, c store.Change) error {
	for _, key := range c.Keys {
		if key == store.AllKeys {
			if err := w.refresh(ctx); err != nil {
				w.seen = 0 // so that the next look takes everything for changed
				return err
			}
			break
		}
	}
	if purge := w.changed.Load(); purge != nil {
		(*purge)(c)
	}
	return nil
}
