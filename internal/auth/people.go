package auth

import (
	"context"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// SaveProfile changes what is a person's own: name, address, language, time
// zone. Whatever else is in u is ignored (trust, matrix).
func (s *Service) SaveProfile(ctx context.Context, by, u account.User) error {
	if err := policy.Check(by, policy.Profile, policy.Object{}); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		saved, err := tx.User(ctx, by.ID)
		if err != nil {
			return err
		}
		if email, err := account.ParseEmail(u.Email); err == nil {
			u.Email = email
		}
		saved.Name, saved.Email, saved.Language, saved.TimeZone = u.Name, u.Email, u.Language, u.TimeZone
		if err := saved.Validate(); err != nil {
			return err
		}
		return taken(tx.SaveUser(ctx, saved))
	})
}

// ChangePassword sets a person's own password, if they know the one they
// have. Their other sessions end.
func (s *Service) ChangePassword(ctx context.Context, by account.User, session int64, old, password string) error {
	if err := s.attempt(ctx, []limit{{fmt.Sprintf("password:%d", by.ID), perAccount}}); err != nil {
		return err
	}
	if by.PasswordHash != "" && !s.Hasher.Matches(old, by.PasswordHash) {
		return errs.Invalid{"old_password": "PasswordWrong"}
	}
	if err := account.ValidPassword(password); err != nil {
		return err
	}
	return s.setPassword(ctx, by.ID, password, session)
}

// SetPassword sets somebody's password from the command line and ends all of
// their sessions.
func (s *Service) SetPassword(ctx context.Context, by account.User, id content.UserID, password string) error {
	if err := policy.Check(by, policy.ManagePeople, policy.Object{}); err != nil {
		return err
	}
	if err := account.ValidPassword(password); err != nil {
		return err
	}
	return s.setPassword(ctx, id, password, 0)
}

func (s *Service) setPassword(ctx context.Context, id content.UserID, password string, but int64) error {
	hash, err := s.Hasher.Hash(password)
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		u, err := tx.User(ctx, id)
		if err != nil {
			return err
		}
		u.PasswordHash = hash
		if err := tx.SaveUser(ctx, u); err != nil {
			return err
		}
		return tx.RemoveSessions(ctx, id, but)
	})
}

// AddUser makes a person with a password, from the command line.
func (s *Service) AddUser(ctx context.Context, by, u account.User, password string) (account.User, error) {
	if err := policy.Check(by, policy.ManagePeople, policy.Object{}); err != nil {
		return u, err
	}
	u, err := s.complete(u, password)
	if err != nil {
		return u, err
	}
	err = s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		u, err = tx.AddUser(ctx, u)
		return taken(err)
	})
	return u, err
}

// SetRole changes what somebody may do. Who was signed in signs in again
// (trust T21). The last admin stays one: errs.Conflict.
func (s *Service) SetRole(ctx context.Context, by account.User, id content.UserID, role account.Role, grants []account.Grant) error {
	return s.change(ctx, by, id, func(tx *store.Tx, u *account.User) error {
		changed := u.Role != role
		u.Role, u.Grants = role, grants
		if err := u.Validate(); err != nil {
			return err
		}
		if !changed || by.ID == id {
			return nil
		}
		return tx.RemoveSessions(ctx, id, 0)
	})
}

// Disable keeps somebody out, at once; Enable lets them in again.
func (s *Service) Disable(ctx context.Context, by account.User, id content.UserID) error {
	return s.change(ctx, by, id, func(tx *store.Tx, u *account.User) error {
		now := s.Now()
		u.DisabledAt = &now
		return tx.RemoveSessions(ctx, id, 0)
	})
}

// Enable lets somebody in again who was disabled.
func (s *Service) Enable(ctx context.Context, by account.User, id content.UserID) error {
	return s.change(ctx, by, id, func(_ *store.Tx, u *account.User) error {
		u.DisabledAt = nil
		return nil
	})
}

// Remove forgets somebody. What they wrote stays.
func (s *Service) Remove(ctx context.Context, by account.User, id content.UserID) error {
	if err := policy.Check(by, policy.ManagePeople, policy.Object{}); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.User(ctx, id); err != nil {
			return err
		}
		if err := tx.RemoveUser(ctx, id); err != nil {
			return err
		}
		return keepAdmin(ctx, tx)
	})
}

// change changes a person, unless no admin would be left.
func (s *Service) change(ctx context.Context, by account.User, id content.UserID, change func(*store.Tx, *account.User) error) error {
	if err := policy.Check(by, policy.ManagePeople, policy.Object{}); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		u, err := tx.User(ctx, id)
		if err != nil {
			return err
		}
		if err := change(tx, &u); err != nil {
			return err
		}
		if err := tx.SaveUser(ctx, u); err != nil {
			return err
		}
		return keepAdmin(ctx, tx)
	})
}

// keepAdmin refuses an act after which nobody could administer the site.
func keepAdmin(ctx context.Context, tx *store.Tx) error {
	has, err := tx.HasAdmin(ctx)
	if err == nil && !has {
		return fmt.Errorf("the last admin: %w", errs.Conflict)
	}
	return err
}
