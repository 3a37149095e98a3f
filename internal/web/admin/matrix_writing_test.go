package admin_test

import (
	"context"
	"net/url"
	"strconv"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// post returns the path of a new draft in a locale, whose work is in other
// locales too. It is the person's own when mine, else somebody else's.
func (w *world) post(who account.User, mine bool, l locale.Tag, others ...locale.Tag) string {
	return "/posts/" + strconv.FormatInt(int64(w.draft(who, mine, l, others...).ID), 10)
}

func (w *world) draft(who account.User, mine bool, l locale.Tag, others ...locale.Tag) content.Post {
	owner := who.ID
	if !mine || who.Nobody() {
		owner = w.add(account.Author).ID
	}
	w.made++
	var posts []content.Post
	for _, in := range append([]locale.Tag{l}, others...) {
		posts = append(posts, content.Post{
			Locale: in, Title: "Draft " + strconv.Itoa(w.made), Slug: "draft-" + strconv.Itoa(w.made), Body: "Text.",
			Status: content.Draft, AuthorID: owner,
		})
	}
	return storetest.Work(w.t, w.db, posts...)[0]
}

// of returns the paths of such posts, with something after them.
func of(mine bool, suffix string, l locale.Tag, others ...locale.Tag) func(*world, account.User) string {
	return func(w *world, who account.User) string { return w.post(who, mine, l, others...) + suffix }
}

// Answers, in the order of the matrix.
const (
	writersRead = "303 403 200 200 200 200"
	writersAct  = "401 403 303 303 303 303"
	authorsRead = "303 403 403 200 200 200"
	authorsAct  = "401 403 403 303 303 303"
	editorsRead = "303 403 403 403 200 200"
	editorsAct  = "401 403 403 403 303 303"
	frAct       = "401 403 303 403 303 303"
	noneRead    = "303 403 404 404 404 404"
	noneAct     = "401 403 404 404 404 404"
	noneAuthors = "401 403 403 404 404 404"
)

func workLines() []line {
	var lines []line
	for _, shelf := range []string{"/articles", "/pages", "/projects"} {
		lines = append(lines,
			line{route: "GET " + shelf, want: writersRead},
			line{route: "POST " + shelf, form: url.Values{"act": {"published"}}, want: writersAct}, // nothing was chosen
			line{route: "GET " + shelf + "/new", want: authorsRead},
			line{route: "POST " + shelf + "/new", form: url.Values{"locale": {"en-US"}, "title": {"$title"}}, want: authorsAct},
		)
	}
	return lines
}

func postLines() []line {
	text := func(more ...string) url.Values {
		form := url.Values{"revision": {"1"}, "title": {"Changed"}, "slug": {"$slug"}, "body": {"Changed."}}
		for i := 0; i < len(more); i += 2 {
			form.Add(more[i], more[i+1])
		}
		return form
	}
	missing := func(suffix string) func(*world, account.User) string { return fixed("/posts/999999" + suffix) }
	lines := []line{
		{route: "GET /posts/:id", what: "one's own, in en, fr beside it", path: of(true, "", en, fr), want: writersRead},
		{route: "GET /posts/:id", what: "somebody else's, in en, fr beside it", path: of(false, "", en, fr), want: "303 403 200 403 200 200"},
		{route: "GET /posts/:id", what: "somebody else's, in de", path: of(false, "", de), want: editorsRead},
		{route: "GET /posts/:id", what: "missing", path: missing(""), want: noneRead},

		{route: "POST /posts/:id", what: "one's own source", path: of(true, "", en), form: text(), want: authorsAct},
		{route: "POST /posts/:id", what: "somebody else's", path: of(false, "", en, fr), form: text(), want: editorsAct},
		{route: "POST /posts/:id", what: "fr of somebody else's work", path: of(false, "", fr, en), form: text(), want: frAct},
		{route: "POST /posts/:id", what: "fr of one's own work", path: of(true, "", fr, en), form: text(), want: writersAct},
		{route: "POST /posts/:id", what: "de of somebody else's work", path: of(false, "", de, en), form: text(), want: editorsAct},
		{route: "POST /posts/:id", what: "de smuggled into the form of fr", path: of(false, "", fr, en), form: text("locale", "de"), want: "401 403 403 403 403 403"},
		{route: "POST /posts/:id", what: "de and fr in the form of fr", path: of(false, "", fr, en), form: text("locale", "fr", "locale", "de"), want: "401 403 403 403 403 403"},
		{route: "POST /posts/:id", what: "the tags of fr", path: of(false, "", fr, en), form: text("tags", "New"), want: editorsAct},
		{route: "POST /posts/:id", what: "fr is published", path: of(false, "", fr, en), form: text("act", "published"), want: editorsAct},
		{route: "POST /posts/:id", what: "one's own is published", path: of(true, "", en), form: text("act", "published"), want: authorsAct},
		{route: "POST /posts/:id", what: "missing", path: missing(""), form: text(), want: noneAct},

		{route: "POST /posts/:id/draft", what: "fr of somebody else's work", path: of(false, "/draft", fr, en), form: text(), want: "401 403 200 403 200 200"},
		{route: "POST /posts/:id/draft", what: "missing", path: missing("/draft"), form: text(), want: noneAct},
		{route: "POST /posts/:id/discard", what: "one's own", path: of(true, "/discard", en), want: authorsAct},
		{route: "POST /posts/:id/discard", what: "missing", path: missing("/discard"), want: noneAct},
		{route: "POST /posts/:id/yield", what: "fr of somebody else's work", path: of(false, "/yield", fr, en), form: text(), want: frAct},
		{route: "POST /posts/:id/yield", what: "missing", path: missing("/yield"), form: text(), want: noneAct},
		{route: "POST /posts/:id/together", what: "one's own", path: of(true, "/together", en, fr), want: authorsAct},
		{route: "POST /posts/:id/together", what: "somebody else's", path: of(false, "/together", en, fr), want: editorsAct},
		{route: "POST /posts/:id/together", what: "missing", path: missing("/together"), want: noneAuthors},
		{route: "POST /posts/:id/variants", what: "fr", path: of(false, "/variants", en, de), form: url.Values{"locale": {"fr"}}, want: editorsAct},
		{route: "POST /posts/:id/variants", what: "de of one's own", path: of(true, "/variants", en, fr), form: url.Values{"locale": {"de"}}, want: authorsAct},
		{route: "POST /posts/:id/variants", what: "missing", path: missing("/variants"), form: url.Values{"locale": {"fr"}}, want: noneAct},
		{route: "POST /posts/:id/share", what: "one's own", path: of(true, "/share", en), want: authorsAct},
		{route: "POST /posts/:id/share", what: "fr of somebody else's work", path: of(false, "/share", fr, en), want: frAct},
		{route: "POST /posts/:id/share", what: "missing", path: missing("/share"), want: noneAct},
		{route: "POST /shares/:id", what: "missing", path: fixed("/shares/999999"), want: noneAct},
		{route: "POST /shares/:id", what: "of one's own", path: shared(true), want: authorsAct},
		{route: "POST /shares/:id", what: "of somebody else's", path: shared(false), want: editorsAct},
		{route: "POST /drafts", form: url.Values{"kind": {"article"}, "locale": {"en-US"}, "title": {"x"}}, want: "401 403 200 200 200 200"},
		{route: "POST /drafts/discard", form: url.Values{"kind": {"article"}, "locale": {"en-US"}}, want: writersAct},
		{route: "GET /pictures", want: writersRead},
		{route: "GET /events", want: writersRead},
		{route: "POST /posts/:id/presence", what: "fr of somebody else's work", path: of(false, "/presence", fr, en), want: "401 403 200 403 200 200"},
		{route: "POST /posts/:id/presence", what: "missing", path: missing("/presence"), want: noneAct},
		{route: "GET /slug", want: writersRead},
		{route: "GET /links", want: writersRead},
		{route: "POST /undo/:act", what: "missing", path: fixed("/undo/999999"), want: noneAct},

		{route: "GET /posts/:id/history", what: "one's own", path: of(true, "/history", en), want: authorsRead},
		{route: "GET /posts/:id/history", what: "somebody else's", path: of(false, "/history", en), want: editorsRead},
		{route: "GET /posts/:id/history", what: "missing", path: missing("/history"), want: noneRead},
		{route: "GET /posts/:id/history/:revision", what: "one's own", path: of(true, "/history/1", en), want: authorsRead},
		{route: "GET /posts/:id/history/:revision", what: "missing", path: of(true, "/history/7", en), want: "303 403 403 404 404 404"}, // T2
		{route: "POST /posts/:id/history/:revision", what: "de of somebody else's work", path: of(false, "/history/1", de, en), form: url.Values{"revision": {"1"}}, want: editorsAct},
		{route: "POST /posts/:id/history/:revision", what: "missing", path: of(true, "/history/7", en), form: url.Values{"revision": {"1"}}, want: noneAuthors},
	}
	return lines
}

// shared returns the path of a preview link.
func shared(mine bool) func(*world, account.User) string {
	return func(w *world, who account.User) string {
		p := w.draft(who, mine, en)
		var link store.PreviewLink
		storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) (err error) {
			link, err = tx.AddPreviewLink(ctx, store.PreviewLink{PostID: p.ID, Secret: "s", CreatedAt: storetest.Now, ExpiresAt: storetest.Now.AddDate(0, 0, 7)})
			return err
		})
		return "/shares/" + strconv.FormatInt(int64(link.ID), 10)
	}
}

func relateLines() []line {
	missing := func(suffix string) func(*world, account.User) string { return fixed("/posts/999999" + suffix) }
	return []line{
		{route: "GET /posts/:id/relate", what: "one's own", path: of(true, "/relate", en), want: authorsRead},
		{route: "GET /posts/:id/relate", what: "somebody else's", path: of(false, "/relate", en), want: editorsRead},
		{route: "GET /posts/:id/relate", what: "missing", path: missing("/relate"), want: "303 403 403 404 404 404"},
		{route: "POST /posts/:id/link", what: "missing", path: missing("/link"), form: url.Values{"post": {"1"}}, want: noneAuthors},
		{route: "POST /posts/:id/unlink", what: "one's own", path: of(true, "/unlink", en, fr), want: authorsAct},
		{route: "POST /posts/:id/unlink", what: "somebody else's", path: of(false, "/unlink", en, fr), want: editorsAct},
		{route: "POST /posts/:id/unlink", what: "missing", path: missing("/unlink"), want: noneAuthors},
		{route: "POST /posts/:id/locale", what: "one's own", path: of(true, "/locale", en), form: url.Values{"locale": {"de"}}, want: authorsAct},
		{route: "POST /posts/:id/locale", what: "missing", path: missing("/locale"), form: url.Values{"locale": {"de"}}, want: noneAuthors},
		{route: "GET /pairs", want: editorsRead},
		{route: "POST /pairs", form: url.Values{"a": {"999998"}, "b": {"999999"}, "act": {"accept"}}, want: "401 403 403 403 404 404"},
	}
}

func siteLines() []line {
	readersLetter := func(suffix string) func(*world, account.User) string {
		return func(w *world, _ account.User) string {
			storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) error {
				return tx.AddMessage(ctx, content.Message{Locale: en, Name: "A", Email: "a@ex.test", Body: "b"}, storetest.Now)
			})
			messages, err := w.db.Messages(w.t.Context(), store.Arrived, 1, 0)
			if err != nil || len(messages) != 1 {
				w.t.Fatal(len(messages), err)
			}
			return "/messages/" + strconv.FormatInt(messages[0].ID, 10) + suffix
		}
	}
	return []line{
		{route: "GET /messages", want: editorsRead},
		{route: "POST /messages", form: url.Values{"act": {"archive"}}, want: editorsAct},
		{route: "GET /messages/:id", what: "one", path: readersLetter(""), want: editorsRead},
		{route: "GET /messages/:id", what: "missing", path: fixed("/messages/999999"), want: "303 403 403 403 404 404"},
		{route: "POST /messages/:id", what: "one", path: readersLetter(""), form: url.Values{"act": {"archive"}}, want: editorsAct},
		{route: "POST /messages/:id", what: "missing", path: fixed("/messages/999999"), form: url.Values{"act": {"archive"}}, want: "401 403 403 403 404 404"},
		{route: "GET /settings", want: adminsRead},
		{route: "POST /settings", form: url.Values{"locale": {"en-US"}, "name": {"Example"}}, want: adminsAct},
		{route: "POST /settings", what: "a colour that is none", form: url.Values{"accent": {"red"}}, want: "401 403 403 403 403 422"},
		{route: "GET /languages", want: adminsRead},
		{route: "POST /languages", form: url.Values{"locale": {"es"}}, want: adminsAct},
		{route: "GET /languages/:tag", what: "one", path: fixed("/languages/fr"), want: adminsRead},
		{route: "GET /languages/:tag", what: "missing", path: fixed("/languages/xx"), want: "303 403 403 403 403 404"},
		{route: "POST /languages/:tag", what: "one", path: fixed("/languages/fr"), form: url.Values{"word.articles": {"billets"}}, want: adminsAct},
		{route: "POST /languages/:tag", what: "missing", path: fixed("/languages/xx"), want: "401 403 403 403 403 404"},
		{route: "POST /languages/:tag/do", what: "one", path: fixed("/languages/fr/do"), form: url.Values{"act": {"up"}}, want: adminsAct},
		{route: "POST /languages/:tag/do", what: "missing", path: fixed("/languages/xx/do"), form: url.Values{"act": {"up"}}, want: "401 403 403 403 403 404"},
	}
}
