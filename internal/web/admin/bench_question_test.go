package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Translation 2.13: what a translator asks about a source stands before its
// author, with a way to answer.
func TestAQuestionOfATranslatorStandsBeforeTheAuthor(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x, p := w.published(t)
		at := "/en-us/admin/posts/" + number(p.ID) + "/changes"
		if n := w.reads(account.Editor, at).Find("#asked").Length(); n != 0 {
			t.Fatalf("%d headings of questions before there is one", n)
		}
		asked := url.Values{"text": {"Which harbour is meant?"}, "on": {"source"}}
		if got := w.sends(account.Translator, x.at("/segments/"+number(x.uid)+"/comments"), asked); got.Code != http.StatusSeeOther {
			t.Fatalf("asking: %d", got.Code)
		}
		question := w.reads(account.Editor, at).Find("section[aria-labelledby=asked] .change-row")
		if question.Length() != 1 || !strings.Contains(question.Text(), "Which harbour is meant?") {
			t.Fatalf("%d questions, with %q, want the one that was asked", question.Length(), question.Text())
		}
		if to := question.Find("a").AttrOr("href", ""); !strings.HasPrefix(to, x.at("/translate?segment=")) {
			t.Errorf("the answer is given at %q, want the workbench of the segment", to)
		}
	})
}
