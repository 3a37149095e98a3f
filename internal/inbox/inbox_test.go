package inbox_test

import (
	"errors"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/inbox"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestMessageIsKeptAsItWasWritten(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		s := inbox.New(db, func() time.Time { return storetest.Now })
		m := content.Message{Locale: "ar", Name: "ليلى", Email: "layla@ex.test", Subject: "Oi", Body: "Duas\nlinhas"}
		if err := s.Receive(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		got, err := db.Messages(t.Context(), 0, 10)
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
		s := inbox.New(db, time.Now)
		for _, m := range []content.Message{{Name: "A", Email: "a@ex.test"}, {Name: "A\x00", Email: "a@ex.test", Body: "x"}, {Name: "A", Email: "a@ex.test", Body: "\xff"}} {
			if _, ok := errors.AsType[errs.Invalid](s.Receive(t.Context(), m)); !ok {
				t.Errorf("%+v was not refused", m)
			}
		}
		if got, _ := db.Messages(t.Context(), 0, 10); len(got) != 0 {
			t.Errorf("refused messages were kept: %v", got)
		}
	})
}
