package admin

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"verso/internal/account"
	"verso/internal/live"
	"verso/internal/policy"
)

// rightsCheck is how often the rights to the open streams are looked at: those
// that are taken away end a stream within five seconds (T3).
const rightsCheck = 4 * time.Second

// A watchman ends the streams of people whose rights have changed, for the
// browser to come back with those of then. However many streams are open, one
// goroutine asks one question for all of them; while none is, nobody asks.
type watchman struct {
	holders func(ctx context.Context, secrets []string) (map[string]account.User, error)

	mu      sync.Mutex
	streams map[*live.Stream]holding
	leave   context.CancelFunc // ends the rounds; nil while there are none
}

// A holding is the right by which somebody holds a stream.
type holding struct {
	secret string // of their session
	who    account.User
}

// enter has the watchman look after a stream until leave is called.
func (w *watchman) enter(s *live.Stream, secret string, who account.User) (leave func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.streams[s] = holding{secret, who}
	if w.leave == nil {
		var ctx context.Context
		ctx, w.leave = context.WithCancel(context.Background())
		go w.rounds(ctx)
	}
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.streams, s)
		if len(w.streams) == 0 {
			w.leave()
			w.leave = nil
		}
	}
}

// rounds looks at every stream again and again until ctx ends.
func (w *watchman) rounds(ctx context.Context) {
	tick := time.NewTicker(rightsCheck)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.look(ctx)
		}
	}
}

// look ends the streams whose holders have other rights than they came with.
// While the database is away nobody's rights are known to have changed.
func (w *watchman) look(ctx context.Context) {
	w.mu.Lock()
	open := maps.Clone(w.streams)
	w.mu.Unlock()
	secrets := map[string]struct{}{}
	for _, h := range open {
		secrets[h.secret] = struct{}{}
	}
	now, err := w.holders(ctx, slices.Collect(maps.Keys(secrets)))
	if err != nil {
		return
	}
	for s, h := range open {
		if u := now[h.secret]; u.ID != h.who.ID || u.Role != h.who.Role || !slices.Equal(u.Grants, h.who.Grants) || !policy.Allows(u, policy.Enter, policy.Object{}) {
			s.Close()
		}
	}
}
