package admin_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/publishing"
	"verso/internal/server"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// A day is what a person does at the desk who has many secrets.
type day struct {
	secrets map[string]string // by what they are
	public  []string          // addresses that readers ask for
}

// work signs an author in and lets them do what leaves traces, in cookies,
// addresses, forms and flash messages, reading the public pages in between.
func (w *world) work() (d day) {
	w.t.Helper()
	u := w.known(account.Admin)
	draft := w.draft(u, true, en)
	link, err := publishing.New(w.db, func() time.Time { return storetest.Now }, nil, nil).Share(w.t.Context(), u, draft.ID, time.Hour)
	if err != nil {
		w.t.Fatal(err)
	}
	session := sessionCookie(w.signIn(u, "", nil))
	d.secrets = map[string]string{
		"the session": session, "the password": password, "the name": u.Name, "the address": u.Email, "the draft": draft.Title,
		"the link of a preview": publishing.PreviewToken(link), "a guess": "guessed-password", "a token": "guessed-token", "a message": "the-message",
		"an invited person": "invited@ex.test",
	}
	d.public = []string{"/en-us/", "/fr/", "/en-us/articles", "/en-us/tags", "/en-us/feed.xml", "/en-us/search?q=draft", "/en-us/nothing", "/sitemap.xml", "/en-us/contact"}
	id := strconv.FormatInt(int64(draft.ID), 10)
	for i, c := range []call{
		{method: http.MethodGet, path: "/en-us/admin/posts/" + id},
		{method: http.MethodPost, path: "/en-us/admin/posts/" + id, form: url.Values{"revision": {"1"}, "title": {draft.Title}, "body": {"the-message"}}},
		{method: http.MethodGet, path: "/en-us/preview/" + id},
		{method: http.MethodGet, path: "/en-us/preview/" + id + "?token=" + url.QueryEscape(d.secrets["the link of a preview"])},
		{method: http.MethodPost, path: "/en-us/admin/people", form: url.Values{"name": {"Invited"}, "email": {"invited@ex.test"}, "role": {"author"}}},
		{method: http.MethodGet, path: "/en-us/admin/people"}, // with the flash
		{method: http.MethodPost, path: "/en-us/admin/profile/password", form: url.Values{"old_password": {"guessed-password"}, "password": {password}}},
		{method: http.MethodPost, path: "/en-us/admin/reset", form: url.Values{"email": {u.Email}}},
		{method: http.MethodGet, path: "/en-us/admin/reset?token=guessed-token"},
		{method: http.MethodPost, path: "/en-us/admin/reset/password", form: url.Values{"token": {"guessed-token"}, "password": {password}}},
		{method: http.MethodPost, path: "/en-us/admin/sign-in", form: url.Values{"email": {u.Email}, "password": {"guessed-password"}}},
		{method: http.MethodPost, path: "/en-us/contact", form: url.Values{"name": {"A"}, "email": {u.Email}, "message": {"the-message"}}},
		{method: http.MethodPost, path: "/en-us/contact", form: url.Values{"email": {u.Email}, "message": {"the-message"}}},
	} {
		c.secret = session
		if code := w.do(c).Code; code >= 500 {
			w.t.Errorf("step %d: %d", i, code)
		}
		for _, path := range d.public {
			w.do(call{method: http.MethodGet, path: path, secret: session})
		}
	}
	w.do(call{method: http.MethodPost, path: "/en-us/admin/sign-out", secret: session})
	return d
}

// T37: whatever a person did who was signed in, the pages that are kept for
// readers are those of a site where nobody ever was.
func TestNothingOfAPersonIsKeptForReaders(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		kept := func(cfg *server.Config) { cfg.Cache, cfg.Memory = 8<<20, 8<<20 }
		w := newWorld(t, db, kept)
		d := w.work()
		fresh := newSite(t, db, func() time.Time { return storetest.Now }, kept)
		for _, path := range d.public {
			got, want := w.do(call{method: http.MethodGet, path: path}), send(fresh, call{method: http.MethodGet, path: path})
			if got.Body.String() != want.Body.String() || got.Header().Get("Set-Cookie") != "" {
				t.Errorf("%s is another page after somebody was signed in, or sets %q", path, got.Header().Get("Set-Cookie"))
			}
			for what, secret := range d.secrets {
				if strings.Contains(got.Body.String()+fmt.Sprint(got.Header()), secret) {
					t.Errorf("%s tells %s", path, what)
				}
			}
		}
	})
}

// T19, T23: the log has one line of JSON for each request, and no secret of
// anybody's in any of them, however a request is made.
func TestTheLogTellsNoSecret(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		var log bytes.Buffer
		w := newWorld(t, db, func(cfg *server.Config) {
			cfg.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		})
		d := w.work()
		forged := "x\n{\"level\":\"ERROR\"}\x1b[31m\u202e"
		w.do(call{method: http.MethodPost, path: "/en-us/admin/sign-in", form: url.Values{"email": {forged}, "password": {forged}}})
		w.do(call{method: http.MethodGet, path: "/" + url.PathEscape(forged), header: map[string]string{"User-Agent": "\x1b[31m\u202e", "Referer": forged[:1]}})
		requests := 0
		for line := range strings.Lines(log.String()) {
			var entry map[string]any
			if err := json.Unmarshal([]byte(line), &entry); err != nil {
				t.Errorf("a line is no JSON: %q", line)
			}
			if entry["msg"] == "request" {
				requests++
			}
			if strings.ContainsAny(line, "\x1b\u202e") || entry["level"] == "ERROR" {
				t.Errorf("a line was forged, or something failed: %q", line)
			}
			for what, secret := range d.secrets {
				if strings.Contains(line, secret) || strings.Contains(line, url.QueryEscape(secret)) {
					t.Errorf("the log tells %s: %s", what, line)
				}
			}
		}
		if requests < 100 {
			t.Errorf("the log has %d requests: it was not read rightly", requests)
		}
	})
}
