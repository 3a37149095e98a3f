// Package inbox keeps what readers write in the contact form.
package inbox

import (
	"context"
	"time"

	"verso/internal/content"
	"verso/internal/store"
)

// A Service takes messages in.
type Service struct {
	db  *store.DB
	now func() time.Time
}

// New returns a service on db; now tells the time.
func New(db *store.DB, now func() time.Time) *Service { return &Service{db: db, now: now} }

// Receive keeps a message for the people of the site to read. A message that
// lacks something is errs.Invalid, field to message ID.
func (s *Service) Receive(ctx context.Context, m content.Message) error {
	if err := m.Validate(); err != nil {
		return err
	}
	return s.db.Tx(ctx, func(tx *store.Tx) error { return tx.AddMessage(ctx, m, s.now()) })
}
