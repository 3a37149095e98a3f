//go:build browser

package browser

import (
	"context"
	"log/slog"
	"net"
	"net/http/httptest"
	"net/url"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/message"
	"verso/internal/server"
	"verso/internal/store/storetest"
	"verso/internal/web/urls"
	"verso/locales"
	"verso/static"
	"verso/templates"
)

// A dial is the clock of a site. It stands until the test moves it.
type dial struct{ ahead atomic.Int64 }

func (d *dial) now() time.Time           { return storetest.Now.Add(time.Duration(d.ahead.Load())) }
func (d *dial) forward(by time.Duration) { d.ahead.Add(int64(by)) }

// A studio is a new site that people write in. All that the program does
// beside the requests goes on here too.
type studio struct {
	fixture
	site  *server.Server
	clock *dial
}

// newStudio opens a site in English, Portuguese and Arabic that nobody has
// written in yet, and closes it with the test.
func newStudio(t *testing.T) studio {
	t.Helper()
	return newStudioIn(t, "en-US", "pt-BR", "ar")
}

// newStudioIn opens such a site in other languages.
func newStudioIn(t *testing.T, tags ...locale.Tag) studio {
	t.Helper()
	db, clock := storetest.SQLite(t), &dial{}
	storetest.Locales(t, db, tags...)
	pictures, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pictures.Close() })
	site, builder := serve(t, server.Config{DB: db, Media: pictures.Root(), Now: clock.now, Cache: 8 << 20, Memory: server.DefaultMemory})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); site.Run(ctx) }()
	t.Cleanup(func() { stop(); <-done })
	return studio{fixture{db, builder}, site, clock}
}

// serve lets a site be visited on loopback until the test ends. It sets what
// every site of these tests has in common.
func serve(t *testing.T, cfg server.Config) (*server.Server, urls.Builder) {
	t.Helper()
	listener := httptest.NewUnstartedServer(nil)
	_, port, err := net.SplitHostPort(listener.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	base := &url.URL{Scheme: "http", Host: "localhost:" + port} // a name, which passkeys need
	cfg.Origin, cfg.Loopback = base.String(), true
	cfg.Files = server.Files{Templates: templates.FS, Static: static.FS, Locales: locales.FS}
	cfg.Log = slog.New(slog.DiscardHandler)
	site, err := server.New(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	listener.Config.Handler = site
	listener.Start()
	t.Cleanup(listener.Close)
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := cfg.DB.Site(t.Context(), catalog.Sections)
	if err != nil {
		t.Fatal(err)
	}
	return site, urls.New(snapshot, base)
}

// editor returns the address of a post's editor.
func (f fixture) editor(l locale.Tag, id content.PostID) string {
	return f.admin(l, "posts", strconv.FormatInt(int64(id), 10))
}

// public returns the address of an article for readers.
func (s studio) public(l locale.Tag, slug string) string {
	return s.urls.Abs(s.urls.Work(l, content.Article, slug))
}

// writer signs somebody in who may do everything, in a browser of their own.
func (s studio) writer(t *testing.T, name string, settings ...setting) *tab {
	t.Helper()
	b := newTab(t, settings...)
	b.signIn(s.fixture, "en-US", s.person(t, name, account.Admin))
	return b
}

// path returns the path of a page of the admin.
func (f fixture) path(l locale.Tag, parts ...string) string { return f.urls.Admin(l, parts...) }

// quote writes a string as JavaScript does.
func quote(s string) string { return strconv.Quote(s) }

// number writes a number.
func number(n int) string { return strconv.Itoa(n) }
