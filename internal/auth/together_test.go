package auth_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/errs"
	"verso/internal/store"
)

// together runs acts at the same moment and returns how each ended.
func together(acts ...func() error) []error {
	failures := make([]error, len(acts))
	var all sync.WaitGroup
	for i, act := range acts {
		all.Go(func() { failures[i] = act() })
	}
	all.Wait()
	return failures
}

// Two admins who demote each other at the same moment leave one.
func TestOneOfTwoAdminsStaysWhoDemoteEachOther(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		one, other := d.person("one", account.Admin), d.person("other", account.Admin)
		for range 10 {
			failures := together(
				func() error { return d.SetRole(t.Context(), one, other.ID, account.Author, nil) },
				func() error { return d.SetRole(t.Context(), other, one.ID, account.Author, nil) },
			)
			admins, err := d.db.Admins(t.Context())
			if err != nil || admins != 1 {
				t.Fatalf("%d admins are left, %v; the acts ended with %v", admins, err, failures)
			}
			if !errors.Is(errors.Join(failures...), errs.Conflict) {
				t.Fatalf("the acts ended with %v, want one Conflict", failures)
			}
			for _, u := range []account.User{one, other} {
				if err := d.SetRole(t.Context(), account.Operator(), u.ID, account.Admin, nil); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// T3: a role that was taken does not come back with a profile that was being
// saved meanwhile.
func TestAProfileBringsBackNoRole(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		root, u := d.person("root", account.Admin), d.person("ana", account.Editor)
		for i := range 10 {
			if err := d.SetRole(t.Context(), root, u.ID, account.Editor, nil); err != nil {
				t.Fatal(err)
			}
			profile := u
			profile.Name = fmt.Sprintf("Ana %d", i)
			for _, err := range together(
				func() error { return d.SaveProfile(t.Context(), u, profile, "") },
				func() error { return d.SetRole(t.Context(), root, u.ID, account.None, nil) },
			) {
				if err != nil {
					t.Fatal(err)
				}
			}
			saved, err := d.db.User(t.Context(), u.ID)
			if err != nil || saved.Role != account.None || saved.Name != profile.Name {
				t.Fatalf("afterwards: role %q, name %q, %v; want no role and the new name", saved.Role, saved.Name, err)
			}
		}
	})
}

// Of many who use the setup link at the same moment one becomes admin, and of
// many links that are made at the same moment one works.
func TestTheSetupLinkMakesOneAdminHoweverManyUseIt(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		const many = 4
		secrets := make([]string, many)
		var starts, uses []func() error
		for i := range many {
			starts = append(starts, func() (err error) {
				secrets[i], err = d.Setup(t.Context())
				return err
			})
		}
		if err := errors.Join(together(starts...)...); err != nil {
			t.Fatal(err)
		}
		for i, secret := range secrets {
			u := account.User{Name: fmt.Sprint("Root ", i), Email: fmt.Sprintf("root%d@ex.test", i)}
			for range 2 {
				uses = append(uses, func() error {
					_, err := d.CreateAdmin(t.Context(), secret, u, password, auth.Visitor{})
					return err
				})
			}
		}
		made := 0
		for _, err := range together(uses...) {
			if err == nil {
				made++
				continue
			}
			d.wantInvalid(err, "token", "TokenInvalid")
		}
		if users, err := d.db.Users(t.Context()); err != nil || made != 1 || len(users) != 1 {
			t.Errorf("%d of %d made an admin, and there are %d people, %v; want one", made, len(uses), len(users), err)
		}
	})
}

// T19: a link that is used twice at the same moment sets one password.
func TestALinkIsUsedOnceHoweverManyUseIt(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		if err := d.RequestReset(t.Context(), u.Email, auth.Visitor{}); err != nil {
			t.Fatal(err)
		}
		secret := secretIn(d.letter())
		var uses []func() error
		for i := range 4 {
			uses = append(uses, func() error {
				return d.ChoosePassword(t.Context(), account.Reset, secret, fmt.Sprint("another three words ", i))
			})
		}
		chosen := 0
		for _, err := range together(uses...) {
			if err == nil {
				chosen++
				continue
			}
			d.wantInvalid(err, "token", "TokenInvalid")
		}
		if chosen != 1 {
			t.Errorf("%d passwords were chosen, want one", chosen)
		}
	})
}

// T19, T21: an old password opens nothing once another is chosen, even for
// somebody whose password was being compared at that moment.
func TestAnOldPasswordOpensNothing(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		renewed := u
		var err error
		if renewed.PasswordHash, err = d.Hasher.Hash(t.Context(), "another three words"); err != nil {
			t.Fatal(err)
		}
		for i := range 8 {
			from := auth.Visitor{Address: fmt.Sprintf("192.0.2.%d", i)}
			d.change(u)
			failures := together(
				func() error {
					_, err := d.SignIn(t.Context(), u.Email, password, from)
					if _, wrong := errors.AsType[errs.Invalid](err); wrong {
						return nil
					}
					return err
				},
				func() error { // as soon as the try is counted
					for n := 0; n == 0; {
						var err error
						if n, _, err = d.db.Attempts(t.Context(), "sign-in:"+from.Address, d.now.Add(-1)); err != nil {
							return err
						}
					}
					d.change(renewed)
					return nil
				},
			)
			sessions, err := d.db.Sessions(t.Context(), u.ID, d.now)
			if err := errors.Join(append(failures, err)...); err != nil {
				t.Fatal(err)
			}
			if len(sessions) > 0 {
				t.Fatal("a session was opened by the old password after another was chosen")
			}
		}
	})
}

// change keeps what is different about somebody, whose sessions end.
func (d *door) change(u account.User) {
	d.t.Helper()
	err := d.db.Tx(d.t.Context(), func(tx *store.Tx) error {
		if err := tx.LockPeople(d.t.Context()); err != nil {
			return err
		}
		if err := tx.SaveUser(d.t.Context(), u); err != nil {
			return err
		}
		return tx.RemoveSessions(d.t.Context(), u.ID, 0)
	})
	if err != nil {
		d.t.Error(err)
	}
}
