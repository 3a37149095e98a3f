package auth_test

import (
	"errors"
	"slices"
	"testing"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/errs"
	"verso/internal/store/storetest"
)

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
		if err := d.SaveProfile(t.Context(), editor, editor, ""); err != nil {
			t.Fatal(err)
		}
		saved, err := d.db.User(t.Context(), editor.ID)
		if err != nil || saved.Role != account.Editor || saved.Name != "Edward" {
			t.Errorf("after saving a profile with another role: %s, %s, %v", saved.Name, saved.Role, err)
		}
	})
}

// Matrix, T1: people are looked after by admins alone, and whoever is refused
// leaves every row as it was.
func TestPeopleAreLookedAfterByAdminsAlone(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		d.person("root", account.Admin)
		somebody := d.person("ana", account.Author)
		acts := map[string]func(by account.User) error{
			"add": func(by account.User) error {
				_, err := d.AddUser(t.Context(), by, account.User{Name: "New", Email: "new@ex.test"}, password)
				return err
			},
			"invite": func(by account.User) error {
				_, err := d.Invite(t.Context(), by, account.User{Name: "New", Email: "new@ex.test"})
				return err
			},
			"invite again": func(by account.User) error { return d.InviteAgain(t.Context(), by, somebody.ID) },
			"set password": func(by account.User) error { return d.SetPassword(t.Context(), by, somebody.ID, "another three words") },
			"set role":     func(by account.User) error { return d.SetRole(t.Context(), by, by.ID, account.Admin, nil) },
			"disable":      func(by account.User) error { return d.Disable(t.Context(), by, somebody.ID) },
			"enable":       func(by account.User) error { return d.Enable(t.Context(), by, somebody.ID) },
			"remove":       func(by account.User) error { return d.Remove(t.Context(), by, somebody.ID) },
		}
		refused := []account.User{{}}
		for _, role := range []account.Role{account.Editor, account.Author, account.Translator, account.None} {
			refused = append(refused, d.person("a-"+string(role), role))
		}
		before := storetest.Dump(t, d.db)
		for _, by := range refused {
			for name, act := range acts {
				if err := act(by); !errors.Is(err, errs.Forbidden) {
					t.Errorf("%s by %q: %v, want Forbidden", name, by.Role, err)
				}
			}
		}
		for table, rows := range storetest.Dump(t, d.db) {
			if !slices.Equal(rows, before[table]) {
				t.Errorf("what was refused changed %s", table)
			}
		}
	})
}

// T33: a name that only looks like that of somebody else is refused; two
// people may have the same one.
func TestNobodyTakesANameThatLooksLikeAnothers(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		d.person("paypal", account.Author)
		for email, name := range map[string]string{"a@ex.test": "pаypal", "b@ex.test": "PАYPAL"} { // with a Cyrillic letter
			_, err := d.Invite(t.Context(), account.Operator(), account.User{Name: name, Email: email})
			d.wantInvalid(err, "name", "UserNameMistakable")
		}
		for email, name := range map[string]string{"c@ex.test": "paypal", "d@ex.test": "Paypal", "e@ex.test": "Павел"} {
			if _, err := d.Invite(t.Context(), account.Operator(), account.User{Name: name, Email: email}); err != nil {
				t.Errorf("the name %q: %v", name, err)
			}
		}
		eve := d.person("eve", account.Author)
		eve.Name = "раураl"
		d.wantInvalid(d.SaveProfile(t.Context(), eve, eve, ""), "name", "UserNameMistakable")
	})
}

// A translator holds the locales that were given last, and another role holds
// none.
func TestATranslatorHoldsTheLocalesGivenLast(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		storetest.Locales(t, d.db, "en-US", "fr", "de")
		u := d.person("ana", account.Author)
		d.person("root", account.Admin)
		for _, given := range [][]account.Grant{
			{{Locale: "fr"}}, {{Locale: "de", MayReview: true}, {Locale: "fr"}}, nil,
		} {
			if err := d.SetRole(t.Context(), account.Operator(), u.ID, account.Translator, given); err != nil {
				t.Fatal(err)
			}
			saved, err := d.db.User(t.Context(), u.ID)
			if err != nil || !slices.Equal(saved.Grants, given) {
				t.Errorf("given %v, kept %v, %v", given, saved.Grants, err)
			}
		}
		if err := d.SetRole(t.Context(), account.Operator(), u.ID, account.Editor, []account.Grant{{Locale: "fr"}}); err != nil {
			t.Fatal(err)
		}
		if saved, err := d.db.User(t.Context(), u.ID); err != nil || len(saved.Grants) > 0 {
			t.Errorf("an editor holds %v, %v", saved.Grants, err)
		}
		err := d.SetRole(t.Context(), account.Operator(), u.ID, account.Translator, []account.Grant{{Locale: "ja"}})
		if !errors.Is(err, errs.NotFound) {
			t.Errorf("a locale that the site has not: %v, want NotFound", err)
		}
	})
}

// T3, T19: with a person go their sessions and the links that were sent to
// them.
func TestWithAPersonGoesEverythingThatLetsThemIn(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		root, u := d.person("root", account.Admin), d.person("ana", account.Editor)
		session := d.signIn(u)
		if err := d.RequestReset(t.Context(), u.Email, auth.Visitor{}); err != nil {
			t.Fatal(err)
		}
		secret := secretIn(d.letter())
		if err := d.Remove(t.Context(), root, u.ID); err != nil {
			t.Fatal(err)
		}
		d.wantSession(session, 0)
		d.wantInvalid(d.ChoosePassword(t.Context(), account.Reset, secret, password), "token", "TokenInvalid")
		_, err := d.SignIn(t.Context(), u.Email, password, auth.Visitor{})
		d.wantInvalid(err, "password", "SignInWrong")
	})
}
