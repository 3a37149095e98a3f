package admin_test

import (
	"bufio"
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/live"
	"verso/internal/server"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web"
)

// listen serves the world on a real connection and returns its address.
func (w *world) listen() string {
	w.t.Helper()
	ln, err := new(net.ListenConfig).Listen(w.t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(w.t.Context())
	done := make(chan error, 1)
	go func() { done <- web.Serve(ctx, ln, w.handler, slog.New(slog.DiscardHandler)) }()
	w.t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			w.t.Error(err)
		}
	})
	return "http://" + ln.Addr().String()
}

// A stream is what one person hears.
type stream struct {
	t     *testing.T
	res   *http.Response
	lines *bufio.Scanner
	close context.CancelFunc
}

// open opens a stream; last is the event that the browser says it saw last.
func (w *world) open(base, secret, last string) *stream {
	w.t.Helper()
	ctx, stop := context.WithCancel(w.t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/en-us/admin/events", nil)
	if err != nil {
		w.t.Fatal(err)
	}
	r.Host = "ex.test"
	r.Header.Set("Cookie", "__Host-session="+secret)
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	client := &http.Transport{DisableKeepAlives: true}
	res, err := client.RoundTrip(r) //nolint:bodyclose // the stream does, when the test is over
	if err != nil {
		w.t.Fatal(err)
	}
	s := &stream{w.t, res, bufio.NewScanner(res.Body), func() { stop(); res.Body.Close() }}
	w.t.Cleanup(s.close)
	if res.StatusCode == http.StatusOK && (!s.lines.Scan() || !strings.HasPrefix(s.lines.Text(), "retry: ")) {
		w.t.Fatalf("the stream begins with %q", s.lines.Text())
	}
	return s
}

// next returns the keys of the next event.
func (s *stream) next() (keys []string) {
	s.t.Helper()
	for s.lines.Scan() {
		if data, ok := strings.CutPrefix(s.lines.Text(), "data: "); ok {
			if err := json.Unmarshal([]byte(data), &keys); err != nil {
				s.t.Errorf("%q: %v", data, err)
			}
			return keys
		}
	}
	s.t.Error("the stream has ended")
	return nil
}

// edit changes a post, and so tells everybody who may know of it.
func (w *world) edit(p content.Post) {
	w.t.Helper()
	storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) error {
		now, err := tx.Post(ctx, p.ID)
		if err == nil {
			now.Title += "."
			_, err = tx.SavePost(ctx, now)
		}
		return err
	})
}

// T31, matrix: a stream tells nobody of drafts that they may not read, and
// holds no word of any.
func TestAStreamTellsOfWhatOneMayRead(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		base := w.listen()
		author := w.people[account.Author]
		own, others, french := w.draft(author, true, en), w.draft(author, false, de), w.draft(author, false, fr, en)
		name := func(p content.Post) string { return "admin:post:" + strconv.FormatInt(int64(p.ID), 10) }
		for role, want := range map[account.Role][]string{
			account.Author:     {name(own)},
			account.Translator: {name(french)},
			account.Editor:     {name(own), name(others), name(french)},
		} {
			s := w.open(base, w.secrets[role], "")
			heard := map[string]bool{}
			for _, p := range []content.Post{own, others, french} {
				w.edit(p)
				for _, key := range s.next() {
					heard[key] = true
				}
			}
			for _, p := range []content.Post{own, others, french} {
				if got := heard[name(p)]; got != slices.Contains(want, name(p)) {
					t.Errorf("%s hears of %s in %s: %v", role, name(p), p.Locale, got)
				}
			}
			s.close()
		}
	})
}

// T31: who comes back hears what they missed; of what they cannot have heard
// they hear nothing, and the stream goes on from now.
func TestAStreamGoesOnWhereItStopped(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		base, secret := w.listen(), w.secrets[account.Admin]
		missed, later := w.draft(account.User{}, false, en), w.draft(account.User{}, false, en)
		version, err := db.SiteVersion(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		w.edit(missed)
		hears := func(last string) bool {
			s := w.open(base, secret, last)
			defer s.close()
			w.edit(later)
			return slices.Contains(s.next(), "admin:post:"+strconv.FormatInt(int64(missed.ID), 10))
		}
		if !hears(strconv.FormatInt(version, 10)) {
			t.Error("who comes back does not hear what they missed")
		}
		for _, last := range []string{"x", "0", "-1", "1e9", "1; DROP TABLE posts", "٣", strings.Repeat("9", 30), strings.Repeat("9", 8000), "9223372036854775807"} {
			if hears(last) {
				t.Errorf("Last-Event-ID %.20q tells of what was before", last)
			}
		}
	})
}

// T31: one stream too many is refused, and pages are answered all the same; a
// page that is left makes room, and leaves nothing behind.
func TestStreamsAreBoundedAndLeaveNothingBehind(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		const most = 100
		w := newWorld(t, db, func(cfg *server.Config) {
			cfg.Streams = live.Limits{Total: most, PerPerson: most, PerAddress: most}
		})
		base, secret := w.listen(), w.secrets[account.Admin]
		w.open(base, secret, "").close() // what is made once is there
		goroutines, files := runtime.NumGoroutine(), openFiles(t)
		for range 2 {
			var streams []*stream
			for range most {
				s := w.open(base, secret, "")
				if s.res.StatusCode != http.StatusOK {
					t.Fatalf("a stream that there is room for: %d", s.res.StatusCode)
				}
				streams = append(streams, s)
			}
			tooMany := w.open(base, secret, "")
			if tooMany.res.StatusCode != http.StatusServiceUnavailable || tooMany.res.Header.Get("Retry-After") == "" {
				t.Errorf("one too many: %d, Retry-After %q, want 503 with one", tooMany.res.StatusCode, tooMany.res.Header.Get("Retry-After"))
			}
			tooMany.close()
			if got := w.do(call{method: http.MethodGet, path: "/en-us/admin", secret: secret}).Code; got != http.StatusOK {
				t.Errorf("a page beside the streams: %d, want 200", got)
			}
			for _, s := range streams {
				s.close()
			}
			deadline := time.Now().Add(30 * time.Second)
			for runtime.NumGoroutine() > goroutines || openFiles(t) > files {
				if time.Now().After(deadline) {
					t.Fatalf("%d goroutines and %d files are left, before it were %d and %d", runtime.NumGoroutine(), openFiles(t), goroutines, files)
				}
				time.Sleep(5 * time.Millisecond)
			}
		}
	})
}

// openFiles returns how many files this process has open, or 0 where nothing
// tells.
func openFiles(t *testing.T) int {
	t.Helper()
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(files)
}
