package server_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/server"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
	"verso/migrations"
	"verso/templates"
)

// A link is a network between the site and its database that can fail.
type link struct {
	listener net.Listener
	target   string
	mu       sync.Mutex
	conns    []net.Conn
	cut      bool
	frozen   chan struct{} // open while nothing passes
}

func newLink(t *testing.T, target string) *link {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &link{listener: listener, target: target}
	go l.accept()
	t.Cleanup(func() { listener.Close(); l.set(true, false); l.heal() })
	return l
}

func (l *link) accept() {
	for {
		c, err := l.listener.Accept()
		if err != nil {
			return
		}
		l.mu.Lock()
		cut := l.cut
		l.mu.Unlock()
		if cut {
			c.Close()
			continue
		}
		back, err := net.Dial("tcp", l.target)
		if err != nil {
			c.Close()
			continue
		}
		l.mu.Lock()
		l.conns = append(l.conns, c, back)
		l.mu.Unlock()
		go l.pass(c, back)
		go l.pass(back, c)
	}
}

// pass copies bytes while the link is whole.
func (l *link) pass(to, from net.Conn) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		l.mu.Lock()
		frozen := l.frozen
		l.mu.Unlock()
		if frozen != nil {
			<-frozen
		}
		if _, werr := to.Write(buffer[:n]); err != nil || werr != nil {
			return
		}
	}
}

// set cuts every connection, or lets nothing through any more without a word.
func (l *link) set(cut, freeze bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = cut
	if freeze {
		l.frozen = make(chan struct{})
	}
	if cut {
		for _, c := range l.conns {
			c.Close()
		}
		l.conns = nil
	}
}

func (l *link) heal() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = false
	if l.frozen != nil {
		close(l.frozen)
		l.frozen = nil
	}
}

// A distant site reaches its database over a link.
type distant struct {
	*httptest.Server
	link *link
	db   *store.DB // beside the link
}

func newDistant(t *testing.T) distant {
	t.Helper()
	address := storetest.PostgresURL(t)
	beside, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { beside.Close() })
	if err := beside.Migrate(t.Context(), migrations.FS); err != nil {
		t.Fatal(err)
	}
	contract(t, beside)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l := newLink(t, u.Host)
	u.Host = l.listener.Addr().String()
	db, err := store.Open(t.Context(), u.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s, err := server.New(t.Context(), server.Config{
		DB: db, Origin: "https://ex.test", Cache: 8 << 20, Memory: server.DefaultMemory,
		Files: server.Files{Templates: templates.FS, Static: assets(), Locales: locales.FS},
		Log:   slog.New(slog.DiscardHandler), Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); s.Run(ctx) }()
	front := httptest.NewServer(s)
	t.Cleanup(func() { l.heal(); stop(); <-done; front.Close() })
	return distant{front, l, beside}
}

// An answer is what came back for a path, and how long it took.
type answer struct {
	code   int
	header http.Header
	body   string
	took   time.Duration
}

// ask returns the answer for a path.
func (d distant) ask(t *testing.T, path string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "ex.test"
	start := time.Now()
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(body), time.Since(start)}
}

// until asks again until the answer pleases.
func (d distant) until(t *testing.T, path string, pleases func(answer) bool) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		a := d.ask(t, path)
		if pleases(a) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s still answers %d after 20 s", path, a.code)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// Trust R2: with the database away, readers keep reading.
func TestReadersKeepReadingWhileTheDatabaseIsAway(t *testing.T) {
	storetest.RunPostgres(t, func(t *testing.T) {
		for name, fail := range map[string]func(*link){
			"cut":    func(l *link) { l.set(true, false) },
			"silent": func(l *link) { l.set(false, true) },
		} {
			t.Run(name, func(t *testing.T) {
				d := newDistant(t)
				d.ask(t, "/en-us/articles/hello-world")
				fail(d.link)
				d.until(t, "/en-us/articles/hello-world", func(a answer) bool { return a.header.Get("Warning") != "" })

				finished := d.ask(t, "/en-us/articles/hello-world")
				age, err := strconv.Atoi(finished.header.Get("Age"))
				if finished.code != http.StatusOK || finished.body == "" || err != nil || age < 0 {
					t.Errorf("a finished page: %d, Age %q, want 200 with its age", finished.code, finished.header.Get("Age"))
				}
				other := d.ask(t, "/en-us/articles/third")
				if other.code != http.StatusServiceUnavailable || other.header.Get("Retry-After") == "" {
					t.Errorf("a page not finished: %d, Retry-After %q, want 503 with one", other.code, other.header.Get("Retry-After"))
				}
				t.Logf("503 after %v", other.took)
				for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusServiceUnavailable} {
					if got := d.ask(t, path).code; got != want {
						t.Errorf("%s: %d, want %d", path, got, want)
					}
				}

				d.link.heal()
				d.until(t, "/en-us/articles/third", func(a answer) bool { return a.code == http.StatusOK })
				d.until(t, "/readyz", func(a answer) bool { return a.code == http.StatusOK })
			})
		}
	})
}

// Trust R12: what was published while no notice came through shows after it.
func TestNothingStaysOldAfterTheLinkIsBack(t *testing.T) {
	storetest.RunPostgres(t, func(t *testing.T) {
		d := newDistant(t)
		d.ask(t, "/en-us/articles/hello-world")
		rename := func(title string) {
			storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) error {
				p, err := tx.PostBySlug(ctx, en, content.Article, "hello-world")
				if err != nil {
					return err
				}
				p.Title = title
				_, err = tx.SavePost(ctx, p)
				return err
			})
		}
		shows := func(title string) func(answer) bool {
			return func(a answer) bool { return strings.Contains(a.body, title) }
		}
		rename("Told by a notice")
		d.until(t, "/en-us/articles/hello-world", shows("Told by a notice"))
		d.link.set(true, false)
		rename("Published meanwhile")
		d.link.heal()
		d.until(t, "/en-us/articles/hello-world", shows("Published meanwhile"))
	})
}
