package auth_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
)

const password = "three words in a row"

// A door is a service with a clock that tests move.
type door struct {
	*auth.Service
	t   *testing.T
	db  *store.DB
	now time.Time
}

// eachDoor runs a test on each database.
func eachDoor(t *testing.T, test func(t *testing.T, d *door)) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		catalog, err := message.Load(locales.FS)
		if err != nil {
			t.Fatal(err)
		}
		hasher, err := account.NewHasher()
		if err != nil {
			t.Fatal(err)
		}
		d := &door{t: t, db: db, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
		d.Service, err = auth.New(auth.Config{
			DB: db, Hasher: hasher, Catalog: catalog, Origin: "https://ex.test",
			Now:  func() time.Time { return d.now },
			Site: func() (string, locale.Tag) { return "Example", "en-US" },
			Link: func(l locale.Tag, p account.Purpose, secret string) string {
				return "https://ex.test/" + l.Path() + "/admin/" + string(p) + "?token=" + secret
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		test(t, d)
	})
}

// person adds somebody with the password of these tests.
func (d *door) person(name string, role account.Role) account.User {
	d.t.Helper()
	u, err := d.AddUser(d.t.Context(), account.Operator(), account.User{Name: name, Email: name + "@ex.test", Role: role}, password)
	if err != nil {
		d.t.Fatal(err)
	}
	return u
}

func (d *door) signIn(u account.User) string {
	d.t.Helper()
	secret, err := d.SignIn(d.t.Context(), u.Email, password, auth.Visitor{Address: "192.0.2.1", Device: "test"})
	if err != nil {
		d.t.Fatal(err)
	}
	return secret
}

// letter returns the one letter that waits, and takes it.
func (d *door) letter() store.Letter {
	d.t.Helper()
	letters, err := d.db.LettersDue(d.t.Context(), d.now, 10)
	if err != nil || len(letters) != 1 {
		d.t.Fatalf("%d letters wait, %v, want one", len(letters), err)
	}
	if err := d.db.Tx(d.t.Context(), func(tx *store.Tx) error { return tx.RemoveLetter(d.t.Context(), letters[0].ID) }); err != nil {
		d.t.Fatal(err)
	}
	return letters[0]
}

// secretIn returns the secret of the link in a letter.
func secretIn(l store.Letter) string {
	_, rest, _ := strings.Cut(l.Body, "?token=")
	secret, _, _ := strings.Cut(rest, "\n")
	return secret
}

func (d *door) wantInvalid(err error, field, id string) {
	d.t.Helper()
	bad, ok := errors.AsType[errs.Invalid](err)
	if !ok || bad[field] != id {
		d.t.Errorf("%v, want %s: %s", err, field, id)
	}
}

func (d *door) wantSession(secret string, want content.UserID) {
	d.t.Helper()
	u, _, err := d.Session(d.t.Context(), secret)
	if want == 0 {
		if !errors.Is(err, errs.NotFound) {
			d.t.Errorf("the session is %d's, %v, want NotFound", u.ID, err)
		}
		return
	}
	if err != nil || u.ID != want {
		d.t.Errorf("the session is %d's, %v, want %d's", u.ID, err, want)
	}
}

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
		u.Email = "new@ex.test"
		if err := d.SaveProfile(t.Context(), u, u); err != nil {
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

// Matrix: the last admin stays, whoever asks; an editor may not ask; a profile
// changes no role.
func TestTheLastAdminStays(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		root, editor := d.person("root", account.Admin), d.person("ed", account.Editor)
		acts := map[string]func(by account.User) error{
			"demote":  func(by account.User) error { return d.SetRole(t.Context(), by, root.ID, account.Editor, nil) },
			"disable": func(by account.User) error { return d.Disable(t.Context(), by, root.ID) },
			"remove":  func(by account.User) error { return d.Remove(t.Context(), by, root.ID) },
		}
		for name, act := range acts {
			if err := act(root); !errors.Is(err, errs.Conflict) {
				t.Errorf("%s by the admin: %v, want Conflict", name, err)
			}
			if err := act(editor); !errors.Is(err, errs.Forbidden) {
				t.Errorf("%s by an editor: %v, want Forbidden", name, err)
			}
		}
		editor.Role, editor.Name = account.Admin, "Edward"
		if err := d.SaveProfile(t.Context(), editor, editor); err != nil {
			t.Fatal(err)
		}
		saved, err := d.db.User(t.Context(), editor.ID)
		if err != nil || saved.Role != account.Editor || saved.Name != "Edward" {
			t.Errorf("after saving a profile with another role: %s, %s, %v", saved.Name, saved.Role, err)
		}
	})
}
