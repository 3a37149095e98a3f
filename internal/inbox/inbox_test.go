package inbox_test

import (
	"errors"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/inbox"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
)

// service returns an inbox of a site called Example.
func service(t *testing.T, db *store.DB) *inbox.Service {
	t.Helper()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return inbox.New(inbox.Config{
		DB: db, Now: func() time.Time { return storetest.Now }, Catalog: catalog,
		Site: func() (string, locale.Tag) { return "Example", "en-US" },
		Link: func(l locale.Tag) string { return "https://ex.test/" + l.Path() + "/admin/messages" },
	})
}

// Those who read messages are told of a new one in their language; of what
// looks like an advertisement, or comes twice, nobody is, and it is kept
// (trust T39).
func TestANewMessageIsToldAndAnAdvertisementIsHeldBack(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		s := service(t, db)
		if err := db.Tx(t.Context(), func(tx *store.Tx) error {
			for _, u := range []account.User{
				{Email: "ed@ex.test", Name: "Ed", Role: account.Editor, Language: "pt-BR", CreatedAt: storetest.Now},
				{Email: "al@ex.test", Name: "Al", Role: account.Author, CreatedAt: storetest.Now},
			} {
				if _, err := tx.AddUser(t.Context(), u); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		m := content.Message{Locale: "en-US", Name: "Ana", Email: "ana@ex.test", Body: "Hello there"}
		advertisement := m
		advertisement.Body = "Buy https://a.test https://b.test https://c.test https://d.test"
		for _, m := range []content.Message{m, m, advertisement} {
			if err := s.Receive(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
		letters, err := db.LettersDue(t.Context(), storetest.Now, 10)
		if err != nil || len(letters) != 1 || letters[0].Address != "ed@ex.test" || letters[0].Locale != "pt-BR" {
			t.Errorf("letters %+v, %v, want one to the editor in Portuguese", letters, err)
		}
		for tray, want := range map[store.Tray]int{store.Arrived: 1, store.HeldBack: 2, store.PutAway: 0} {
			if got, _, err := db.CountMessages(t.Context(), tray); err != nil || got != want {
				t.Errorf("%s: %d messages, %v, want %d", tray, got, err, want)
			}
		}
	})
}

// Only who reads messages does anything with them.
func TestAMessageIsReadPutAwayAndDeleted(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		s := service(t, db)
		m := content.Message{Locale: "en-US", Name: "Ana", Email: "ana@ex.test", Body: "Hello there"}
		if err := s.Receive(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		if err := s.Do(t.Context(), account.User{ID: 7, Role: account.Author}, inbox.Delete, 1); !errors.Is(err, errs.Forbidden) {
			t.Errorf("an author deletes: %v, want Forbidden", err)
		}
		editor := account.User{ID: 8, Role: account.Editor}
		for _, act := range []inbox.Act{inbox.Read, inbox.Archive} {
			if err := s.Do(t.Context(), editor, act, 1); err != nil {
				t.Fatal(err)
			}
		}
		if all, unread, err := db.CountMessages(t.Context(), store.PutAway); err != nil || all != 1 || unread != 0 {
			t.Errorf("%d put away, %d unread, %v, want one that was read", all, unread, err)
		}
		if err := s.Do(t.Context(), editor, inbox.Delete, 1); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Message(t.Context(), 1); !errors.Is(err, errs.NotFound) {
			t.Errorf("a deleted message: %v, want NotFound", err)
		}
	})
}

func TestMessageIsKeptAsItWasWritten(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		s := service(t, db)
		m := content.Message{Locale: "ar", Name: "ليلى", Email: "layla@ex.test", Subject: "Oi", Body: "Duas\nlinhas"}
		if err := s.Receive(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		got, err := db.Messages(t.Context(), store.Arrived, 10, 0)
		if err != nil || len(got) != 1 {
			t.Fatalf("messages: %v, %v; want one", got, err)
		}
		m.ID, m.CreatedAt = got[0].ID, storetest.Now
		if !got[0].CreatedAt.Equal(m.CreatedAt) || got[0].Body != m.Body || got[0].Name != m.Name || got[0].ReadAt != nil {
			t.Errorf("kept %+v, want %+v", got[0], m)
		}
	})
}

// Trust T34: the same answer on both databases.
func TestMessageWithoutTextIsRefusedAndNothingIsKept(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		s := service(t, db)
		for _, m := range []content.Message{{Name: "A", Email: "a@ex.test"}, {Name: "A\x00", Email: "a@ex.test", Body: "x"}, {Name: "A", Email: "a@ex.test", Body: "\xff"}} {
			if _, ok := errors.AsType[errs.Invalid](s.Receive(t.Context(), m)); !ok {
				t.Errorf("%+v was not refused", m)
			}
		}
		if got, _ := db.Messages(t.Context(), store.Arrived, 10, 0); len(got) != 0 {
			t.Errorf("refused messages were kept: %v", got)
		}
	})
}
