package admin_test

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// R6: of two who began from the same text, the second to save is told 409 and
// sees both texts; theirs is kept too, and waits for them in the editor.
func TestTheSecondToSaveSeesBothTexts(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		author, editor := w.people[account.Author], w.people[account.Editor]
		p := w.draft(author, true, en)
		path := "/en-us/admin/posts/" + strconv.FormatInt(int64(p.ID), 10)
		save := func(secret, revision, body string) (code int, page string) {
			form := url.Values{"revision": {revision}, "title": {p.Title}, "slug": {p.Slug}, "body": {body}}
			answer := w.do(call{method: http.MethodPost, path: path, secret: secret, form: form})
			return answer.Code, html.UnescapeString(answer.Body.String())
		}
		const hers, his = "What the author wrote.", "What the editor wrote."
		if code, _ := save(w.secrets[account.Author], "1", hers); code != http.StatusSeeOther {
			t.Fatalf("the first to save: %d, want 303", code)
		}
		code, page := save(w.secrets[account.Editor], "1", his)
		if code != http.StatusConflict || !strings.Contains(page, hers) || !strings.Contains(page, his) {
			t.Errorf("the second to save: %d, their text %v, the other %v, want 409 with both", code, strings.Contains(page, his), strings.Contains(page, hers))
		}
		if now, err := db.Post(t.Context(), p.ID); err != nil || now.Body != hers || now.Revision != 2 {
			t.Errorf("the post is %q at revision %d, %v, want what was saved first", now.Body, now.Revision, err)
		}
		if kept, err := db.Draft(t.Context(), editor.ID, publishing.DraftKey(p.ID)); err != nil || kept.Fields.Body != his {
			t.Errorf("of the second text %q is kept, %v", kept.Fields.Body, err)
		}
		if again := w.do(call{method: http.MethodGet, path: path, secret: w.secrets[account.Editor]}).Body.String(); !strings.Contains(again, his) {
			t.Error("the editor does not show what was typed and could not be saved")
		}
		if code, _ := save(w.secrets[account.Editor], "2", hers+"\n\n"+his); code != http.StatusSeeOther {
			t.Errorf("both texts together: %d, want 303", code)
		}
	})
}

// T2: an act is taken back by who did it, whoever knows its number; what belongs to one post is not had by the address of another.
func TestWhatBelongsToAnotherIsNotHadByItsNumber(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		desk := publishing.New(db, func() time.Time { return storetest.Now }, nil, nil)
		author := w.people[account.Author]
		own, others := w.draft(author, true, en), w.draft(author, false, en)
		act, err := desk.Move(t.Context(), account.Operator(), publishing.Step{Status: content.Published}, others.ID)
		if err != nil {
			t.Fatal(err)
		}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			for range 3 { // revisions that the author's own post does not have
				now, err := tx.Post(ctx, others.ID)
				if err == nil {
					now.Body += "."
					_, err = tx.SavePost(ctx, now)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		id := func(p content.Post) string { return "/posts/" + strconv.FormatInt(int64(p.ID), 10) }
		form := url.Values{"revision": {"1"}}
		before := storetest.Dump(t, db)
		for path, want := range map[string]int{
			"POST /undo/" + strconv.FormatInt(int64(act.ID), 10): http.StatusNotFound,
			"GET " + id(own) + "/history/4":                      http.StatusNotFound,
			"POST " + id(own) + "/history/4":                     http.StatusNotFound,
			"GET " + id(others) + "/history/4":                   http.StatusForbidden,
			"GET " + id(others):                                  http.StatusForbidden,
		} {
			method, path, _ := strings.Cut(path, " ")
			c := call{method: method, path: "/en-us/admin" + path, secret: w.secrets[account.Author]}
			if method == http.MethodPost {
				c.form = form
			}
			if got := w.do(c).Code; got != want {
				t.Errorf("%s %s: %d, want %d", method, path, got, want)
			}
		}
		if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
			t.Errorf("what was refused changed %v", changed)
		}
	})
}

// T2: no form of one's own page reaches what others have not published.
func TestAFormReachesNothingOfOthers(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		own, others := w.draft(w.people[account.Author], true, en), w.hide()
		id := number(others.ID)
		form := url.Values{"revision": {"1"}, "title": {"x"}, "post": {id}, "id": {id}, "group": {number(others.GroupID)}, "user": {"1"}, "author_id": {"1"}}
		before := storetest.Dump(t, db)
		for path, form := range map[string]url.Values{
			"/posts/" + number(own.ID) + "/link": {"post": {id}},
			"/articles":                          {"row": {number(own.ID) + "," + id}, "act": {"published"}},
			"/pages":                             {"row": {id}, "act": {"trashed"}},
			"/posts/" + id + "/link":             {"post": {number(own.ID)}},
			"/posts/" + id + "/draft":            form,
			"/posts/" + id + "/yield":            form,
			"/posts/" + id + "/presence":         form,
			"/posts/" + id + "/share":            form,
			"/posts/" + id + "/history/1":        form,
			"/posts/" + id + "/variants":         {"locale": {"fr"}},
			"/posts/" + id + "/locale":           {"locale": {"fr"}},
			"/translations/start":                {"start": {number(others.GroupID) + ":fr"}},
		} {
			got := w.do(call{method: http.MethodPost, path: "/en-us/admin" + path, secret: w.secrets[account.Author], form: form}).Code
			if got != http.StatusForbidden {
				t.Errorf("POST %s %v: %d, want 403", path, form, got)
			}
		}
		if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
			t.Errorf("what was refused changed %v", changed)
		}
	})
}

// T3: a language that was taken away while a form was open is not saved in.
func TestALanguageThatWasTakenAwayIsNotSavedIn(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		u, p := w.add(account.Translator), w.draft(account.User{}, false, fr, en)
		save := call{method: http.MethodPost, path: "/en-us/admin/posts/" + number(p.ID), secret: w.session(u), form: url.Values{"revision": {"1"}, "title": {"Titre"}, "slug": {p.Slug}, "body": {"Texte."}}}
		u.Grants = []account.Grant{{Locale: de}}
		w.change(u)
		if got := w.do(save).Code; got != http.StatusForbidden {
			t.Errorf("without the language: %d, want 403", got)
		}
		u.Grants = []account.Grant{{Locale: fr}}
		w.change(u)
		if got := w.do(save).Code; got != http.StatusSeeOther {
			t.Errorf("with the language: %d, want 303", got)
		}
	})
}
