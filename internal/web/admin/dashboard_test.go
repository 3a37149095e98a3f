package admin_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Of what readers wrote and nobody has read the start page tells those who may
// read it.
func TestTheStartPageTellsOfUnreadMessages(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		told := func(role account.Role) bool {
			return strings.Contains(w.do(call{method: http.MethodGet, path: "/en-us/admin", secret: w.secrets[role]}).Body.String(), "2 unread messages")
		}
		if told(account.Editor) {
			t.Error("before anybody wrote")
		}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			for _, body := range []string{"One.", "Two."} {
				if err := tx.AddMessage(ctx, content.Message{Locale: en, Name: "A", Email: "a@ex.test", Body: body}, storetest.Now); err != nil {
					return err
				}
			}
			return nil
		})
		for role, want := range map[account.Role]bool{account.Admin: true, account.Editor: true, account.Author: false, account.Translator: false} {
			if got := told(role); got != want {
				t.Errorf("%s is told: %v, want %v", role, got, want)
			}
		}
	})
}
