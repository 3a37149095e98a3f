// Package publishing changes what readers see: posts at their time, the site's locales, words and settings.
package publishing

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// pollEvery is how often due posts are looked for; each instance looks, and
// publishing twice is harmless (trust R10).
const pollEvery = time.Second

// purgeEvery is how often the trash is looked through.
const purgeEvery = time.Hour

// A Service makes changes, one transaction an act.
type Service struct {
	db    *store.DB
	now   func() time.Time
	words Words
	log   *slog.Logger
}

// Words gives the section words of a locale where the owner chose none.
type Words func(locale.Tag) map[site.Section]string

// New returns a service on db; now tells the time.
func New(db *store.DB, now func() time.Time, words Words, log *slog.Logger) *Service {
	return &Service{db: db, now: now, words: words, log: log}
}

// Run publishes scheduled posts at their second, and empties the trash of what
// is old, until ctx ends.
func (s *Service) Run(ctx context.Context) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	failing := false
	var purged time.Time
	for {
		_, err := s.PublishDue(ctx)
		if now := s.now(); err == nil && now.Sub(purged).Abs() >= purgeEvery {
			_, err = s.PurgeTrash(ctx)
			purged = now
		}
		if err != nil && !failing && ctx.Err() == nil {
			s.log.WarnContext(ctx, "what is due cannot be done yet", "err", err)
		}
		failing = err != nil
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// PublishDue publishes the scheduled posts whose time has come and returns
// how many they were. Several instances may do it at once.
func (s *Service) PublishDue(ctx context.Context) (int, error) {
	now := s.now()
	due, err := s.db.Due(ctx, now)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	published := 0
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		ids := make([]content.PostID, len(due))
		for i, p := range due {
			ids[i] = p.ID
		}
		if err := tx.LockPosts(ctx, ids...); err != nil {
			return err
		}
		// Again inside the transaction: another instance may have been first.
		due, err := tx.Due(ctx, now)
		if err != nil {
			return err
		}
		published = 0
		for _, p := range due {
			if !slices.Contains(ids, p.ID) {
				continue // not locked: the next time
			}
			p.Publish(now)
			p.UpdatedAt = now
			if _, err := tx.SavePost(ctx, p); err != nil {
				return err
			}
			published++
		}
		return nil
	})
	return published, err
}
