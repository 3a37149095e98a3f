// Package demand counts the readers who asked for a work in a language it is not in, and nothing else about them.
package demand

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
)

// flushEvery is how long counts are gathered before they are written: a read
// must not cost a write.
const flushEvery = 5 * time.Second

// maxPending bounds the memory of the counts not yet written.
const maxPending = 10_000

type wish struct {
	group  content.GroupID
	locale locale.Tag
}

// A Counter gathers counts in memory and writes them together.
type Counter struct {
	db      *store.DB
	log     *slog.Logger
	mu      sync.Mutex
	pending map[wish]int64
}

// New returns a counter that writes to db.
func New(db *store.DB, log *slog.Logger) *Counter {
	return &Counter{db: db, log: log, pending: map[wish]int64{}}
}

// Add counts one reader of a work that is not in locale l.
func (c *Counter) Add(group content.GroupID, l locale.Tag) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if w := (wish{group, l}); c.pending[w] > 0 || len(c.pending) < maxPending {
		c.pending[w]++
	}
}

// Run writes the counts from time to time until ctx ends, and once more then.
func (c *Counter) Run(ctx context.Context) {
	tick := time.NewTicker(flushEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			c.flushOrLog(ctx)
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushEvery)
			defer cancel()
			c.flushOrLog(last)
			return
		}
	}
}

func (c *Counter) flushOrLog(ctx context.Context) {
	if err := c.Flush(ctx); err != nil {
		c.log.WarnContext(ctx, "counts of wanted translations not written yet", "err", err)
	}
}

// Flush writes what was counted; on failure it is kept for the next time.
func (c *Counter) Flush(ctx context.Context) error {
	c.mu.Lock()
	counts := c.pending
	c.pending = map[wish]int64{}
	c.mu.Unlock()
	if len(counts) == 0 {
		return nil
	}
	err := c.db.Tx(ctx, func(tx *store.Tx) error {
		for w, n := range counts {
			if err := tx.AddMissingRead(ctx, store.MissingRead{GroupID: w.group, Locale: w.locale, Readers: n}); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for w, n := range counts {
		c.pending[w] += n
	}
	return err
}
