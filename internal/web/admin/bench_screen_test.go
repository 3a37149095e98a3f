package admin_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"verso/internal/account"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
)

// page reads an answer as a browser does.
func page(t *testing.T, got *httptest.ResponseRecorder, want int) *goquery.Document {
	t.Helper()
	if got.Code != want {
		t.Fatalf("status %d, want %d", got.Code, want)
	}
	doc, err := goquery.NewDocumentFromReader(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// reads asks for a page of the admin as somebody of a role.
func (w *world) reads(role account.Role, path string) *goquery.Document {
	w.t.Helper()
	return page(w.t, w.do(call{method: http.MethodGet, path: path, secret: w.secrets[role]}), http.StatusOK)
}

// sends sends a form as somebody of a role.
func (w *world) sends(role account.Role, path string, form url.Values, header ...string) *httptest.ResponseRecorder {
	w.t.Helper()
	c := call{method: http.MethodPost, path: path, secret: w.secrets[role], form: form, header: map[string]string{}}
	for i := 0; i+1 < len(header); i += 2 {
		c.header[header[i]] = header[i+1]
	}
	return w.do(c)
}

// set changes a setting of the site by its form.
func (w *world) set(name site.Setting, value string) {
	w.t.Helper()
	if got := w.sends(account.Admin, "/en-us/admin/settings", url.Values{"locale": {""}, string(name): {value}}); got.Code != http.StatusSeeOther {
		w.t.Fatalf("%s: %d", name, got.Code)
	}
}

// row returns what became of the paragraph.
func (x translated) row(w *world) store.TargetSegment {
	w.t.Helper()
	row, err := w.db.TargetSegment(context.Background(), x.target.ID, x.uid)
	if err != nil {
		w.t.Fatal(err)
	}
	return row
}

func TestTheReviewQueueHoldsWhatOthersTranslated(t *testing.T) { // 2.13
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		if w.reads(account.Editor, "/en-us/admin/review").Find(".seg").Length() != 0 {
			t.Error("something waits where nobody reviews")
		}
		w.set(site.Review, "on")
		doc := w.reads(account.Editor, "/en-us/admin/review")
		segment := doc.Find(".seg")
		if segment.Length() != 1 || segment.Find("textarea[name=text]").Text() != "Texte." || segment.Find("[data-act=approve]").Length() != 1 {
			t.Fatalf("%d segments wait, with %q, want the paragraph with a button that approves it", segment.Length(), segment.Find("textarea[name=text]").Text())
		}
		form := url.Values{"act": {"approve"}, "text": {"Texte."}, "version": {number(x.version)}, "mode": {"review"}}
		got := w.sends(account.Editor, x.at("/segments/"+number(x.uid)), form)
		if to := got.Header().Get("Location"); got.Code != http.StatusSeeOther || to != "/en-us/admin/review" {
			t.Errorf("approving: %d to %q, want the queue again", got.Code, to)
		}
		if state := x.row(w).State; state != translation.Approved {
			t.Errorf("the paragraph is %s, want approved", state)
		}
	})
}

func TestARejectionNeedsAReason(t *testing.T) { // 2.6
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		form := url.Values{"act": {"reject"}, "version": {number(x.version)}, "reason": {" "}}
		doc := page(t, w.sends(account.Editor, x.at("/segments/"+number(x.uid)), form), http.StatusUnprocessableEntity)
		if text := doc.Find(".seg.current .error").Text(); !strings.Contains(text, "reason") {
			t.Errorf("beside the segment stands %q, want that a reason is needed", text)
		}
		form.Set("reason", "Too literal.")
		if got := w.sends(account.Editor, x.at("/segments/"+number(x.uid)), form); got.Code != http.StatusSeeOther {
			t.Fatalf("with a reason: %d", got.Code)
		}
		doc = w.reads(account.Translator, x.at("/translate?segment="+number(x.uid)))
		if text := doc.Find(".seg.current .notice").Text(); !strings.Contains(text, "Too literal.") {
			t.Errorf("the translator reads %q, want the reason", text)
		}
	})
}

func TestWhatWasApprovedAtOnceIsUndoneAtOnce(t *testing.T) { // 2.21
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		w.set(site.Review, "on")
		doc := w.reads(account.Editor, x.at("/translate"))
		all := doc.Find("form[action$='/translate/approve'] input[name=segment]")
		if all.Length() != 1 {
			t.Fatalf("%d segments can be approved at once, want 1", all.Length())
		}
		got := w.sends(account.Editor, x.at("/translate/approve"), url.Values{"segment": {all.AttrOr("value", "")}})
		if state := x.row(w).State; got.Code != http.StatusSeeOther || state != translation.Approved {
			t.Fatalf("%d, the paragraph is %s, want approved", got.Code, state)
		}
		flash := strings.SplitN(got.Header().Get("Set-Cookie"), ";", 2)[0]
		after := w.do(call{method: http.MethodGet, path: "/en-us/admin/review", header: map[string]string{"Cookie": "__Host-session=" + w.secrets[account.Editor] + "; " + flash}})
		undo := page(t, after, http.StatusOK).Find("#flash form").AttrOr("action", "")
		if got := w.sends(account.Editor, undo, url.Values{}); got.Code != http.StatusSeeOther {
			t.Fatalf("undoing by %q: %d", undo, got.Code)
		}
		if state := x.row(w).State; state != translation.Translated {
			t.Errorf("after undoing, the paragraph is %s, want translated", state)
		}
	})
}

func TestAnOldDraftIsNotSavedOverWhatIsNewer(t *testing.T) { // 2.12
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		at := x.at("/segments/" + number(x.uid))
		if got := w.sends(account.Translator, at+"/draft", url.Values{"text": {"Un brouillon."}, "version": {number(x.version)}}); got.Code != http.StatusOK {
			t.Fatalf("draft: %d", got.Code)
		}
		if got := w.sends(account.Editor, at, url.Values{"act": {"save"}, "text": {"Plus récent."}, "version": {number(x.version)}}); got.Code != http.StatusSeeOther {
			t.Fatalf("somebody else saves: %d", got.Code)
		}
		segment := w.reads(account.Translator, x.at("/translate?segment="+number(x.uid))).Find(".seg.current form.target")
		form := url.Values{"act": {"next"}, "text": {segment.Find("textarea[name=text]").Text()}, "version": {segment.Find("[name=version]").AttrOr("value", "")}}
		if form.Get("text") != "Un brouillon." {
			t.Fatalf("the field holds %q, want the draft", form.Get("text"))
		}
		doc := page(t, w.sends(account.Translator, at, form), http.StatusConflict)
		texts := doc.Find(".way textarea").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
		if len(texts) != 3 || texts[0] != "Un brouillon." || texts[1] != "Plus récent." {
			t.Errorf("the ways out are %q, want three, with both texts", texts)
		}
		if text := x.row(w).Text; text != "Plus récent." {
			t.Errorf("saved is %q, want what was saved last", text)
		}
	})
}

func TestAFindingIsRightThroughoutTheText(t *testing.T) { // 2.11
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		at := x.at("/segments/" + number(x.uid))
		form := url.Values{"act": {"save"}, "text": {"Texte 8081."}, "version": {number(x.version)}}
		if got := w.sends(account.Translator, at, form); got.Code != http.StatusSeeOther {
			t.Fatalf("saving: %d", got.Code)
		}
		path := x.at("/translate?segment=" + number(x.uid))
		button := w.reads(account.Translator, path).Find(".seg.current [name=dismiss-all]").First()
		check := button.AttrOr("value", "")
		if check == "" {
			t.Fatal("no finding can be dismissed")
		}
		form.Set("dismiss-all", check)
		got := w.sends(account.Translator, at, form)
		if to := got.Header().Get("Location"); got.Code != http.StatusSeeOther || !strings.Contains(to, "segment="+number(x.uid)) {
			t.Errorf("dismissing: %d to %q, want the same segment", got.Code, to)
		}
		if w.reads(account.Translator, path).Find(".seg.current [name=dismiss-all][value='"+check+"']").Length() != 0 {
			t.Errorf("%s is found again", check)
		}
	})
}
