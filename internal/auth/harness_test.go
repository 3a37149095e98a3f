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
		d := &door{t: t, db: db, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
		d.Service, err = auth.New(auth.Config{
			DB: db, Hasher: account.NewHasher(), Catalog: catalog, Origin: "https://ex.test",
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
