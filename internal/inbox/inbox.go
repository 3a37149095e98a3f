// Package inbox keeps what readers write in the contact form, and tells those who read it.
package inbox

import (
	"context"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/store"
)

// Config is what the service needs.
type Config struct {
	DB      *store.DB
	Now     func() time.Time
	Catalog *message.Catalog // words of letters
	// Site says what the site is called and which language people read who
	// have chosen none.
	Site func() (name string, def locale.Tag)
	// Link returns the address of the inbox in an interface language.
	Link func(l locale.Tag) string
}

// A Service takes messages in and looks after them.
type Service struct{ Config }

// New returns a service.
func New(cfg Config) *Service { return &Service{cfg} }

// repeated is how long the same text is taken for the same sender's.
const repeated = 7 * 24 * time.Hour

// Receive keeps a message for the people of the site to read, and writes to
// those who may. What looks like an advertisement, or was written before word
// for word, is held back: kept, and nobody is told. A message that lacks
// something is errs.Invalid, field to message ID.
func (s *Service) Receive(ctx context.Context, m content.Message) error {
	if err := m.Validate(); err != nil {
		return err
	}
	now := s.Now()
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		again, err := tx.HasMessage(ctx, m.Body, now.Add(-repeated))
		if err != nil {
			return err
		}
		m.IsSpam = again || m.LooksLikeSpam()
		if err := tx.AddMessage(ctx, m, now); err != nil || m.IsSpam {
			return err
		}
		return s.tell(ctx, tx, m, now)
	})
}

// tell queues a letter to everybody who reads messages. It goes to the people
// of the site alone, never to the address that was given (trust T39).
func (s *Service) tell(ctx context.Context, tx *store.Tx, m content.Message, now time.Time) error {
	users, err := tx.Users(ctx)
	if err != nil {
		return err
	}
	name, def := s.Site()
	for _, u := range users {
		if !policy.Allows(u, policy.ReadMessages, policy.Object{}) {
			continue
		}
		l := def
		if u.Language != "" {
			l = u.Language
		}
		words := s.Catalog.For(l)
		if err := tx.AddLetter(ctx, store.Letter{
			UserID: &u.ID, Address: u.Email, Locale: words.Catalog(), CreatedAt: now, DueAt: now,
			Subject: words.Text("LetterMessageSubject", "Site", name),
			Body:    words.Text("LetterMessageText", "Site", name, "Name", m.Name, "Link", s.Link(l)),
		}); err != nil {
			return err
		}
	}
	return nil
}

// An Act is what people do with a message.
type Act string

// The acts.
const (
	Read    Act = "read"
	Unread  Act = "unread"
	Archive Act = "archive"
	Return  Act = "return" // from the archive, or from what was held back
	Hold    Act = "hold"   // it is an advertisement
	Delete  Act = "delete" // for good
)

// Do does an act with messages: with all of them or, when one is gone, with
// none.
func (s *Service) Do(ctx context.Context, by account.User, act Act, ids ...int64) error {
	if err := policy.Check(by, policy.ReadMessages, policy.Object{}); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		for _, id := range ids {
			m, err := tx.Message(ctx, id)
			if err != nil {
				return err
			}
			if act == Delete {
				err = tx.RemoveMessage(ctx, id)
			} else {
				err = tx.SaveMessage(ctx, s.after(m, act))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// after returns a message as an act leaves it.
func (s *Service) after(m content.Message, act Act) content.Message {
	now := s.Now()
	switch act {
	case Read:
		if m.ReadAt == nil {
			m.ReadAt = &now
		}
	case Unread:
		m.ReadAt = nil
	case Archive:
		m.ArchivedAt, m.IsSpam = &now, false
	case Return:
		m.ArchivedAt, m.IsSpam = nil, false
	case Hold:
		m.IsSpam = true
	}
	return m
}
