package admin_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
)

// begun returns a new translation into French of an English text, once opened,
// and the segment that is its paragraph. What it is made of is derived when a
// workbench is opened; from then on reading changes nothing.
func (w *world) begun(who account.User, mine bool) (store.Translation, translation.SegmentID) {
	target := w.draft(who, mine, fr, en)
	path := "/en-us/admin/posts/" + decimal(target.ID) + "/translate"
	if got := w.do(call{method: http.MethodGet, path: path, secret: w.session(w.people[account.Admin])}); got.Code != http.StatusOK {
		w.t.Fatalf("GET %s: %d", path, got.Code)
	}
	t, err := w.db.Translation(w.t.Context(), target.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	segments, err := w.db.SourceSegments(w.t.Context(), t.SourceID, false)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range segments {
		if s.Kind == translation.Paragraph {
			return t, s.UID
		}
	}
	w.t.Fatal("the text has no paragraph")
	return t, 0
}

func decimal[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }

// opened returns the paths of such translations; "$uid" in suffix stands for
// the segment, "$comment" and "$suggestion" for what was said of it.
func opened(mine bool, suffix string) func(*world, account.User) string {
	return func(w *world, who account.User) string {
		t, uid := w.begun(who, mine)
		path := strings.ReplaceAll("/posts/"+decimal(t.TargetID)+suffix, "$uid", decimal(uid))
		storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) error {
			if strings.Contains(path, "$comment") {
				k, err := tx.AddComment(ctx, store.Comment{SourceID: t.SourceID, TargetID: t.TargetID, UID: uid, UserID: w.people[account.Admin].ID, Text: "Why?", At: storetest.Now})
				path = strings.ReplaceAll(path, "$comment", strconv.FormatInt(k.ID, 10))
				return err
			}
			if strings.Contains(path, "$suggestion") {
				s, err := tx.AddSuggestion(ctx, store.Suggestion{PostID: t.TargetID, UID: uid, UserID: w.people[account.Admin].ID, Text: "Texte.", At: storetest.Now})
				path = strings.ReplaceAll(path, "$suggestion", strconv.FormatInt(s.ID, 10))
				return err
			}
			return nil
		})
		return path
	}
}

// changed returns the paths of what changed in texts that are translated.
func changed(mine bool) func(*world, account.User) string {
	return func(w *world, who account.User) string {
		t, _ := w.begun(who, mine)
		return "/posts/" + decimal(t.SourceID) + "/changes"
	}
}

// translatingLines are the matrix of works by languages and the workbench.
func translatingLines() []line {
	const (
		frRead  = "303 403 200 403 200 200"
		frKeeps = "401 403 200 403 200 200" // answers a script
	)
	missing := func(suffix string) func(*world, account.User) string { return fixed("/posts/999999" + suffix) }
	text := func(act string) url.Values { return url.Values{"act": {act}, "text": {"Texte."}, "version": {"0"}} }
	return []line{
		{route: "GET /translations", want: writersRead},
		{route: "POST /translations/start", what: "nothing chosen", form: url.Values{}, want: writersAct},
		{route: "POST /translations/start", what: "a language that the site does not have", form: url.Values{"start": {"1:xx"}}, want: "401 403 404 404 404 404"},
		{route: "POST /translations/start", what: "a work that is not there", form: url.Values{"start": {"999999:fr"}}, want: "401 403 404 404 404 404"},

		{route: "GET /posts/:id/translate", what: "fr of somebody else's work", path: opened(false, "/translate"), want: frRead},
		{route: "GET /posts/:id/translate", what: "fr of one's own work", path: opened(true, "/translate"), want: writersRead},
		{route: "GET /posts/:id/translate", what: "missing", path: missing("/translate"), want: noneRead},
		{route: "POST /posts/:id/translate", what: "missing", path: missing("/translate"), form: url.Values{"body": {"x"}}, want: noneAct},
		{route: "POST /posts/:id/translate/pairs", what: "fr of somebody else's work", path: opened(false, "/translate/pairs"), form: url.Values{}, want: frAct},
		{route: "POST /posts/:id/translate/pairs", what: "missing", path: missing("/translate/pairs"), form: url.Values{}, want: noneAct},
		{route: "POST /posts/:id/translate/drafts", what: "fr of somebody else's work", path: opened(false, "/translate/drafts"), form: url.Values{}, want: frAct},
		{route: "POST /posts/:id/translate/drafts", what: "missing", path: missing("/translate/drafts"), form: url.Values{}, want: noneAct},
		{route: "POST /posts/:id/translate/publish", what: "fr of somebody else's work, untranslated", path: opened(false, "/translate/publish"), form: url.Values{}, want: "401 403 403 403 422 422"},
		{route: "POST /posts/:id/translate/publish", what: "fr is handed in", path: opened(false, "/translate/publish"), form: url.Values{"act": {"review"}}, want: frAct},
		{route: "POST /posts/:id/translate/publish", what: "missing", path: missing("/translate/publish"), form: url.Values{}, want: noneAct},

		{route: "GET /posts/:id/translate/compare", what: "fr of somebody else's work", path: opened(false, "/translate/compare"), want: frRead},
		{route: "GET /posts/:id/translate/compare", what: "missing", path: missing("/translate/compare"), want: noneRead},
		{route: "POST /posts/:id/translate/conflicts", what: "fr of somebody else's work", path: opened(false, "/translate/conflicts"), want: frAct},
		{route: "POST /posts/:id/translate/conflicts", what: "missing", path: missing("/translate/conflicts"), want: noneAct},
		{route: "GET /review", want: authorsRead},
		{route: "GET /translations/figures", want: writersRead},
		{route: "GET /translations/drafts", want: writersRead},
		{route: "POST /posts/:id/translate/approve", what: "fr of one's own work, nothing chosen", path: opened(true, "/translate/approve"), form: url.Values{}, want: authorsAct},
		{route: "POST /posts/:id/translate/approve", what: "fr of somebody else's work", path: opened(false, "/translate/approve"), form: url.Values{}, want: editorsAct},
		{route: "POST /posts/:id/translate/approve", what: "missing", path: missing("/translate/approve"), form: url.Values{}, want: noneAuthors},

		{route: "GET /posts/:id/segments/:uid", what: "fr of somebody else's work", path: opened(false, "/segments/$uid"), want: frRead},
		{route: "GET /posts/:id/segments/:uid", what: "missing", path: opened(false, "/segments/999999"), want: "303 403 404 403 404 404"},
		{route: "POST /posts/:id/segments/:uid", what: "fr of somebody else's work", path: opened(false, "/segments/$uid"), form: text("next"), want: frAct},
		{route: "POST /posts/:id/segments/:uid", what: "missing", path: opened(false, "/segments/999999"), form: text("next"), want: "401 403 404 403 404 404"},
		{route: "POST /posts/:id/segments/:uid/draft", what: "fr of somebody else's work", path: opened(false, "/segments/$uid/draft"), form: text(""), want: frKeeps},
		{route: "POST /posts/:id/segments/:uid/draft", what: "missing", path: opened(false, "/segments/999999/draft"), form: text(""), want: "401 403 404 403 404 404"},
		{route: "POST /posts/:id/segments/:uid/presence", what: "fr of somebody else's work", path: opened(false, "/segments/$uid/presence"), form: url.Values{}, want: frKeeps},
		{route: "POST /posts/:id/segments/:uid/presence", what: "missing", path: opened(false, "/segments/999999/presence"), form: url.Values{}, want: "401 403 404 403 404 404"},
		{route: "POST /posts/:id/segments/:uid/comments", what: "fr of somebody else's work", path: opened(false, "/segments/$uid/comments"), form: text(""), want: frAct},
		{route: "POST /posts/:id/segments/:uid/comments", what: "missing", path: opened(false, "/segments/999999/comments"), form: text(""), want: "401 403 404 403 404 404"},
		{route: "POST /posts/:id/comments/:comment", what: "fr of somebody else's work", path: opened(false, "/comments/$comment"), form: url.Values{}, want: frAct},
		{route: "POST /posts/:id/comments/:comment", what: "missing", path: opened(false, "/comments/999999"), form: url.Values{}, want: "401 403 404 403 404 404"},
		{route: "POST /posts/:id/suggestions/:suggestion", what: "fr of somebody else's work", path: opened(false, "/suggestions/$suggestion"), form: url.Values{"act": {"accept"}}, want: frAct},
		{route: "POST /posts/:id/suggestions/:suggestion", what: "missing", path: opened(false, "/suggestions/999999"), form: url.Values{"act": {"accept"}}, want: "401 403 404 403 404 404"},

		{route: "GET /posts/:id/changes", what: "one's own", path: changed(true), want: authorsRead},
		{route: "GET /posts/:id/changes", what: "somebody else's", path: changed(false), want: editorsRead},
		{route: "GET /posts/:id/changes", what: "missing", path: missing("/changes"), want: noneRead},
		{route: "POST /posts/:id/changes", what: "one's own", path: of(true, "/changes", en), form: url.Values{}, want: authorsAct},
		{route: "POST /posts/:id/changes", what: "somebody else's", path: of(false, "/changes", en, fr), form: url.Values{}, want: editorsAct},
		{route: "POST /posts/:id/changes", what: "missing", path: missing("/changes"), form: url.Values{}, want: noneAct},
	}
}
