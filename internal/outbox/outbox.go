// Package outbox sends the letters that acts have queued, after they are committed.
package outbox

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"verso/internal/errs"
	"verso/internal/mail"
	"verso/internal/store"
)

const (
	pollEvery = 2 * time.Second
	batch     = 20
	maxTries  = 14               // over some three days
	firstWait = 30 * time.Second // doubled after each failure
)

// A Service sends letters.
type Service struct {
	db     *store.DB
	sender *mail.Sender
	now    func() time.Time
	log    *slog.Logger
}

// New returns a service that sends by sender what db holds.
func New(db *store.DB, sender *mail.Sender, now func() time.Time, log *slog.Logger) *Service {
	return &Service{db: db, sender: sender, now: now, log: log}
}

// Run sends letters as they come, until ctx ends.
func (s *Service) Run(ctx context.Context) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		if err := s.SendDue(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, errs.Unavailable) {
			s.log.WarnContext(ctx, "letters wait", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// SendDue sends the letters whose time has come.
func (s *Service) SendDue(ctx context.Context) error {
	letters, err := s.db.LettersDue(ctx, s.now(), batch)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if err := s.send(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// send sends one letter, unless another instance is doing it or its receiver
// may not have it any more (trust T3).
func (s *Service) send(ctx context.Context, l store.Letter) error {
	claimed, wanted := false, true
	err := s.db.Tx(ctx, func(tx *store.Tx) (err error) {
		if l.UserID != nil {
			u, err := tx.User(ctx, *l.UserID)
			if err != nil && !errors.Is(err, errs.NotFound) {
				return err
			}
			wanted = err == nil && u.DisabledAt == nil
		}
		if !wanted {
			return tx.RemoveLetter(ctx, l.ID)
		}
		claimed, err = tx.ClaimLetter(ctx, l, s.now().Add(firstWait<<l.Tries))
		return err
	})
	if err != nil || !claimed {
		return err
	}
	if !s.sender.Configured() {
		s.log.InfoContext(ctx, "no mail server is set: this letter is shown here", "to", l.Address, "subject", l.Subject, "text", l.Body)
		return s.remove(ctx, l)
	}
	err = s.sender.Send(ctx, mail.Letter{To: l.Address, Locale: l.Locale, Subject: l.Subject, Body: l.Body})
	switch {
	case err == nil:
		return s.remove(ctx, l)
	case l.Tries+1 >= maxTries:
		s.log.ErrorContext(ctx, "a letter was given up", "letter", l.ID, "err", err)
		return s.remove(ctx, l)
	default:
		s.log.WarnContext(ctx, "a letter is tried again later", "letter", l.ID, "try", l.Tries+1, "err", err)
		return nil
	}
}

func (s *Service) remove(ctx context.Context, l store.Letter) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error { return tx.RemoveLetter(ctx, l.ID) })
}
