// Package watch keeps the snapshot of the site current: what any process commits shows here within a second.
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

// interval is how often the version of the site is asked for.
const interval = 500 * time.Millisecond

// A Site holds the newest snapshot and replaces it when the version moves.
type Site struct {
	db      *store.DB
	catalog func(locale.Tag) map[site.Section]string
	log     *slog.Logger
	current atomic.Pointer[site.Site]
	load    sync.Mutex // one load at a time, so that an old one never wins
}

// New reads the first snapshot. catalog gives each locale's section words
// where the owner chose none.
func New(ctx context.Context, db *store.DB, catalog func(locale.Tag) map[site.Section]string, log *slog.Logger) (*Site, error) {
	w := &Site{db: db, catalog: catalog, log: log}
	return w, w.Refresh(ctx)
}

// Current returns the newest snapshot.
func (w *Site) Current() *site.Site { return w.current.Load() }

// Refresh reads the snapshot again, now.
func (w *Site) Refresh(ctx context.Context) error {
	w.load.Lock()
	defer w.load.Unlock()
	snapshot, err := w.db.Site(ctx, w.catalog)
	if err != nil {
		return fmt.Errorf("site snapshot: %w", err)
	}
	w.current.Store(snapshot)
	return nil
}

// Run follows the site's version until ctx ends. While the database is away
// the last snapshot stays.
func (w *Site) Run(ctx context.Context) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := w.follow(ctx)
		if err != nil && !failing && ctx.Err() == nil {
			w.log.WarnContext(ctx, "the site's settings cannot be read; keeping the last ones", "err", err)
		}
		failing = err != nil
	}
}

func (w *Site) follow(ctx context.Context) error {
	version, err := w.db.SiteVersion(ctx)
	if err != nil {
		return err
	}
	if version == w.Current().Version {
		return nil
	}
	return w.Refresh(ctx)
}
