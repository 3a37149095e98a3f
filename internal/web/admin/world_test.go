package admin_test

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"verso/internal/account"
	"verso/internal/locale"
	"verso/internal/server"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
	"verso/templates"
)

const (
	en locale.Tag = "en-US"
	fr locale.Tag = "fr"
	de locale.Tag = "de"

	// unknown is the hash of a password that nobody knows, quickly compared.
	unknown = "$argon2id$v=19$m=64,t=1,p=1$OKQesQXxvO0$3K9FGtxuj/X+Z0jhzDM0fg"

	// password is everybody's who has one.
	password = "a quiet harbour"
)

// A world is a site with one person of each role, each of them signed in, and
// nobody beside them.
type world struct {
	t       *testing.T
	db      *store.DB
	site    *server.Server
	handler http.Handler // the site
	people  map[account.Role]account.User
	secrets map[account.Role]string // of their sessions
	made    int                     // numbers what is made, so that nothing has the name of another
}

// assets stand in for the built ones.
func assets() fstest.MapFS {
	file := &fstest.MapFile{Data: []byte("/* built */")}
	names := []string{"public.css", "public.js", "admin.css", "admin.js", "editor.js", "translate.js", "favicon.svg", "apple-touch-icon.png"}
	fsys, manifest := fstest.MapFS{"img/favicon.ico": file}, []string{}
	for _, name := range names {
		fsys["dist/"+name] = file
		manifest = append(manifest, strconv.Quote(name)+":"+strconv.Quote(name))
	}
	fsys["dist/manifest.json"] = &fstest.MapFile{Data: []byte("{" + strings.Join(manifest, ",") + "}")}
	return fsys
}

// newSite returns a site at https://ex.test that has no people yet, made as
// every change says.
func newSite(t *testing.T, db *store.DB, now func() time.Time, changes ...func(*server.Config)) *server.Server {
	t.Helper()
	storetest.Locales(t, db, en, fr, de)
	cfg := server.Config{
		DB: db, Origin: "https://ex.test",
		Files: server.Files{Templates: templates.FS, Static: assets(), Locales: locales.FS},
		Log:   slog.New(slog.DiscardHandler), Now: now,
	}
	for _, change := range changes {
		change(&cfg)
	}
	s, err := server.New(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// newWorld fills a site with people. The translator holds fr, without review.
func newWorld(t *testing.T, db *store.DB, changes ...func(*server.Config)) *world {
	t.Helper()
	w := &world{t: t, db: db, people: map[account.Role]account.User{}, secrets: map[account.Role]string{}}
	w.site = newSite(t, db, func() time.Time { return storetest.Now }, changes...)
	w.handler = w.site
	for _, role := range account.Roles() {
		u := w.add(role)
		w.people[role], w.secrets[role] = u, w.session(u)
	}
	return w
}

// add adds a person of a role; a translator into fr.
func (w *world) add(role account.Role) account.User {
	w.t.Helper()
	w.made++
	u := account.User{
		Email: "p" + strconv.Itoa(w.made) + "@ex.test", Name: "Person " + strconv.Itoa(w.made), Role: role,
		Language: en, TimeZone: "UTC", PasswordHash: unknown, CreatedAt: storetest.Now,
	}
	if role == account.Translator {
		u.Grants = []account.Grant{{Locale: fr}}
	}
	storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) (err error) {
		u, err = tx.AddUser(ctx, u)
		return err
	})
	return u
}

// session signs somebody in and returns the secret.
func (w *world) session(u account.User) string {
	w.t.Helper()
	secret := account.NewSecret()
	storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.AddSession(ctx, account.Session{
			Hash: account.HashSecret(secret), UserID: u.ID, Device: "test", Address: "192.0.2.1",
			CreatedAt: storetest.Now, SeenAt: storetest.Now, ExpiresAt: storetest.Now.Add(account.SessionLife),
		})
		return err
	})
	return secret
}

// newestSession returns the session that somebody began last.
func (w *world) newestSession(u account.User) (id int64) {
	w.t.Helper()
	sessions, err := w.db.Sessions(context.Background(), u.ID, storetest.Now)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range sessions {
		id = max(id, s.ID)
	}
	return id
}

// A call is one request.
type call struct {
	method string
	path   string
	secret string // of the session; "" for nobody
	form   url.Values
	header map[string]string
}

// do sends a call to the site.
func (w *world) do(c call) *httptest.ResponseRecorder {
	return send(w.handler, c)
}

func send(handler http.Handler, c call) *httptest.ResponseRecorder {
	var body io.Reader
	if c.form != nil {
		body = strings.NewReader(c.form.Encode())
	}
	r := httptest.NewRequest(c.method, "https://ex.test"+c.path, body)
	if c.form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if c.secret != "" {
		r.Header.Set("Cookie", "__Host-session="+c.secret)
	}
	for name, value := range c.header {
		r.Header.Set(name, value)
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, r)
	return answer
}

// changedTables returns the tables that differ between two moments.
func changedTables(before, after map[string][]string) []string {
	var changed []string
	for _, table := range slices.Sorted(maps.Keys(after)) {
		if !slices.Equal(before[table], after[table]) {
			changed = append(changed, table)
		}
	}
	return changed
}
