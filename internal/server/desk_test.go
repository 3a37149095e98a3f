package server_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// What is done at the desk is what readers see next, whatever was kept.
func TestActsAtTheDeskAreSeenByReaders(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt)
		ctx, by, now := t.Context(), account.Operator(), storetest.Now
		site := at(t, db, 64<<20, 1<<20, func() time.Time { return now })
		desk := publishing.New(db, func() time.Time { return now }, modelWords, slog.New(slog.DiscardHandler))
		done := func(act store.Act, err error) store.Act {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			return act
		}
		begin := func(l locale.Tag, title string) content.Post {
			t.Helper()
			p, err := desk.Create(ctx, by, publishing.NewPost{Kind: content.Article, Locale: l, Fields: content.Fields{Title: title}})
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		see := func(what, path string, status int, words ...string) {
			t.Helper()
			w := get(site, path)
			if w.Code != status {
				t.Errorf("%s: %s is %d, want %d", what, path, w.Code, status)
			}
			for _, word := range words {
				word, absent := strings.CutPrefix(word, "no ")
				if got := w.Body.String() + w.Header().Get("Location"); strings.Contains(got, word) == absent {
					t.Errorf("%s: %s says %q: %v", what, path, word, absent)
				}
			}
		}
		sea, mar := begin(en, "Sea"), begin(pt, "Mar")
		see("a draft", "/en-us/articles/sea", 404, "no >Sea<")
		done(desk.Move(ctx, by, publishing.Step{Status: content.Published}, sea.ID, mar.ID))
		see("published", "/en-us/articles/sea", 200, "no /pt-br/artigos/mar")
		act := done(desk.Link(ctx, by, sea.ID, mar.ID))
		see("linked", "/en-us/articles/sea", 200, `hreflang="pt-BR" href="https://ex.test/pt-br/artigos/mar"`)
		see("linked", "/pt-br/artigos/sea", http.StatusFound, "/pt-br/artigos/mar") // rule 27
		if err := desk.Undo(ctx, by, act.ID); err != nil {
			t.Fatal(err)
		}
		see("apart again", "/en-us/articles/sea", 200, "no /pt-br/artigos/mar")
		see("apart again", "/pt-br/artigos/sea", 404, "/en-us/articles/sea") // rule 32
		done(desk.ChangeLocale(ctx, by, sea.ID, pt))
		see("in another language", "/pt-br/artigos/sea", 200, `<html lang="pt-BR"`)
		see("its old address", "/en-us/articles/sea", http.StatusMovedPermanently, "/pt-br/artigos/sea")
		if _, err := desk.Save(ctx, by, publishing.Edit{Post: mar.ID, Revision: 2, Fields: content.Fields{Title: "Mar", Slug: "oceano"}}); err != nil {
			t.Fatal(err)
		}
		see("renamed", "/pt-br/artigos/mar", http.StatusMovedPermanently, "/pt-br/artigos/oceano") // rule 25
		done(desk.Move(ctx, by, publishing.Step{Status: content.Trashed}, mar.ID))
		see("in the trash", "/pt-br/artigos/oceano", http.StatusGone) // rule 34a
		see("in the trash", "/pt-br/artigos", 200, "no /oceano")
		done(desk.Restore(ctx, by, mar.ID))
		see("restored", "/pt-br/artigos/oceano", 200)
		later := begin(en, "Later")
		done(desk.Move(ctx, by, publishing.Step{Status: content.Scheduled, At: now.Add(time.Hour)}, later.ID))
		see("before its time", "/en-us/articles/later", 404)
		now = now.Add(time.Hour)
		if n, err := desk.PublishDue(ctx); n != 1 || err != nil {
			t.Errorf("due: %d, %v", n, err)
		}
		see("at its time", "/en-us/articles/later", 200)
		see("at its time", "/en-us/articles", 200, "/en-us/articles/later")
	})
}
