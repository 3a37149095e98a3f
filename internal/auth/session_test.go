package auth_test

import (
	"errors"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/errs"
	"verso/internal/store"
)

// A person sees where they are signed in and ends any of it; what is somebody
// else's is not there (T2).
func TestAPersonEndsTheirOwnSessionsAndNoOthers(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		ana, ben := d.person("ana", account.Author), d.person("ben", account.Admin)
		here, phone, tablet, his := d.signIn(ana), d.signIn(ana), d.signIn(ana), d.signIn(ben)
		id := func(secret string) int64 {
			_, session, err := d.Session(t.Context(), secret)
			if err != nil {
				t.Fatal(err)
			}
			return session.ID
		}
		if err := d.Revoke(t.Context(), ana, id(his)); !errors.Is(err, errs.NotFound) {
			t.Errorf("somebody else's session: %v, want NotFound", err)
		}
		if err := d.Revoke(t.Context(), ana, id(phone)); err != nil {
			t.Fatal(err)
		}
		d.wantSession(phone, 0)
		d.wantSession(tablet, ana.ID)
		if err := d.RevokeOthers(t.Context(), ana, id(here)); err != nil {
			t.Fatal(err)
		}
		d.wantSession(tablet, 0)
		d.wantSession(here, ana.ID)
		d.wantSession(his, ben.ID)
		sessions, err := d.db.Sessions(t.Context(), ana.ID, d.now)
		if err != nil || len(sessions) != 1 || sessions[0].Device != "test" || sessions[0].Address != "192.0.2.1" {
			t.Errorf("the list of devices is %+v, %v", sessions, err)
		}
	})
}

// T19, T21: a person's new password ends their other sessions, and the links
// that were on their way.
func TestANewPasswordEndsTheOtherSessions(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		here, elsewhere := d.signIn(u), d.signIn(u)
		if err := d.RequestReset(t.Context(), u.Email, auth.Visitor{}); err != nil {
			t.Fatal(err)
		}
		link := secretIn(d.letter())
		_, session, err := d.Session(t.Context(), here)
		if err != nil {
			t.Fatal(err)
		}
		d.wantInvalid(d.ChangePassword(t.Context(), u, session.ID, password, "1234567890"), "password", "PasswordCommon")
		if err := d.ChangePassword(t.Context(), u, session.ID, password, "another three words"); err != nil {
			t.Fatal(err)
		}
		d.wantSession(here, u.ID)
		d.wantSession(elsewhere, 0)
		d.wantInvalid(d.ChoosePassword(t.Context(), account.Reset, link, password), "token", "TokenInvalid")
	})
}

// A session notes that it is in use once a minute, and nobody's page is purged
// by people who come, are there, and go.
func TestComingAndGoingChangesNothingOfTheSite(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		d.db.OnCommit(func(store.Change) { t.Error("the site changed") })
		secret := d.signIn(u)
		began := d.now
		for _, c := range []struct{ after, seen time.Duration }{{30 * time.Second, 0}, {time.Minute, time.Minute}, {90 * time.Second, time.Minute}} {
			d.now = began.Add(c.after)
			d.wantSession(secret, u.ID)
			sessions, err := d.db.Sessions(t.Context(), u.ID, d.now)
			if err != nil || len(sessions) != 1 || !sessions[0].SeenAt.Equal(began.Add(c.seen)) {
				t.Errorf("after %s: %+v, %v, want one session seen after %s", c.after, sessions, err, c.seen)
			}
		}
		if err := d.RequestReset(t.Context(), u.Email, auth.Visitor{}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.BeginPasskeySignIn(t.Context(), auth.Visitor{}); err != nil {
			t.Fatal(err)
		}
		if err := d.SignOut(t.Context(), secret); err != nil {
			t.Fatal(err)
		}
	})
}

// What is stale goes when somebody signs in.
func TestWhatIsStaleIsForgotten(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		old := d.signIn(u)
		if err := d.RequestReset(t.Context(), u.Email, auth.Visitor{}); err != nil {
			t.Fatal(err)
		}
		link := secretIn(d.letter())
		d.now = d.now.Add(account.SessionLife)
		d.signIn(u)
		if _, err := d.db.Session(t.Context(), account.HashSecret(old)); !errors.Is(err, errs.NotFound) {
			t.Errorf("the old session: %v, want NotFound", err)
		}
		if _, err := d.db.Token(t.Context(), account.HashSecret(link)); !errors.Is(err, errs.NotFound) {
			t.Errorf("the old link: %v, want NotFound", err)
		}
	})
}
