package admin_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// A listener is a browser at the other end of a stream, in the time of the
// test. One that is asleep takes nothing in.
type listener struct {
	began  time.Time
	asleep bool

	mu       sync.Mutex
	header   http.Header
	heard    bytes.Buffer
	deadline time.Time
}

func (l *listener) Header() http.Header { return l.header }
func (l *listener) WriteHeader(int)     {}
func (l *listener) Flush()              {}

func (l *listener) SetWriteDeadline(t time.Time) error {
	l.deadline = t
	return nil
}

func (l *listener) Write(p []byte) (int, error) {
	if l.asleep && time.Since(l.began) > time.Second { // it fell asleep after the beginning
		time.Sleep(time.Until(l.deadline))
		return 0, os.ErrDeadlineExceeded
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.heard.Write(p)
}

func (l *listener) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.heard.String()
}

// hear opens a stream; took receives how long it lasted.
func (w *world) hear(ctx context.Context, secret string, asleep bool) (l *listener, took chan time.Duration) {
	l, took = &listener{began: time.Now(), asleep: asleep, header: http.Header{}}, make(chan time.Duration, 1)
	r := httptest.NewRequest(http.MethodGet, "https://ex.test/en-us/admin/events", nil)
	r.Header.Set("Cookie", "__Host-session="+secret)
	go func() {
		w.handler.ServeHTTP(l, r.WithContext(ctx))
		took <- time.Since(l.began)
	}()
	synctest.Wait()
	return l, took
}

// T31: a stream on which nothing happens tells that it is there, every quarter
// of a minute, for as long as somebody listens.
func TestAStreamHasAHeartbeat(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		synctest.Test(t, func(t *testing.T) {
			ctx, leave := context.WithCancel(t.Context())
			l, took := w.hear(ctx, w.secrets[account.Author], false)
			time.Sleep(10 * time.Minute)
			synctest.Wait()
			if beats := strings.Count(l.text(), "\n: "); beats < 39 || beats > 40 || strings.Contains(l.text(), "data:") {
				t.Errorf("%d signs of life in ten minutes, want one every 15 s and no event:\n%s", beats, l.text())
			}
			leave()
			if lasted := <-took; lasted != 10*time.Minute {
				t.Errorf("it lasted %v, want until it was left", lasted)
			}
		})
	})
}

// T31: who takes nothing in is dropped; the others hear everything at once.
func TestWhoTakesNothingInIsDropped(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		p := w.draft(account.User{}, false, en)
		synctest.Test(t, func(t *testing.T) {
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			_, slow := w.hear(ctx, w.secrets[account.Admin], true)
			awake, lasted := w.hear(ctx, w.secrets[account.Editor], false)
			time.Sleep(2 * time.Second)
			w.edit(p)
			synctest.Wait()
			if !strings.Contains(awake.text(), `"admin:post:`) {
				t.Errorf("beside one who sleeps, somebody hears\n%s", awake.text())
			}
			if took := <-slow; took != 12*time.Second {
				t.Errorf("who takes nothing in was dropped after %v, want 10 s after the event", took)
			}
			leave()
			<-lasted
		})
	})
}

// T3: rights that are taken away end a stream within five seconds; the browser
// comes back with those that are left.
func TestAStreamEndsWithTheRightToIt(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w, now := newWorld(t, db), storetest.Now
		save := func(change func(u *account.User)) func(context.Context, *store.Tx, account.User) error {
			return func(ctx context.Context, tx *store.Tx, u account.User) error {
				change(&u)
				return tx.SaveUser(ctx, u)
			}
		}
		for what, act := range map[string]func(context.Context, *store.Tx, account.User) error{
			"the role is taken away":   save(func(u *account.User) { u.Role = account.None }),
			"the role is another":      save(func(u *account.User) { u.Role, u.Grants = account.Author, nil }),
			"the person is disabled":   save(func(u *account.User) { u.DisabledAt = &now }),
			"a language is taken away": save(func(u *account.User) { u.Grants = nil }),
			"the person is removed":    func(ctx context.Context, tx *store.Tx, u account.User) error { return tx.RemoveUser(ctx, u.ID) },
			"the session is ended":     func(ctx context.Context, tx *store.Tx, u account.User) error { return tx.RemoveSessions(ctx, u.ID, 0) },
		} {
			u, other := w.add(account.Translator), w.add(account.Translator)
			secret, others := w.session(u), w.session(other)
			synctest.Test(t, func(t *testing.T) {
				ctx, leave := context.WithCancel(t.Context())
				_, took := w.hear(ctx, secret, false)
				_, stays := w.hear(ctx, others, false)
				time.Sleep(time.Hour + time.Second)
				storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return act(ctx, tx, u) })
				if lasted := <-took - time.Hour - time.Second; lasted > 5*time.Second {
					t.Errorf("%s: the stream goes on for %v, want 5 s at most", what, lasted)
				}
				time.Sleep(time.Hour)
				if len(stays) > 0 {
					t.Errorf("%s: somebody else's stream ended too", what)
				}
				leave()
				<-stays
			})
		}
	})
}
