package auth_test

import (
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/auth"
)

// T19: the link of a letter works once, for half an hour, for its person; a
// newer one ends an older; nobody is signed in by it, and every session ends.
func TestTheLinkOfALetterWorksOnce(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		ask := func() string {
			if err := d.RequestReset(t.Context(), "ANA@ex.test", auth.Visitor{Address: "192.0.2.1"}); err != nil {
				t.Fatal(err)
			}
			return secretIn(d.letter())
		}
		choose := func(secret string) error {
			return d.ChoosePassword(t.Context(), account.Reset, secret, "another three words")
		}
		session := d.signIn(u)
		older, newer := ask(), ask()
		d.wantInvalid(choose(older), "token", "TokenInvalid")
		d.wantInvalid(d.ChoosePassword(t.Context(), account.Invitation, newer, password), "token", "TokenInvalid")
		d.wantInvalid(d.ChoosePassword(t.Context(), account.Reset, newer, "short"), "password", "PasswordTooShort")
		if err := choose(newer); err != nil {
			t.Fatalf("a refused password used the link up: %v", err)
		}
		d.wantInvalid(choose(newer), "token", "TokenInvalid")
		d.wantSession(session, 0)
		if _, err := d.SignIn(t.Context(), u.Email, "another three words", auth.Visitor{Address: "192.0.2.1"}); err != nil {
			t.Errorf("the new password: %v", err)
		}

		late := ask()
		d.now = d.now.Add(30 * time.Minute)
		d.wantInvalid(choose(late), "token", "TokenInvalid")

		if err := d.RequestReset(t.Context(), "nobody@ex.test", auth.Visitor{Address: "192.0.2.1"}); err != nil {
			t.Errorf("a request for an unknown address: %v, want the same answer", err)
		}
		if letters, err := d.db.LettersDue(t.Context(), d.now, 10); err != nil || len(letters) > 0 {
			t.Errorf("it wrote %d letters, %v", len(letters), err)
		}
	})
}

// T19: an address that was changed since takes the link with it.
func TestALinkDiesWithTheAddressItWentTo(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		u := d.person("ana", account.Author)
		if err := d.RequestReset(t.Context(), u.Email, auth.Visitor{Address: "192.0.2.1"}); err != nil {
			t.Fatal(err)
		}
		secret := secretIn(d.letter())
		changed := u
		changed.Email = "new@ex.test"
		d.wantInvalid(d.SaveProfile(t.Context(), u, changed, "guessed"), "old_password", "PasswordWrong")
		if err := d.SaveProfile(t.Context(), u, changed, password); err != nil {
			t.Fatal(err)
		}
		d.wantInvalid(d.ChoosePassword(t.Context(), account.Reset, secret, password), "token", "TokenInvalid")
	})
}

// An invitation is written in the language of who is invited, and lets them
// choose their first password.
func TestAnInvitationSpeaksTheLanguageOfWhoIsInvited(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		root := d.person("root", account.Admin)
		u, err := d.Invite(t.Context(), root, account.User{Name: "Zé", Email: "ze@ex.test", Role: account.Translator, Language: "pt-BR"})
		if err != nil {
			t.Fatal(err)
		}
		l := d.letter()
		if l.Locale != "pt-BR" || !strings.Contains(l.Body, "Olá, Zé") || !strings.Contains(l.Body, "https://ex.test/pt-br/admin/invitation?token=") {
			t.Errorf("the letter is %s:\n%s", l.Locale, l.Body)
		}
		if err := d.ChoosePassword(t.Context(), account.Invitation, secretIn(l), password); err != nil {
			t.Fatal(err)
		}
		d.wantSession(d.signIn(u), u.ID)
		_, err = d.Invite(t.Context(), root, account.User{Name: "Other", Email: "ZE@ex.test"})
		d.wantInvalid(err, "email", "UserEmailTaken")
	})
}

// The link of the first start makes one admin, once; there is no default
// password.
func TestTheFirstAdminIsMadeByALinkThatWorksOnce(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		older, err := d.Setup(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		secret, err := d.Setup(t.Context())
		if err != nil || secret == "" {
			t.Fatalf("setup: %q, %v", secret, err)
		}
		first := account.User{Name: "Root", Email: "root@ex.test"}
		_, err = d.CreateAdmin(t.Context(), older, first, password, auth.Visitor{})
		d.wantInvalid(err, "token", "TokenInvalid")
		session, err := d.CreateAdmin(t.Context(), secret, first, password, auth.Visitor{})
		if err != nil {
			t.Fatal(err)
		}
		u, _, err := d.Session(t.Context(), session)
		if err != nil || u.Role != account.Admin {
			t.Errorf("the first person is %q, %v, want an admin who is signed in", u.Role, err)
		}
		_, err = d.CreateAdmin(t.Context(), secret, first, password, auth.Visitor{})
		d.wantInvalid(err, "token", "TokenInvalid")
		if again, err := d.Setup(t.Context()); err != nil || again != "" {
			t.Errorf("with an admin there is another setup link: %v, %v", again != "", err)
		}
	})
}
