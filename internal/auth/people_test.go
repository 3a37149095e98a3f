package auth_test

import (
	"errors"
	"testing"

	"verso/internal/account"
	"verso/internal/errs"
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
