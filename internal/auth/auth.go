// Package auth lets people in: sign in and out, sessions, invitations, new passwords, passkeys, throttling.
package auth

import (
	"context"
	"errors"
	"fmt"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/store"
)

// Config is what the service needs.
type Config struct {
	DB      *store.DB
	Now     func() time.Time
	Hasher  *account.Hasher
	Catalog *message.Catalog // words of letters
	Origin  string           // scheme and host of the site, for passkeys

	// Name and Language say what the site is called and which language people
	// read who have chosen none.
	Site func() (name string, def locale.Tag)
	// Link returns the address where a secret is used.
	Link func(l locale.Tag, p account.Purpose, secret string) string
}

// A Service signs people in.
type Service struct {
	Config
	passkeys ceremonies
}

// New returns a service.
func New(cfg Config) (*Service, error) {
	c, err := newCeremonies(cfg.Origin)
	if err != nil {
		return nil, err
	}
	return &Service{Config: cfg, passkeys: c}, nil
}

// A Visitor is the browser that asks.
type Visitor struct {
	Address string // IP address
	Device  string // User-Agent
	Secret  string // of the session it has already, or ""
}

// SignIn returns the secret of a new session for who has this address and
// password. It is errs.Invalid, in the same words and after the same time,
// for an unknown address, a wrong password and a person who is disabled. The
// session that the browser had before ends.
func (s *Service) SignIn(ctx context.Context, email, password string, v Visitor) (string, error) {
	address, err := account.ParseEmail(email)
	if err != nil {
		address = "unreadable"
	}
	tries := limit{"sign-in:" + address + ":" + network(v.Address), perAccount}
	if err := s.attempt(ctx, tries, signIns(v)); err != nil {
		return "", err
	}
	u, err := s.DB.UserByEmail(ctx, address)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return "", err
	}
	same, err := s.Hasher.Matches(ctx, password, u.PasswordHash)
	if err != nil {
		return "", err
	}
	if !same || u.DisabledAt != nil {
		return "", errs.Invalid{"password": "SignInWrong"}
	}
	secret := ""
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := s.unchanged(ctx, tx, u); err != nil {
			return err
		}
		if err := tx.RemoveAttempts(ctx, tries.name); err != nil {
			return err
		}
		secret, err = s.open(ctx, tx, u, v)
		return err
	})
	return secret, err
}

// unchanged refuses somebody whose password was changed, or who was disabled
// or removed, while their password was compared.
func (s *Service) unchanged(ctx context.Context, tx *store.Tx, u account.User) error {
	if err := tx.LockPeople(ctx); err != nil {
		return err
	}
	now, err := tx.User(ctx, u.ID)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return err
	}
	if err != nil || now.PasswordHash != u.PasswordHash || now.DisabledAt != nil {
		return errs.Invalid{"password": "SignInWrong"}
	}
	return nil
}

// open starts a session in place of the one that the browser had (trust T21).
func (s *Service) open(ctx context.Context, tx *store.Tx, u account.User, v Visitor) (string, error) {
	if old, err := tx.Session(ctx, account.HashSecret(v.Secret)); err == nil {
		if err := tx.RemoveSession(ctx, old.UserID, old.ID); err != nil {
			return "", err
		}
	}
	now := s.Now()
	if err := tx.RemoveStale(ctx, now); err != nil {
		return "", err
	}
	secret := account.NewSecret()
	_, err := tx.AddSession(ctx, account.Session{
		Hash: account.HashSecret(secret), UserID: u.ID, Device: cut(v.Device, 300), Address: cut(v.Address, 64),
		CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(account.SessionLife),
	})
	return secret, err
}

// cut shortens s to n bytes, at a letter.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// Session returns who holds a session's secret, with their rights as they are
// now (trust T3), and which session it is. Somebody who is disabled, and a
// session whose time is over, are errs.NotFound.
func (s *Service) Session(ctx context.Context, secret string) (account.User, account.Session, error) {
	session, err := s.DB.Session(ctx, account.HashSecret(secret))
	if err != nil {
		return account.User{}, session, err
	}
	now := s.Now()
	if !session.Alive(now) {
		return account.User{}, session, fmt.Errorf("session is over: %w", errs.NotFound)
	}
	u, err := s.DB.User(ctx, session.UserID)
	if err != nil {
		return account.User{}, session, err
	}
	if u.DisabledAt != nil {
		return account.User{}, session, fmt.Errorf("user %d is disabled: %w", u.ID, errs.NotFound)
	}
	if now.Sub(session.SeenAt) >= time.Minute {
		err = s.DB.Tx(ctx, func(tx *store.Tx) error { return tx.SeeSession(ctx, session.ID, now) })
		if errors.Is(err, errs.Unavailable) { // a full disk keeps nobody from reading
			err = nil
		}
	}
	return u, session, err
}

// Holders returns who holds each of the secrets' sessions now, with identifier,
// role and grants alone: nobody where a session is over. Unlike Session it is
// no use of a session, and one question for however many.
func (s *Service) Holders(ctx context.Context, secrets []string) (map[string]account.User, error) {
	hashes := make([]string, len(secrets))
	for i, secret := range secrets {
		hashes[i] = account.HashSecret(secret)
	}
	byHash, err := s.DB.Holders(ctx, hashes, s.Now())
	holders := make(map[string]account.User, len(byHash))
	for i, secret := range secrets {
		if u, ok := byHash[hashes[i]]; ok {
			holders[secret] = u
		}
	}
	return holders, err
}

// SignOut ends the session of a secret; one that is over is no failure.
func (s *Service) SignOut(ctx context.Context, secret string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		session, err := tx.Session(ctx, account.HashSecret(secret))
		if errors.Is(err, errs.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return tx.RemoveSession(ctx, session.UserID, session.ID)
	})
}

// Revoke ends one of a person's own sessions.
func (s *Service) Revoke(ctx context.Context, by account.User, session int64) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error { return tx.RemoveSession(ctx, by.ID, session) })
}

// RevokeOthers ends a person's sessions but the one they use.
func (s *Service) RevokeOthers(ctx context.Context, by account.User, but int64) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error { return tx.RemoveSessions(ctx, by.ID, but) })
}

// letter queues a letter to somebody in their language.
func (s *Service) letter(ctx context.Context, tx *store.Tx, u account.User, subjectID, bodyID string, args ...any) error {
	name, l := s.Site()
	if u.Language != "" {
		l = u.Language
	}
	words := s.Catalog.For(l)
	args = append(args, "Site", name, "Name", u.Name)
	now := s.Now()
	return tx.AddLetter(ctx, store.Letter{
		UserID: pointer(u.ID), Address: u.Email, Locale: words.Catalog(),
		Subject: words.Text(subjectID, args...), Body: words.Text(bodyID, args...), CreatedAt: now, DueAt: now,
	})
}

func pointer(id content.UserID) *content.UserID { return &id }
