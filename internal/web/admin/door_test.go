package admin_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// known adds a person with a password.
func (w *world) known(role account.Role) account.User {
	w.t.Helper()
	u := w.add(role)
	var err error
	if u.PasswordHash, err = account.NewHasher().Hash(w.t.Context(), password); err != nil {
		w.t.Fatal(err)
	}
	w.change(u)
	return u
}

// change keeps what is different about somebody.
func (w *world) change(u account.User) {
	w.t.Helper()
	storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) error { return tx.SaveUser(ctx, u) })
}

// signIn sends the form of the sign-in page.
func (w *world) signIn(u account.User, next string, header map[string]string) *httptest.ResponseRecorder {
	form := url.Values{"email": {u.Email}, "password": {password}, "next": {next}}
	return w.do(call{method: http.MethodPost, path: "/en-us/admin/sign-in", form: form, header: header})
}

// sessionCookie returns the session that an answer sets, or "".
func sessionCookie(answer *httptest.ResponseRecorder) string {
	for _, line := range answer.Header().Values("Set-Cookie") {
		if value, ok := strings.CutPrefix(line, "__Host-session="); ok {
			value, _, _ = strings.Cut(value, ";")
			return value
		}
	}
	return ""
}

func TestWhoIsNotSignedInIsLedToTheDoor(t *testing.T) { // T1, status rules
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for path, want := range map[string]string{
			"/en-us/admin":                   "/en-us/admin/sign-in",
			"/fr/admin/people":               "/fr/admin/sign-in?next=%2Ffr%2Fadmin%2Fpeople",
			"/en-us/admin/people?q=a&role=x": "/en-us/admin/sign-in?next=%2Fen-us%2Fadmin%2Fpeople%3Fq%3Da%26role%3Dx",
			"/en-us/admin/zzz/../%2e":        "/en-us/admin/sign-in",
			"/en-us/admin/zzz":               "/en-us/admin/sign-in?next=%2Fen-us%2Fadmin%2Fzzz",
			"/en-us/%61dmin/zzz":             "/en-us/admin/sign-in?next=%2Fen-us%2Fadmin%2Fzzz",
			"/EN_us/admin/zzz":               "/en-us/admin/sign-in?next=%2Fen-us%2Fadmin%2Fzzz",
		} {
			got := w.do(call{method: http.MethodGet, path: path})
			if got.Code != http.StatusSeeOther || got.Header().Get("Location") != want {
				t.Errorf("GET %s: %d to %q, want 303 to %q", path, got.Code, got.Header().Get("Location"), want)
			}
		}
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
			if got := w.do(call{method: method, path: "/en-us/admin/zzz"}); got.Code != http.StatusUnauthorized {
				t.Errorf("%s of an unknown address: %d, want 401", method, got.Code)
			}
		}
	})
}

func TestUnknownAddressesOfTheAdminNeverReachThePublicPages(t *testing.T) { // T1
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, path := range []string{"/en-us/admin/zzz", "/en-us/admin/posts/1/zzz", "/en-us/admin/%2e%2e"} {
			got := w.do(call{method: http.MethodGet, path: path, secret: w.secrets[account.Admin]})
			body := got.Body.String()
			if got.Code != http.StatusNotFound || !strings.Contains(body, `class="desk"`) || strings.Contains(body, "masthead") {
				t.Errorf("GET %s: %d, want 404 in the look of the admin", path, got.Code)
			}
		}
		for path, want := range map[string]string{"/EN_us/admin/people": "/en-us/admin/people", "/en/admin": "/en-us/admin", "/en-us/admin/": "/en-us/admin", "/fr/ADMIN/people?q=a": "/fr/admin/people?q=a"} {
			got := w.do(call{method: http.MethodGet, path: path, secret: w.secrets[account.Admin]})
			if got.Code/100 != 3 || got.Header().Get("Location") != want {
				t.Errorf("GET %s: %d to %q, want %q", path, got.Code, got.Header().Get("Location"), want)
			}
		}
		if got := w.do(call{method: http.MethodGet, path: "/blog/admin"}); got.Code != http.StatusNotFound || !strings.Contains(got.Body.String(), "masthead") {
			t.Errorf("GET /blog/admin: %d, want the public 404", got.Code)
		}
	})
}

func TestSigningInLeadsOnlyIntoTheAdmin(t *testing.T) { // T11, as a form field
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		u := w.known(account.Author)
		if got := w.signIn(u, "/fr/admin/profile?x=1", nil).Header().Get("Location"); got != "/fr/admin/profile?x=1" {
			t.Errorf("a good address leads to %q", got)
		}
		for _, next := range []string{"//e", `/\e`, "/%5Ce", "/%09/e", "https:e", "http:///e", "/..//e", "\t//e", "javascript:1", "@e", "/en-us/admin\r\nX: y", "/en-us/articles"} {
			if got := w.signIn(u, next, nil).Header().Get("Location"); got != "/en-us/admin" {
				t.Errorf("next=%q leads to %q, want the start page", next, got)
			}
		}
	})
}

func TestSessionsAreNewAndEnd(t *testing.T) { // T20, T21
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		u := w.known(account.Author)
		planted := account.NewSecret()
		answer := w.signIn(u, "", map[string]string{"Cookie": "__Host-session=" + planted})
		secret := sessionCookie(answer)
		if secret == "" || secret == planted {
			t.Fatalf("the session after signing in is %q, the one planted before %q", secret, planted)
		}
		cookie := answer.Header().Get("Set-Cookie")
		for _, attribute := range []string{"; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"} {
			if !strings.Contains(cookie, attribute) {
				t.Errorf("the cookie %q lacks %q", cookie, attribute)
			}
		}
		inside := call{method: http.MethodGet, path: "/en-us/admin", secret: secret}
		if got := w.do(inside).Code; got != http.StatusOK {
			t.Errorf("the start page after signing in: %d, want 200", got)
		}
		if got := w.do(call{method: http.MethodGet, path: "/en-us/admin?__Host-session=" + secret}).Code; got != http.StatusSeeOther {
			t.Errorf("a session in the address: %d, want 303", got)
		}
		if got := w.do(call{method: http.MethodGet, path: "/en-us/admin/sign-out", secret: secret}).Code; got != http.StatusMethodNotAllowed {
			t.Errorf("signing out by GET: %d, want 405", got)
		}
		out := w.do(call{method: http.MethodPost, path: "/en-us/admin/sign-out", secret: secret})
		if got := out.Header().Get("Clear-Site-Data"); got != `"cache", "storage"` {
			t.Errorf("signing out clears %q, want what the browser has stored", got)
		}
		tidy := w.do(call{method: http.MethodPost, path: "/en-us/admin/sign-out", secret: w.session(u), form: url.Values{"cleared": {"1"}}})
		if got := tidy.Header().Get("Clear-Site-Data"); got != `"cache"` {
			t.Errorf("signing out of a browser whose script has cleared its own clears %q, want the cache alone", got)
		}
		if got := w.do(inside).Code; got != http.StatusSeeOther {
			t.Errorf("the old session after signing out: %d, want 303", got)
		}
	})
}

func TestRightsAreThoseOfTheMoment(t *testing.T) { // T3
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		u := w.add(account.Admin)
		people := call{method: http.MethodGet, path: "/en-us/admin/people", secret: w.session(u)}
		if got := w.do(people).Code; got != http.StatusOK {
			t.Fatalf("as an admin: %d, want 200", got)
		}
		u.Role = account.Author
		w.change(u)
		if got := w.do(people).Code; got != http.StatusForbidden {
			t.Errorf("after the role was taken: %d, want 403", got)
		}
		now := storetest.Now
		u.DisabledAt = &now
		w.change(u)
		if got := w.do(people).Code; got != http.StatusSeeOther {
			t.Errorf("after being disabled: %d, want 303", got)
		}
	})
}

func TestGuessingIsSlowedDown(t *testing.T) { // T18
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		u := w.known(account.Author)
		wrong := call{method: http.MethodPost, path: "/de/admin/sign-in", form: url.Values{"email": {u.Email}, "password": {"guess"}}}
		unknown := wrong
		unknown.form = url.Values{"email": {"nobody@ex.test"}, "password": {"guess"}}
		first, other := w.do(wrong), w.do(unknown)
		if same := strings.ReplaceAll(first.Body.String(), u.Email, "nobody@ex.test"); first.Code != http.StatusUnprocessableEntity ||
			withoutNonce(same) != withoutNonce(other.Body.String()) {
			t.Errorf("a known and an unknown address are told apart: %d and %d", first.Code, other.Code)
		}
		for range 9 {
			w.do(wrong)
		}
		got := w.do(wrong)
		if got.Code != http.StatusTooManyRequests || got.Header().Get("Retry-After") == "" {
			t.Errorf("the eleventh try: %d, Retry-After %q, want 429 and when", got.Code, got.Header().Get("Retry-After"))
		}
	})
}

// withoutNonce blanks what differs between two answers by chance.
func withoutNonce(page string) string {
	before, after, _ := strings.Cut(page, `name="csp-nonce" content="`)
	_, after, _ = strings.Cut(after, `"`)
	return before + after
}

func TestSetupMakesOneAdmin(t *testing.T) { // issue part "What a newcomer does"; T19
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		now := storetest.Now
		s := newSite(t, db, func() time.Time { return now })
		do := func(c call) *httptest.ResponseRecorder { return send(s, c) }
		for _, path := range []string{"/fr/admin", "/fr/admin/zzz", "/fr/admin/sign-in"} {
			if got := do(call{method: http.MethodGet, path: path}).Header().Get("Location"); got != "/fr/admin/setup" {
				t.Errorf("without an admin, %s leads to %q, want the setup", path, got)
			}
		}
		address, err := s.Setup(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		link, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		to := do(call{method: http.MethodGet, path: link.RequestURI(), header: map[string]string{"Accept-Language": "de"}}).Header().Get("Location")
		if to != "/de/admin/setup?"+link.RawQuery {
			t.Errorf("the link leads to %q, want the setup in German", to)
		}
		page := do(call{method: http.MethodGet, path: to})
		if page.Code != http.StatusOK || page.Header().Get("Referrer-Policy") != "no-referrer" || page.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("the page of the link: %d, %v", page.Code, page.Header())
		}
		form := url.Values{"token": link.Query()["token"], "name": {"Ana"}, "email": {"ana@ex.test"}, "password": {"short"}, "time_zone": {"Europe/Lisbon"}}
		submit := call{method: http.MethodPost, path: "/de/admin/setup", form: form}
		if got := do(submit); got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), `value="ana@ex.test"`) {
			t.Errorf("a short password: %d, want 422 with what was typed", got.Code)
		}
		now = now.Add(25 * time.Hour)
		form.Set("password", password)
		if got := do(submit).Code; got != http.StatusUnprocessableEntity {
			t.Errorf("a day later: %d, want 422", got)
		}
		now = now.Add(-25 * time.Hour)
		made := do(submit)
		secret := sessionCookie(made)
		if made.Code != http.StatusSeeOther || secret == "" {
			t.Fatalf("setting up: %d, session %q", made.Code, secret)
		}
		if got := do(call{method: http.MethodGet, path: "/de/admin/people", secret: secret}).Code; got != http.StatusOK {
			t.Errorf("the first admin sees people: %d, want 200", got)
		}
		if got := do(submit).Code; got != http.StatusUnprocessableEntity {
			t.Errorf("the link used again: %d, want 422", got)
		}
	})
}
