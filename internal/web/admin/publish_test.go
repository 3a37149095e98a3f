package admin_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func (w *world) writing() *publishing.Service {
	return publishing.New(w.db, func() time.Time { return storetest.Now }, func(locale.Tag) map[site.Section]string { return nil }, slog.New(slog.DiscardHandler))
}

// half returns a translation with a paragraph that nobody has translated.
func (w *world) half() content.Post {
	w.t.Helper()
	writing := w.writing()
	source, err := writing.Create(w.t.Context(), account.Operator(), publishing.NewPost{
		Kind: content.Article, Locale: en, Fields: content.Fields{Title: "Guide", Body: "The first paragraph of all.\n\nThe second one is longer.\n"},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	p, err := writing.Create(w.t.Context(), account.Operator(), publishing.NewPost{Locale: fr, From: source.ID})
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// The site's policy holds whichever button is pressed (2.1): the editor's, the
// one for every language, the list's, now or at a time to come.
func TestWhatIsNotTranslatedIsNotPublishedByAnyButton(t *testing.T) { // 2.1, case 57
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		p := w.half()
		at := "/en-us/admin/posts/" + number(p.ID)
		text := func(body string) url.Values {
			form := writingOf(w, p.ID, body, "published")
			form.Set("title", "Guide en français")
			return form
		}
		later := text("Le premier paragraphe.\n\nThe second one is longer.\n")
		later.Set("date", "2099-01-01T10:00")
		for name, send := range map[string]struct {
			to   string
			form url.Values
		}{
			"together":        {at + "/together", url.Values{}},
			"together, later": {at + "/together", url.Values{"date": {"2099-01-01T10:00"}}},
			"the list":        {"/en-us/admin/articles", url.Values{"row": {number(p.ID)}, "act": {"published"}}},
			"the editor":      {at, text("Le premier paragraphe.\n\nThe second one is longer.\n")},
		} {
			doc := page(t, w.sends(account.Admin, send.to, send.form), http.StatusUnprocessableEntity)
			if doc.Find(`[role=alert] a[href^="`+at+`/translate?show=untranslated"]`).Length() != 1 {
				t.Errorf("%s: nothing leads to what is open", name)
			}
		}
		now, err := db.Post(t.Context(), p.ID)
		if err != nil || now.Status != content.Draft || !strings.HasPrefix(now.Body, "Le premier") {
			t.Fatalf("it is %s, %q, %v; want a draft with what was typed", now.Status, now.Body, err)
		}
		later.Set("revision", strconv.Itoa(now.Revision))
		page(t, w.sends(account.Admin, at, later), http.StatusUnprocessableEntity)
		form := text("Le premier paragraphe.\n\nLe deuxième est plus long.\n")
		if got := w.sends(account.Admin, at, form); got.Code != http.StatusSeeOther {
			t.Fatalf("with all of it translated: %d", got.Code)
		}
		if now, err := db.Post(t.Context(), p.ID); err != nil || now.Status != content.Published {
			t.Errorf("it is %s, %v, want it published", now.Status, err)
		}
	})
}

func TestWhatIsNotTranslatedIsLeftOutWhereTheSiteSaysSo(t *testing.T) { // 2.1, "omit"
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		p := w.half()
		if err := w.writing().SetSetting(t.Context(), account.Operator(), site.PublishPolicy, "", string(site.Omit)); err != nil {
			t.Fatal(err)
		}
		form := writingOf(w, p.ID, "Le premier paragraphe.\n\nThe second one is longer.\n", "published")
		if got := w.sends(account.Admin, "/en-us/admin/posts/"+number(p.ID), form); got.Code != http.StatusSeeOther {
			t.Fatalf("publishing: %d", got.Code)
		}
		if now, err := db.Post(t.Context(), p.ID); err != nil || now.Status != content.Published || now.Body != "Le premier paragraphe.\n" {
			t.Errorf("readers get %q, %s, %v", now.Body, now.Status, err)
		}
	})
}

func TestTextsWrittenEachByItselfArePublishedAsTheyAre(t *testing.T) { // 2.1: no translation, no policy
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		p := w.draft(w.people[account.Author], true, en, fr)
		if got := w.sends(account.Author, "/en-us/admin/posts/"+number(p.ID)+"/together", url.Values{}); got.Code != http.StatusSeeOther {
			t.Errorf("publishing both: %d", got.Code)
		}
	})
}
