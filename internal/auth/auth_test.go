package auth_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/errs"
)

// T18: the eleventh try is refused, with how long to wait; the same person
// from elsewhere is let in; later the first address is too.
func TestTooManyTriesAreRefusedForAWhileAndFromThereOnly(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		thief := auth.Visitor{Address: "192.0.2.66"}
		for range 10 {
			_, err := d.SignIn(t.Context(), u.Email, "not her password", thief)
			d.wantInvalid(err, "password", "SignInWrong")
		}
		_, err := d.SignIn(t.Context(), u.Email, password, thief)
		throttled, ok := errors.AsType[*auth.Throttled](err)
		if !ok || throttled.Wait <= 0 || throttled.Wait > 15*time.Minute {
			t.Errorf("the eleventh try: %v, want Throttled for at most 15 minutes", err)
		}
		if _, err := d.SignIn(t.Context(), u.Email, password, auth.Visitor{Address: "192.0.2.1"}); err != nil {
			t.Errorf("the same person from elsewhere: %v", err)
		}
		d.now = d.now.Add(16 * time.Minute)
		if _, err := d.SignIn(t.Context(), u.Email, password, thief); err != nil {
			t.Errorf("from the first address a quarter of an hour later: %v", err)
		}
	})
}

// T18: an unknown address, a wrong password, a person without one and a
// disabled person get the same answer.
func TestWhoHasAnAccountCannotBeFoundOut(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u, off := d.person("ana", account.Author), d.person("ben", account.Author)
		d.person("root", account.Admin)
		if err := d.Disable(t.Context(), account.Operator(), off.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Invite(t.Context(), account.Operator(), account.User{Name: "c", Email: "c@ex.test"}); err != nil {
			t.Fatal(err)
		}
		for email, try := range map[string]string{
			"nobody@ex.test": password, "no address": password, u.Email: strings.Repeat("x", 1<<20), off.Email: password, "c@ex.test": "",
		} {
			_, err := d.SignIn(t.Context(), email, try, auth.Visitor{Address: "192.0.2.1"})
			d.wantInvalid(err, "password", "SignInWrong")
		}
	})
}

// T21: a session begins new, replaces the one that was there, and ends when
// signed out, unused for long, or too old.
func TestASessionIsNewAndEnds(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Admin)
		first := d.signIn(u)
		d.wantSession(first, u.ID)
		second, err := d.SignIn(t.Context(), u.Email, password, auth.Visitor{Address: "192.0.2.1", Secret: first})
		if err != nil || second == first {
			t.Fatalf("signing in again: the same secret %v, %v", second == first, err)
		}
		d.wantSession(first, 0)
		if err := d.SignOut(t.Context(), second); err != nil {
			t.Fatal(err)
		}
		d.wantSession(second, 0)
		d.wantSession("planted", 0)

		idle := d.signIn(u)
		d.now = d.now.Add(account.SessionIdle)
		d.wantSession(idle, 0)
		old := d.signIn(u)
		for range 7 {
			d.now = d.now.Add(account.SessionIdle - time.Hour) // in use all the time
			if _, _, err := d.Session(t.Context(), old); err != nil && !errors.Is(err, errs.NotFound) {
				t.Fatal(err)
			}
		}
		d.wantSession(old, 0)
	})
}

// T21, T3: what an admin changes of somebody counts at once.
func TestAChangeOfRightsCountsAtOnce(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		root := d.person("root", account.Admin)
		u := d.person("ana", account.Author)
		secret := d.signIn(u)
		if err := d.SetRole(t.Context(), root, u.ID, account.Editor, nil); err != nil {
			t.Fatal(err)
		}
		d.wantSession(secret, 0)
		secret = d.signIn(u)
		if err := d.Disable(t.Context(), root, u.ID); err != nil {
			t.Fatal(err)
		}
		d.wantSession(secret, 0)
		if err := d.Enable(t.Context(), root, u.ID); err != nil {
			t.Fatal(err)
		}
		d.wantSession(secret, 0) // ended, not asleep
	})
}
