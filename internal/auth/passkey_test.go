package auth_test

import (
	"errors"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/errs"
)

// passkey makes a passkey of somebody.
func (d *door) passkey(u account.User, name string) *authenticator {
	d.t.Helper()
	device := newAuthenticator(d.t)
	options, secret, err := d.BeginPasskey(d.t.Context(), u)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := d.FinishPasskey(d.t.Context(), u, secret, name, device.create(options)); err != nil {
		d.t.Fatal(err)
	}
	return device
}

// begin starts a sign in by passkey.
func (d *door) begin() (options []byte, secret string) {
	d.t.Helper()
	options, secret, err := d.BeginPasskeySignIn(d.t.Context(), auth.Visitor{Address: "192.0.2.1"})
	if err != nil {
		d.t.Fatal(err)
	}
	return options, secret
}

// enter signs in by a passkey, without a name or a password.
func (d *door) enter(device *authenticator) (string, error) {
	d.t.Helper()
	options, secret := d.begin()
	return d.PasskeySignIn(d.t.Context(), secret, device.get(options), auth.Visitor{Address: "192.0.2.1"})
}

func TestAPasskeyOpensTheDoorWithoutANameOrAPassword(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		device := d.passkey(u, "laptop")
		if l := d.letter(); l.Address != u.Email || !strings.Contains(l.Body, "“laptop”") {
			t.Errorf("the letter about it goes to %s:\n%s", l.Address, l.Body)
		}
		for range 2 {
			d.now = d.now.Add(1)
			session, err := d.enter(device)
			if err != nil {
				t.Fatal(err)
			}
			d.wantSession(session, u.ID)
		}
		keys, err := d.db.Passkeys(t.Context(), u.ID)
		if err != nil || len(keys) != 1 || keys[0].Name != "laptop" || keys[0].UsedAt == nil {
			t.Fatalf("the list of passkeys is %+v, %v", keys, err)
		}
		if err := d.RemovePasskey(t.Context(), d.person("ben", account.Admin), keys[0].ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("removed by somebody else: %v, want NotFound", err) // T2
		}
		if err := d.RemovePasskey(t.Context(), u, keys[0].ID); err != nil {
			t.Fatal(err)
		}
		_, err = d.enter(device)
		d.wantInvalid(err, "passkey", "PasskeyRefused")
	})
}

// T3: who is disabled is not let in by a passkey either.
func TestADisabledPersonIsNotLetInByAPasskey(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		d.person("root", account.Admin)
		u := d.person("ana", account.Author)
		device := d.passkey(u, "laptop")
		if err := d.Disable(t.Context(), account.Operator(), u.ID); err != nil {
			t.Fatal(err)
		}
		_, err := d.enter(device)
		d.wantInvalid(err, "passkey", "PasskeyRefused")
	})
}

// T21: an answer counts once, for its own question, in time, from this site,
// by the key that was registered, whose copy is noticed.
func TestAnAnswerThatWasStolenOpensNothing(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		device := d.passkey(u, "laptop")
		from := auth.Visitor{Address: "192.0.2.66"}
		refused := func(what, secret string, answer []byte) {
			t.Helper()
			session, err := d.PasskeySignIn(t.Context(), secret, answer, from)
			if bad, _ := errors.AsType[errs.Invalid](err); session != "" || len(bad) == 0 {
				t.Errorf("%s: a session %v, %v, want Invalid", what, session != "", err)
			}
		}
		options, secret := d.begin()
		answer := device.get(options)
		if _, err := d.PasskeySignIn(t.Context(), secret, answer, from); err != nil {
			t.Fatal(err)
		}
		refused("the same answer again", secret, answer)
		_, another := d.begin()
		refused("the answer to another question", another, answer)
		refused("no question at all", "guessed", answer)
		refused("no answer", another, []byte("{}"))

		options, secret = d.begin()
		d.now = d.now.Add(account.Ceremony.Lifetime())
		refused("an answer that is late", secret, device.get(options))

		thief := *device
		thief.origin = "https://ex.test.evil"
		options, secret = d.begin()
		refused("an answer given to another site", secret, thief.get(options))

		thief = *newAuthenticator(t)
		thief.id, thief.handle, thief.count = device.id, device.handle, 100
		options, secret = d.begin()
		refused("another key under its name", secret, thief.get(options))

		thief = *device
		thief.count = 0
		options, secret = d.begin()
		refused("a copy that counts from the start", secret, thief.get(options))

		_, secret, err := d.BeginPasskey(t.Context(), u)
		if err != nil {
			t.Fatal(err)
		}
		options, _ = d.begin()
		refused("the question of another ceremony", secret, device.get(options))
		if _, err := d.enter(device); err != nil {
			t.Errorf("after all of that the passkey itself: %v", err)
		}
	})
}

// A passkey is made by the person who asked, once, and has a name.
func TestAPasskeyIsMadeByWhoAsked(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		ana, ben := d.person("ana", account.Author), d.person("ben", account.Author)
		device := newAuthenticator(t)
		options, secret, err := d.BeginPasskey(t.Context(), ana)
		if err != nil {
			t.Fatal(err)
		}
		answer := device.create(options)
		for _, name := range []string{"", strings.Repeat("x", 61), "a\u202eb"} {
			d.wantInvalid(d.FinishPasskey(t.Context(), ana, secret, name, answer), "name", "PasskeyNameInvalid")
		}
		d.wantInvalid(d.FinishPasskey(t.Context(), ben, secret, "laptop", answer), "passkey", "PasskeyRefused")
		if err := d.FinishPasskey(t.Context(), ana, secret, "laptop", answer); err != nil {
			t.Fatal(err)
		}
		if err := d.FinishPasskey(t.Context(), ana, secret, "laptop", answer); err == nil {
			t.Error("the same answer made a second passkey")
		}
		if keys, err := d.db.Passkeys(t.Context(), ben.ID); err != nil || len(keys) > 0 {
			t.Errorf("somebody else has %d passkeys, %v", len(keys), err)
		}
	})
}

// Browsers make passkeys for domains alone; a site that is reached by an
// address is served all the same.
func TestASiteWithoutADomainHasNoPasskeys(t *testing.T) {
	for _, origin := range []string{"http://192.0.2.7:8080", "http://[2001:db8::7]"} {
		s, err := auth.New(auth.Config{Origin: origin})
		if err != nil {
			t.Fatalf("%s: %v", origin, err)
		}
		if _, _, err := s.BeginPasskeySignIn(t.Context(), auth.Visitor{}); s.Passkeys() || !errors.Is(err, errs.NotFound) {
			t.Errorf("%s: passkeys %v, begin %v, want NotFound", origin, s.Passkeys(), err)
		}
		if err := s.FinishPasskey(t.Context(), account.User{ID: 1}, "secret", "phone", nil); err == nil {
			t.Errorf("%s: finish %v, want a refusal", origin, err)
		}
	}
}
