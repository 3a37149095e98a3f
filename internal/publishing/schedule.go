// Package publishing changes what readers see: posts at their time, the site's locales, words and settings.
package publishing

import (
	"context"
	"log/slog"
	"time"

	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// pollEvery is how often due posts are looked for; each instance looks, and
// publishing twice is harmless (trust R10).
const pollEvery = time.Second

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

// Run publishes scheduled posts at their second until ctx ends.
func (s *Service) Run(ctx context.Context) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	failing := false
	for {
		_, err := s.PublishDue(ctx)
		if err != nil && !failing && ctx.Err() == nil {
			s.log.WarnContext(ctx, "scheduled posts cannot be published yet", "err", err)
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
// how many they were.
func (s *Service) PublishDue(ctx context.Context) (int, error) {
	now := s.now()
	due, err := s.db.Due(ctx, now)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	published := 0
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		// Again inside the transaction: another instance may have been first.
		due, err := tx.Due(ctx, now)
		if err != nil {
			return err
		}
		for _, p := range due {
			p.Publish(now)
			p.UpdatedAt = now
			if _, err := tx.SavePost(ctx, p); err != nil {
				return err
			}
		}
		published = len(due)
		return nil
	})
	return published, err
}
