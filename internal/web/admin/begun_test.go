package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// What is not understood of the form of a new article makes none; what is, is
// said to the browser to be the post's now, and by no later save.
func TestAnArticleIsBegunWholeOrNotAtAll(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		send := func(act string) (code int, to string) {
			form := url.Values{"revision": {"0"}, "locale": {"en-US"}, "title": {"Harbour"}, "body": {"Text."}, "act": {act}}
			answer := w.sends(account.Author, "/en-us/admin/articles/new?locale=en-us", form)
			return answer.Code, answer.Header().Get("Location")
		}
		before := storetest.Dump(t, db)
		if code, _ := send("dance"); code != http.StatusNotFound {
			t.Errorf("a step that does not exist: %d, want 404", code)
		}
		if diff := cmp.Diff(before, storetest.Dump(t, db)); diff != "" {
			t.Errorf("a step that does not exist left something behind (-before +after):\n%s", diff)
		}
		for _, act := range []string{"", "published"} {
			code, to := send(act)
			if code != http.StatusSeeOther || !strings.HasSuffix(to, "?saved=en-us&begun=1") {
				t.Fatalf("act %q: %d to %q, want 303 to the post that was begun", act, code, to)
			}
			address, _, _ := strings.Cut(to, "?")
			const mark = `form[data-begun="new:article:en-US"]`
			if w.reads(account.Author, to).Find(mark).Length() != 1 {
				t.Errorf("act %q: the page does not say which draft became the post", act)
			}
			for _, later := range []string{address, address + "?saved=en-us", address + "?begun=1"} {
				if w.reads(account.Author, later).Find(mark).Length() != 0 {
					t.Errorf("act %q: %s says that the post has just been begun", act, later)
				}
			}
		}
	})
}
