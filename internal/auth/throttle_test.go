package auth_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/errs"
)

// T18: of many tries at the same moment no more come through than one after
// the other.
func TestTriesAtTheSameMomentAreAllCounted(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		const tries = 30
		failures := make([]error, tries)
		var all sync.WaitGroup
		for i := range tries {
			all.Go(func() {
				_, failures[i] = d.SignIn(t.Context(), u.Email, "not her password", auth.Visitor{Address: "192.0.2.66"})
			})
		}
		all.Wait()
		compared := 0
		for _, err := range failures {
			_, wrong := errors.AsType[errs.Invalid](err)
			_, refused := errors.AsType[*auth.Throttled](err)
			if wrong {
				compared++
			}
			if !wrong && !refused {
				t.Errorf("a try ends with %v", err)
			}
		}
		if compared != 10 {
			t.Errorf("%d passwords were compared, want 10", compared)
		}
	})
}

// T18: whoever has an address of IP version 6 has 2^64 of them.
func TestAHouseholdIsOneAddress(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		for i := range 10 {
			_, err := d.SignIn(t.Context(), u.Email, "not her password", auth.Visitor{Address: fmt.Sprintf("2001:db8:0:1::%x", i)})
			d.wantInvalid(err, "password", "SignInWrong")
		}
		_, err := d.SignIn(t.Context(), u.Email, password, auth.Visitor{Address: "2001:db8:0:1:ffff::1"})
		if _, refused := errors.AsType[*auth.Throttled](err); !refused {
			t.Errorf("the eleventh try from one household: %v, want Throttled", err)
		}
		if _, err := d.SignIn(t.Context(), u.Email, password, auth.Visitor{Address: "2001:db8:0:2::1"}); err != nil {
			t.Errorf("from the household beside: %v", err)
		}
	})
}

// T18, T19: letters with links are few for one address, wherever they are
// asked for, and whether or not somebody has the address.
func TestFewLettersGoToOneAddress(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		for _, email := range []string{u.Email, "nobody@ex.test"} {
			for i := range 10 {
				if err := d.RequestReset(t.Context(), email, auth.Visitor{Address: fmt.Sprintf("192.0.2.%d", i)}); err != nil {
					t.Fatal(err)
				}
			}
			err := d.RequestReset(t.Context(), email, auth.Visitor{Address: "192.0.2.99"})
			if _, refused := errors.AsType[*auth.Throttled](err); !refused {
				t.Errorf("the eleventh letter to %s: %v, want Throttled", email, err)
			}
		}
		letters, err := d.db.LettersDue(t.Context(), d.now, 100)
		if err != nil || len(letters) != 10 {
			t.Errorf("%d letters wait, %v, want 10", len(letters), err)
		}
	})
}

// T18: what a person may try who is signed in is bounded too.
func TestASessionDoesNotGuessThePassword(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		for range 10 {
			d.wantInvalid(d.ChangePassword(t.Context(), u, 0, "a guess", "another three words"), "old_password", "PasswordWrong")
		}
		err := d.ChangePassword(t.Context(), u, 0, password, "another three words")
		if _, refused := errors.AsType[*auth.Throttled](err); !refused {
			t.Errorf("the eleventh try: %v, want Throttled", err)
		}
		d.now = d.now.Add(16 * time.Minute)
		if err := d.ChangePassword(t.Context(), u, 0, password, "another three words"); err != nil {
			t.Errorf("a quarter of an hour later: %v", err)
		}
	})
}
