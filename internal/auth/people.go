package auth

import (
	"context"
	"fmt"
	"strings"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// SaveProfile changes what is a person's own: name, address, language, time
// zone. Whatever else is in u is ignored (trust, matrix). Another address
// needs their password: new ones are sent there.
func (s *Service) SaveProfile(ctx context.Context, by, u account.User, password string) error {
	if err := policy.Check(by, policy.Profile, policy.Object{}); err != nil {
		return err
	}
	if email, err := account.ParseEmail(u.Email); err == nil {
		u.Email = email
	}
	if u.Email != by.Email {
		if err := s.confirm(ctx, by, password); err != nil {
			return err
		}
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPeople(ctx); err != nil {
			return err
		}
		saved, err := tx.User(ctx, by.ID)
		if err != nil {
			return err
		}
		saved.Name, saved.Email, saved.Language, saved.TimeZone = u.Name, u.Email, u.Language, u.TimeZone
		if err := together(saved.Validate(), unmistakable(ctx, tx, saved)); err != nil {
			return err
		}
		return taken(tx.SaveUser(ctx, saved))
	})
}

// confirm asks somebody who is signed in for their password, before a change
// by which they sign in later: a session that was stolen must not become an
// account that was (ASVS 5.0.0 7.5.1).
func (s *Service) confirm(ctx context.Context, by account.User, password string) error {
	if by.PasswordHash == "" {
		return nil
	}
	tries := limit{fmt.Sprintf("password:%d", by.ID), perAccount}
	if err := s.attempt(ctx, tries); err != nil {
		return err
	}
	same, err := s.Hasher.Matches(ctx, password, by.PasswordHash)
	if err != nil {
		return err
	}
	if !same {
		return errs.Invalid{"old_password": "PasswordWrong"}
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error { return tx.RemoveAttempts(ctx, tries.name) })
}

// unmistakable refuses a name that looks like that of somebody else without
// being it, such as one with a Cyrillic "а" in it (trust T33). Two people may
// have one name.
func unmistakable(ctx context.Context, tx *store.Tx, u account.User) error {
	others, err := tx.Users(ctx)
	if err != nil {
		return err
	}
	name := strings.ToLower(u.Name)
	for _, other := range others {
		theirs := strings.ToLower(other.Name)
		if other.ID != u.ID && theirs != name && content.Skeleton(theirs) == content.Skeleton(name) {
			return errs.Invalid{"name": "UserNameMistakable"}
		}
	}
	return nil
}

// ChangePassword sets a person's own password, if they know the one they
// have. Their other sessions end.
func (s *Service) ChangePassword(ctx context.Context, by account.User, session int64, old, password string) error {
	if err := s.confirm(ctx, by, old); err != nil {
		return err
	}
	return s.setPassword(ctx, by.ID, password, session, func(u account.User) error {
		if u.PasswordHash != by.PasswordHash {
			return errs.Invalid{"old_password": "PasswordWrong"} // by now
		}
		return nil
	})
}

// SetPassword sets somebody's password from the command line and ends all of
// their sessions.
func (s *Service) SetPassword(ctx context.Context, by account.User, id content.UserID, password string) error {
	if err := policy.Check(by, policy.ManagePeople, policy.Object{}); err != nil {
		return err
	}
	return s.setPassword(ctx, id, password, 0, func(account.User) error { return nil })
}

func (s *Service) setPassword(ctx context.Context, id content.UserID, password string, but int64, check func(account.User) error) error {
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
		u, err := tx.User(ctx, id)
		if err != nil {
			return err
		}
		if err := check(u); err != nil {
			return err
		}
		return renew(ctx, tx, u, hash, but)
	})
}

// AddUser makes a person with a password, from the command line.
func (s *Service) AddUser(ctx context.Context, by, u account.User, password string) (account.User, error) {
	if err := policy.Check(by, policy.ManagePeople, policy.Object{}); err != nil {
		return u, err
	}
	u, err := s.complete(ctx, u, password)
	if err != nil {
		return u, err
	}
	err = s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		u, err = add(ctx, tx, u)
		return err
	})
	return u, err
}

// add keeps a new person, unless their name or address is somebody else's.
func add(ctx context.Context, tx *store.Tx, u account.User) (account.User, error) {
	if err := tx.LockPeople(ctx); err != nil {
		return u, err
	}
	if err := unmistakable(ctx, tx, u); err != nil {
		return u, err
	}
	u, err := tx.AddUser(ctx, u)
	return u, taken(err)
}

// SetRole changes what somebody may do. Who is given another role signs in
// again (trust T21). The last admin stays one: errs.Conflict.
func (s *Service) SetRole(ctx context.Context, by account.User, id content.UserID, role account.Role, grants []account.Grant) error {
	return s.change(ctx, by, id, func(tx *store.Tx, u *account.User) error {
		changed := u.Role != role
		u.Role, u.Grants = role, grants
		if err := u.Validate(); err != nil {
			return err
		}
		if !changed {
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
		if err := tx.LockPeople(ctx); err != nil {
			return err
		}
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
		if err := tx.LockPeople(ctx); err != nil {
			return err
		}
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
