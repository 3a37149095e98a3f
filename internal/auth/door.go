package auth

import (
	"context"
	"errors"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
)

// Setup returns the secret with which the first admin is created, or "" when
// the site has an admin. An older secret dies.
func (s *Service) Setup(ctx context.Context) (string, error) {
	secret := ""
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPeople(ctx); err != nil {
			return err
		}
		has, err := tx.HasAdmin(ctx)
		if err != nil || has {
			return err
		}
		if err := tx.RemoveTokens(ctx, 0, account.Setup); err != nil {
			return err
		}
		secret, err = s.issue(ctx, tx, account.Setup, account.User{})
		return err
	})
	return secret, err
}

// issue makes a token for somebody and returns its secret.
func (s *Service) issue(ctx context.Context, tx *store.Tx, p account.Purpose, u account.User) (string, error) {
	secret, now := account.NewSecret(), s.Now()
	return secret, tx.AddToken(ctx, account.Token{
		Hash: account.HashSecret(secret), Purpose: p, UserID: u.ID, Email: u.Email, CreatedAt: now, ExpiresAt: now.Add(p.Lifetime()),
	})
}

// Check reports whether a secret can be used for a purpose: errs.Invalid where
// it cannot, whatever the reason (trust T19). It returns whom it is for.
func (s *Service) Check(ctx context.Context, p account.Purpose, secret string) (account.User, error) {
	return s.usable(ctx, s.DB, p, secret)
}

// tokens is what a database and a transaction know of tokens and people.
type tokens interface {
	Token(ctx context.Context, hash string) (account.Token, error)
	User(ctx context.Context, id content.UserID) (account.User, error)
}

func (s *Service) usable(ctx context.Context, from tokens, p account.Purpose, secret string) (account.User, error) {
	t, err := from.Token(ctx, account.HashSecret(secret))
	if err != nil && !errors.Is(err, errs.NotFound) {
		return account.User{}, err
	}
	if err != nil || !t.Usable(p, s.Now()) {
		return account.User{}, errs.Invalid{"token": "TokenInvalid"}
	}
	if t.UserID == 0 {
		return account.User{}, nil
	}
	u, err := from.User(ctx, t.UserID)
	if errors.Is(err, errs.NotFound) || err == nil && (u.Email != t.Email || u.DisabledAt != nil) {
		return account.User{}, errs.Invalid{"token": "TokenInvalid"}
	}
	return u, err
}

// CreateAdmin uses a setup secret to make the first admin, and signs them in.
func (s *Service) CreateAdmin(ctx context.Context, secret string, u account.User, password string, v Visitor) (string, error) {
	if _, err := s.Check(ctx, account.Setup, secret); err != nil {
		return "", err
	}
	u.Role, u.Grants = account.Admin, nil
	u, err := s.complete(ctx, u, password)
	if err != nil {
		return "", err
	}
	session := ""
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPeople(ctx); err != nil {
			return err
		}
		has, err := tx.HasAdmin(ctx)
		if err != nil {
			return err
		}
		if has {
			return errs.Invalid{"token": "TokenInvalid"}
		}
		if err := s.take(ctx, tx, secret); err != nil {
			return err
		}
		if u, err = add(ctx, tx, u); err != nil {
			return err
		}
		session, err = s.open(ctx, tx, u, v)
		return err
	})
	return session, err
}

// complete checks a person and their password, and hashes it.
func (s *Service) complete(ctx context.Context, u account.User, password string) (account.User, error) {
	if email, err := account.ParseEmail(u.Email); err == nil {
		u.Email = email
	}
	u.CreatedAt = s.Now()
	if err := together(u.Validate(), account.ValidPassword(password)); err != nil {
		return u, err
	}
	hash, err := s.Hasher.Hash(ctx, password)
	u.PasswordHash = hash
	return u, err
}

// take uses a token up.
func (s *Service) take(ctx context.Context, tx *store.Tx, secret string) error {
	ok, err := tx.TakeToken(ctx, account.HashSecret(secret))
	if err == nil && !ok {
		return errs.Invalid{"token": "TokenInvalid"}
	}
	return err
}

// Invite makes a person who has no password yet and sends them a letter with
// the link to choose one.
func (s *Service) Invite(ctx context.Context, by, u account.User) (account.User, error) {
	if err := policy.Check(by, policy.ManagePeople, policy.Object{}); err != nil {
		return u, err
	}
	if email, err := account.ParseEmail(u.Email); err == nil {
		u.Email = email
	}
	u.CreatedAt, u.PasswordHash, u.DisabledAt = s.Now(), "", nil
	if err := u.Validate(); err != nil {
		return u, err
	}
	err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if u, err = add(ctx, tx, u); err != nil {
			return err
		}
		return s.invite(ctx, tx, by, u)
	})
	return u, err
}

// InviteAgain sends a new letter; the older link dies.
func (s *Service) InviteAgain(ctx context.Context, by account.User, id content.UserID) error {
	if err := policy.Check(by, policy.ManagePeople, policy.Object{}); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPeople(ctx); err != nil {
			return err
		}
		u, err := tx.User(ctx, id)
		if err != nil {
			return err
		}
		if u.PasswordHash != "" {
			return fmt.Errorf("user %d has a password: %w", id, errs.Conflict)
		}
		return s.invite(ctx, tx, by, u)
	})
}

func (s *Service) invite(ctx context.Context, tx *store.Tx, by, u account.User) error {
	if err := tx.RemoveTokens(ctx, u.ID, account.Invitation); err != nil {
		return err
	}
	secret, err := s.issue(ctx, tx, account.Invitation, u)
	if err != nil {
		return err
	}
	return s.letter(ctx, tx, u, "LetterInvitationSubject", "LetterInvitationText",
		"By", by.Name, "Link", s.Link(s.language(u), account.Invitation, secret))
}

// language returns the language in which somebody is written to.
func (s *Service) language(u account.User) locale.Tag {
	if u.Language != "" {
		return u.Language
	}
	_, def := s.Site()
	return def
}

// RequestReset sends the link for a new password to who has an address. For
// an unknown one it does nothing, and says the same (trust T19).
func (s *Service) RequestReset(ctx context.Context, email string, v Visitor) error {
	address, err := account.ParseEmail(email)
	if err != nil {
		return err
	}
	if err := s.attempt(ctx, limit{"reset-of:" + address, perLetters}, limit{"reset:" + network(v.Address), perAccount}); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPeople(ctx); err != nil {
			return err
		}
		u, err := tx.UserByEmail(ctx, address)
		if errors.Is(err, errs.NotFound) || err == nil && u.DisabledAt != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if err := tx.RemoveTokens(ctx, u.ID, account.Reset); err != nil {
			return err
		}
		secret, err := s.issue(ctx, tx, account.Reset, u)
		if err != nil {
			return err
		}
		return s.letter(ctx, tx, u, "LetterResetSubject", "LetterResetText", "Link", s.Link(s.language(u), account.Reset, secret))
	})
}

// ChoosePassword uses the secret of an invitation or a reset to set a
// password. Every session of the person ends; nobody is signed in by it.
func (s *Service) ChoosePassword(ctx context.Context, p account.Purpose, secret, password string) error {
	if _, err := s.Check(ctx, p, secret); err != nil {
		return err
	}
	if err := account.ValidPassword(password); err != nil {
		return err
	}
	hash, err := s.Hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPeople(ctx); err != nil {
			return err
		}
		u, err := s.usable(ctx, tx, p, secret) // a while has passed
		if err != nil {
			return err
		}
		if err := s.take(ctx, tx, secret); err != nil {
			return err
		}
		return renew(ctx, tx, u, hash, 0)
	})
}

// renew gives somebody a new password. Their sessions but one end, and with
// them the links with which a password is chosen.
func renew(ctx context.Context, tx *store.Tx, u account.User, hash string, but int64) error {
	u.PasswordHash = hash
	if err := tx.SaveUser(ctx, u); err != nil {
		return err
	}
	for _, p := range []account.Purpose{account.Invitation, account.Reset} {
		if err := tx.RemoveTokens(ctx, u.ID, p); err != nil {
			return err
		}
	}
	return tx.RemoveSessions(ctx, u.ID, but)
}

// taken turns a conflict of addresses into a field to mend.
func taken(err error) error {
	if errors.Is(err, errs.Conflict) {
		return errs.Invalid{"email": "UserEmailTaken"}
	}
	return err
}

// together joins what is wrong with several things into one.
func together(problems ...error) error {
	all := errs.Invalid{}
	for _, err := range problems {
		bad, ok := errors.AsType[errs.Invalid](err)
		if err != nil && !ok {
			return err
		}
		for field, id := range bad {
			all[field] = id
		}
	}
	if len(all) > 0 {
		return all
	}
	return nil
}
