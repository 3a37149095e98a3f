// Package digest writes to people, once a day at most, what waits for them in translations.
package digest

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"verso/internal/account"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/site"
	"verso/internal/store"
)

// Config is what the service needs.
type Config struct {
	DB      *store.DB
	Now     func() time.Time
	Catalog *message.Catalog // words of letters
	Site    func() *site.Site
	Mails   bool // letters leave the machine; else Run writes none
	// Link returns an address of the admin in an interface language.
	Link func(l locale.Tag, parts ...string) string
	Log  *slog.Logger
}

// A Service writes the daily letters.
type Service struct{ Config }

// New returns a service.
func New(cfg Config) *Service { return &Service{cfg} }

const (
	lookEvery = 5 * time.Minute

	// morning is the hour on a person's clock from which their letter is due.
	morning = 7

	// apart is how long after a letter the next one comes at the earliest, for
	// those who move between time zones.
	apart = 18 * time.Hour

	// first is how far back the first letter of a person looks.
	first = 24 * time.Hour
)

// Run writes the letters as they become due, until ctx ends. Every instance
// does it; each letter is written by one.
func (s *Service) Run(ctx context.Context) {
	if !s.Mails {
		return
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := s.WriteDue(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, errs.Unavailable) {
			s.Log.WarnContext(ctx, "daily letters wait", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// WriteDue queues the letters that are due now. What one person's lacks keeps
// nobody else's back.
func (s *Service) WriteDue(ctx context.Context) error {
	users, err := s.DB.Users(ctx)
	if err != nil {
		return err
	}
	var all error
	for _, u := range users {
		if policy.Somewhere(u, policy.Suggest) {
			all = errors.Join(all, s.write(ctx, u))
		}
	}
	return all
}

// write queues the letter of a person, if it is due and there is news for
// them. A day without news is over, too: letters come in the morning.
func (s *Service) write(ctx context.Context, u account.User) error {
	now := s.Now()
	local := now.In(u.On(s.Site().Zone()).Zone())
	if local.Hour() < morning {
		return nil
	}
	day := local.Format(time.DateOnly)
	last, at, wanted, err := s.DB.LastDigest(ctx, u.ID)
	if err != nil || !wanted || last >= day || now.Sub(at) < apart {
		return err
	}
	if at.IsZero() {
		at = now.Add(-first)
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		claimed, err := tx.ClaimDigest(ctx, u.ID, day, now)
		if err != nil || !claimed {
			return err
		}
		u, err := tx.User(ctx, u.ID) // as they are now
		if err != nil || u.DisabledAt != nil {
			return err
		}
		items, err := s.items(ctx, tx, u, at)
		if err != nil || len(items) == 0 {
			return err
		}
		letter := s.letter(u, items)
		letter.CreatedAt, letter.DueAt = now, now
		return tx.AddLetter(ctx, letter)
	})
}

// Wanted reports whether somebody wants a daily letter.
func (s *Service) Wanted(ctx context.Context, u account.User) (bool, error) {
	return s.DB.HasDigest(ctx, u.ID)
}

// Set turns the daily letter of a person on or off.
func (s *Service) Set(ctx context.Context, by account.User, on bool) error {
	if err := policy.Check(by, policy.Profile, policy.Object{}); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error { return tx.SetDigest(ctx, by.ID, on) })
}
