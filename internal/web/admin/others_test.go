package admin_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// marker stands in what nobody but its author, editors and admins may read.
const marker = "zebrafinch"

func number[T ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

// hide adds a draft of somebody else's that holds the marker wherever words
// can stand, beside a letter and a note of the trash that hold it too.
func (w *world) hide() content.Post {
	w.t.Helper()
	owner := w.add(account.Author)
	p := content.Post{
		Locale: de, Slug: marker, Title: marker, Excerpt: marker, Body: marker, SEOTitle: marker, Author: marker, CoverAlt: marker,
		Status: content.Draft, AuthorID: owner.ID,
	}
	trashed, later := p, p
	trashed.Slug, trashed.Status = marker+"-gone", content.Trashed
	at := storetest.Now.AddDate(0, 1, 0)
	later.Slug, later.Status, later.PublishedAt, later.Locale = marker+"-later", content.Scheduled, &at, en
	p, later = storetest.Work(w.t, w.db, p)[0], storetest.Work(w.t, w.db, later)[0]
	storetest.Work(w.t, w.db, trashed)
	storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.AddNearPair(ctx, store.Pair(p.ID, later.ID), storetest.Now); err != nil {
			return err
		}
		return tx.AddMessage(ctx, content.Message{Locale: en, Name: marker, Email: "a@ex.test", Body: marker}, storetest.Now)
	})
	return p
}

// T2 and the matrix: what others have not published is told to nobody by a
// list, a search, a picker or the address of something of one's own.
func TestNothingIsToldOfWhatOthersHaveNotPublished(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		hidden := w.hide()
		own := w.draft(w.people[account.Author], true, en, fr)
		post := "/posts/" + number(own.ID)
		paths := []string{
			"", "/articles", "/articles?q=" + marker, "/articles?status=trashed", "/articles?language=de", "/articles?missing=fr", "/pages", "/projects",
			"/articles/new?locale=de&group=" + number(hidden.GroupID), post, post + "?with=de", post + "/history", post + "/relate",
			post + "/relate?q=" + marker, "/pairs", "/links?q=" + marker, "/links?q=" + marker + "&locale=de",
			"/pictures", "/pictures?q=" + marker, "/media", "/translations", "/translations?q=" + marker, "/messages", "/people", "/profile", "/settings",
		}
		told := func(role account.Role, path string) bool {
			page := w.do(call{method: http.MethodGet, path: "/en-us/admin" + path, secret: w.secrets[role]})
			doc, err := goquery.NewDocumentFromReader(page.Body)
			if err != nil {
				t.Fatal(err)
			}
			return strings.Contains(doc.Text(), marker) // what was sought stands in attributes alone
		}
		for _, role := range []account.Role{account.None, account.Translator, account.Author} {
			for _, path := range paths {
				if told(role, path) {
					t.Errorf("%s, %s: tells of a draft of somebody else's", path, role)
				}
			}
		}
		if !told(account.Editor, "/articles") || !told(account.Editor, "/messages") || !told(account.Editor, "/links?q="+marker) || !told(account.Editor, "/pairs") {
			t.Error("an editor is not told either: the test looks for the wrong thing")
		}
	})
}
