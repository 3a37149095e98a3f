package admin_test

import (
	"net/http"
	"net/url"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// A revision that no post has is answered as such, however great its number:
// no number of an address or of a form is a failure of the server.
func TestARevisionNobodyHasIsNoFailure(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		p := storetest.Work(t, db, content.Post{Locale: en, Slug: "sea", Title: "Sea", Status: content.Draft})[0]
		at := "/en-us/admin/posts/" + number(p.ID)
		for _, n := range []string{"2147483647", "2147483648", "9223372036854775807", "99999999999999999999"} {
			w.reads(account.Admin, at+"/history?before="+n) // answers 200
			answer := w.do(call{method: http.MethodGet, path: at + "/history/" + n, secret: w.secrets[account.Admin]})
			if answer.Code != http.StatusNotFound {
				t.Errorf("revision %s: %d, want 404", n, answer.Code)
			}
			form := url.Values{"revision": {n}, "title": {"Sea"}, "slug": {"sea"}, "body": {"Typed."}}
			if got := w.sends(account.Admin, at, form).Code; got != http.StatusConflict {
				t.Errorf("a text begun from revision %s is saved: %d, want 409", n, got)
			}
			if got := w.sends(account.Admin, at+"/draft", form).Code; got >= http.StatusInternalServerError {
				t.Errorf("a draft begun from revision %s: %d, want it kept", n, got)
			}
		}
	})
}
