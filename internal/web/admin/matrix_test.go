package admin_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/admin"
)

// ranks are the kinds of people in the order of a line's statuses.
var ranks = []struct {
	name string
	role account.Role
}{
	{"nobody", "nobody"}, {"reader", account.None}, {"translator", account.Translator},
	{"author", account.Author}, {"editor", account.Editor}, {"admin", account.Admin},
}

// TestMatrix asks every address of the admin as every kind of person (trust,
// section 2, role and locale matrix; T1, T2). What is denied changes nothing.
func TestMatrix(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, l := range table() {
			wants := strings.Fields(l.want)
			if len(wants) != len(ranks) {
				t.Fatalf("%s %s expects %q, want %d statuses", l.route, l.what, l.want, len(ranks))
			}
			w.checkLine(t, l, wants)
		}
	})
}

// An ask is one address, asked for by one kind of person.
type ask struct {
	call
	rank string
	want int
}

// checkLine asks for one address as everybody, and looks that nothing changed
// whenever nothing may have.
func (w *world) checkLine(t *testing.T, l line, wants []string) {
	t.Helper()
	asks := make([]ask, len(ranks))
	for i, rank := range ranks { // whatever making an object changes, it changes before
		asks[i] = w.ask(t, l, rank.name, w.people[rank.role], wants[i])
	}
	var before map[string][]string
	var quiet []string // who asked since
	compare := func() {
		if before == nil {
			return
		}
		if changed := changedTables(before, storetest.Dump(t, w.db)); len(changed) > 0 {
			t.Errorf("%s %s as %v changed %v", l.route, l.what, quiet, changed)
		}
		before, quiet = nil, nil
	}
	for _, a := range asks {
		if a.want < http.StatusUnauthorized && a.method != http.MethodGet || slices.Contains(counted, l.route) {
			compare()
		} else {
			if before == nil {
				before = storetest.Dump(t, w.db)
			}
			quiet = append(quiet, a.rank)
		}
		w.check(t, l, a)
	}
	compare()
}

// ask makes what the line needs for one person.
func (w *world) ask(t *testing.T, l line, rank string, who account.User, want string) ask {
	t.Helper()
	status, err := strconv.Atoi(want)
	if err != nil {
		t.Fatal(err)
	}
	method, path, _ := strings.Cut(l.route, " ")
	if l.path != nil {
		path = l.path(w, who)
	}
	secret := ""
	if !who.Nobody() {
		secret = w.session(who) // some acts end it
	}
	return ask{call{method: method, path: "/en-us/admin" + path, secret: secret, form: w.filled(l.form, method, who)}, rank, status}
}

// check asks for one address as one person.
func (w *world) check(t *testing.T, l line, a ask) {
	t.Helper()
	got := w.do(a.call)
	where := fmt.Sprintf("%s %s as %s", l.route, l.what, a.rank)
	if got.Code != a.want {
		t.Errorf("%s: %d, want %d", where, got.Code, a.want)
	}
	if control := got.Header().Get("Cache-Control"); control != "no-store" {
		t.Errorf("%s: Cache-Control %q, want no-store", where, control)
	}
	if to := got.Header().Get("Location"); a.method == http.MethodGet && a.want == http.StatusSeeOther && !strings.HasPrefix(to, "/en-us/admin") {
		t.Errorf("%s: leads to %q", where, to)
	}
}

// counted are the acts whose failures count, to be throttled (T18).
var counted = []string{"POST /sign-in", "POST /sign-in/passkey", "POST /reset", "POST /profile/password"}

// filled puts the person's own address, and addresses that nobody has, into a
// form.
func (w *world) filled(form url.Values, method string, who account.User) url.Values {
	if form == nil && method == http.MethodGet {
		return nil
	}
	full := url.Values{}
	maps.Copy(full, form)
	for name, values := range full {
		switch values[0] {
		case "$email":
			full[name] = []string{who.Email}
		case "$slug", "$title":
			w.made++
			full[name] = []string{"text-" + strconv.Itoa(w.made)}
		case "$fresh":
			w.made++
			full[name] = []string{"fresh" + strconv.Itoa(w.made) + "@ex.test"}
		}
	}
	return full
}

func TestMatrixHoldsEveryRoute(t *testing.T) { // deny by default
	lines := map[string][]string{}
	for _, l := range table() {
		lines[l.route] = append(lines[l.route], l.what)
	}
	routes := map[string]bool{}
	for _, r := range admin.Routes() {
		route := r[0] + " " + r[1]
		routes[route] = true
		switch {
		case lines[route] == nil:
			t.Errorf("%s is not in the matrix", route)
		case strings.Contains(route, ":") && !slices.Contains(lines[route], "missing"):
			t.Errorf("%s names an object, and the matrix does not say what happens when it is missing", route)
		}
	}
	for route := range lines {
		if !routes[route] {
			t.Errorf("the matrix holds %s, which is not served", route)
		}
	}
	if len(routes) < 20 {
		t.Errorf("%d routes: they were not read rightly", len(routes))
	}
}

// path returns an address of a route whose objects are not there.
func pathOf(route [2]string) string {
	path := route[1]
	for part := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(part, ":") {
			path = strings.Replace(path, part, "999999", 1)
		}
	}
	return "/en-us/admin" + path
}

func TestOtherMethodsAreRefused(t *testing.T) { // T1
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		before := storetest.Dump(t, db)
		secret := w.secrets[account.Admin]
		for _, route := range admin.Routes() {
			for _, method := range []string{http.MethodHead, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions} {
				got := w.do(call{method: method, path: pathOf(route), secret: secret})
				if got.Code != http.StatusMethodNotAllowed || !strings.Contains(got.Header().Get("Allow"), route[0]) {
					t.Errorf("%s %s: %d, Allow %q, want 405 that allows %s", method, pathOf(route), got.Code, got.Header().Get("Allow"), route[0])
				}
			}
		}
		if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
			t.Errorf("refused methods changed %v", changed)
		}
	})
}

// foreignOrigins are the fields of requests that another site's page makes a
// browser send (trust 0, finding 10).
var foreignOrigins = []map[string]string{
	{"Sec-Fetch-Site": "cross-site"},
	{"Sec-Fetch-Site": "same-site"},
	{"Origin": "https://evil.test"},
	{"Origin": "null"},
}

func TestNoRouteActsForAnotherSite(t *testing.T) { // T20
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		before := storetest.Dump(t, db)
		for _, route := range admin.Routes() {
			if route[0] == http.MethodGet {
				continue
			}
			for _, header := range foreignOrigins {
				got := w.do(call{method: route[0], path: pathOf(route), secret: w.secrets[account.Admin], form: url.Values{}, header: header})
				if got.Code != http.StatusForbidden {
					t.Errorf("%v %s with %v: %d, want 403", route[0], route[1], header, got.Code)
				}
			}
		}
		if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
			t.Errorf("foreign requests changed %v", changed)
		}
	})
}

func TestReadingChangesNothing(t *testing.T) { // T20: no state on GET
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		var paths []string
		for _, l := range table() {
			method, path, _ := strings.Cut(l.route, " ")
			if l.path != nil {
				path = l.path(w, w.people[account.Admin])
			}
			if method == http.MethodGet {
				paths = append(paths, path)
			}
		}
		before := storetest.Dump(t, db)
		for range 2 {
			for _, path := range paths {
				w.do(call{method: http.MethodGet, path: "/en-us/admin" + path, secret: w.secrets[account.Admin]})
			}
		}
		if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
			t.Errorf("reading every page twice changed %v", changed)
		}
	})
}
