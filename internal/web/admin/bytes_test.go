package admin_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// noText are values that no database keeps alike: trust 0, finding 12.
var noText = map[string]string{"NUL": "a\x00b", "not UTF-8": "a\xffb", "a surrogate": "a\xed\xa0\x80b", "overlong": "a\xc0\xafb"}

// fields are the names that some form of the admin has, and more than one form
// at that: what a form does not know it must not stumble over either.
var fields = []string{
	"title", "slug", "body", "excerpt", "seo_title", "seo_description", "author", "translator", "canonical_url", "link", "icon", "cover", "cover_alt", "tags",
	"published_at", "locale", "revision", "name", "email", "role", "language", "time_zone", "password", "old_password", "token", "next", "act", "id", "alt-fr",
	"caption-fr", "label-fr", "word.articles", "q", "kind", "group", "post", "answer", "address", "accent", "style",
}

// T34: what is no text is refused or left out in every field of every form,
// alike on both databases; nothing of it is ever kept, and nothing fails.
func TestWhatIsNoTextIsNeverKept(t *testing.T) {
	var mu sync.Mutex
	answers := map[string]map[string]int{} // by database, then by request
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := withPictures(t, db, t.TempDir())
		got := map[string]int{}
		for _, l := range table() {
			method, path, _ := strings.Cut(l.route, " ")
			if method != http.MethodPost {
				continue
			}
			who := w.people[account.Admin]
			for _, what := range slices.Sorted(maps.Keys(noText)) { // in order: what was tried before counts
				value := noText[what]
				for _, name := range slices.Sorted(maps.Keys(forms(l.form, value))) {
					form := forms(w.filled(l.form, method, who), value)[name]
					at := path
					if l.path != nil {
						at = l.path(w, who)
					}
					code := w.do(call{method: method, path: "/en-us/admin" + at, secret: w.session(who), form: form}).Code
					if code >= 500 {
						t.Errorf("%s %s, %s in %s: %d", l.route, l.what, what, name, code)
					}
					got[fmt.Sprint(l.route, " ", l.what, ": ", what, " in ", name)] = code
				}
			}
		}
		if len(got) < 500 {
			t.Errorf("%d requests were made: the forms were not read rightly", len(got))
		}
		for table, rows := range storetest.Dump(t, db) {
			for _, row := range rows {
				if !utf8.ValidString(row) || strings.Contains(row, "\x00") {
					t.Errorf("%s keeps what is no text: %q", table, row)
				}
			}
		}
		mu.Lock()
		defer mu.Unlock()
		answers[t.Name()] = got
	})
	names := slices.Sorted(maps.Keys(answers))
	for _, name := range names[1:] {
		if diff := cmp.Diff(answers[names[0]], answers[name]); diff != "" {
			t.Errorf("%s and %s answer differently:\n%s", names[0], name, diff)
		}
	}
}

// forms returns a form once for each of its fields, with value in that field
// alone, and once with value in every field that it does not have.
func forms(form url.Values, value string) map[string]url.Values {
	all := map[string]url.Values{}
	others := maps.Clone(form)
	if others == nil {
		others = url.Values{}
	}
	for _, name := range fields {
		if !form.Has(name) {
			others.Set(name, value)
		}
	}
	all["every other"] = others
	for name := range form {
		one := maps.Clone(form)
		one[name] = []string{value}
		all[name] = one
	}
	return all
}

// T34: so it is in the fields of a request's header.
func TestAHeaderThatIsNoTextIsLeftOut(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		u := w.known(account.Author)
		for what, value := range noText {
			header := map[string]string{"User-Agent": value, "Accept-Language": value, "Referer": value}
			if got := w.signIn(u, "", header).Code; got != http.StatusSeeOther {
				t.Errorf("signing in with %s in the header: %d, want 303", what, got)
			}
			for _, name := range []string{"Cookie", "If-None-Match", "Last-Event-ID", "Accept"} {
				got := w.do(call{method: http.MethodGet, path: "/en-us/", header: map[string]string{name: "__Host-session=" + value}}).Code
				if got != http.StatusOK {
					t.Errorf("%s in %s: %d, want 200", what, name, got)
				}
			}
		}
		for table, rows := range storetest.Dump(t, db) {
			for _, row := range rows {
				if !utf8.ValidString(row) || strings.Contains(row, "\x00") {
					t.Errorf("%s keeps what is no text: %q", table, row)
				}
			}
		}
	})
}
