package workbench_test

import (
	"context"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Translation 2.20: readers are told who translated a text, who did most of it
// first, unless somebody has written another name.
func TestReadersAreToldWhoTranslated(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		hired := func(name string) (u account.User) {
			storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) (err error) {
				u, err = tx.AddUser(ctx, account.User{
					Name: name, Email: name + "@example.org", Role: account.Translator, Grants: tess.Grants, CreatedAt: storetest.Now,
				})
				return err
			})
			return u
		}
		hired("Eda")
		hired("Ana") // the author: by her number, she is not one of the others
		lia, rui := hired("Lia"), hired("Rui")
		target := d.start(d.write("Guide", "First paragraph here.\n\nThe second of them.\n"))
		d.save(lia, target, "Guide", "Guia")
		d.save(rui, target, "First paragraph here.", "O primeiro parágrafo.")
		d.save(rui, target, "The second of them.", "O segundo deles.")
		if got := publishable(t, d, target).Translator; got != "Rui, Lia" {
			t.Errorf("translated by %q, want Rui, who did most of it, and Lia", got)
		}
		d.edit(editor, target, func(f *content.Fields) { f.Translator = "The lighthouse keepers" })
		if got := publishable(t, d, target).Translator; got != "The lighthouse keepers" {
			t.Errorf("translated by %q, want the name that was written", got)
		}
	})
}

func publishable(t *testing.T, d *desk, target content.PostID) content.Fields {
	t.Helper()
	c, err := d.Publishable(t.Context(), editor, target)
	if err != nil {
		t.Fatal(err)
	}
	return c.Fields
}
