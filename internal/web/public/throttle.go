package public

import (
	"net/netip"
	"sync"
	"time"
)

// A reader may send this many messages in a window (trust T39).
const (
	throttleLimit  = 5
	throttleWindow = time.Minute
	throttlePeers  = 10_000 // addresses remembered at once
)

// A throttle counts what each address sent in its current window.
type throttle struct {
	now    func() time.Time
	limit  int
	length time.Duration
	mu     sync.Mutex
	peers  map[string]window
}

type window struct {
	ends time.Time
	sent int
}

func newThrottle(now func() time.Time, limit int, length time.Duration) *throttle {
	return &throttle{now: now, limit: limit, length: length, peers: map[string]window{}}
}

// allow counts one message from an address; once there were too many it says
// how long to wait.
func (t *throttle) allow(ip string) (wait time.Duration, ok bool) {
	peer := network(ip)
	now := t.now()
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.peers) >= throttlePeers {
		t.forget(now)
	}
	w := t.peers[peer]
	if !now.Before(w.ends) {
		w = window{ends: now.Add(t.length)}
	}
	if w.sent >= t.limit {
		return w.ends.Sub(now), false
	}
	w.sent++
	t.peers[peer] = w
	return 0, true
}

// forget drops the windows that have ended, and all of them when none has:
// memory is bounded before fairness.
func (t *throttle) forget(now time.Time) {
	for peer, w := range t.peers {
		if !now.Before(w.ends) {
			delete(t.peers, peer)
		}
	}
	if len(t.peers) >= throttlePeers {
		clear(t.peers)
	}
}

// loopback reports whether an address is that of the machine itself: then it is
// nobody's, but the operator's or that of a proxy that does not say for whom it
// asks.
func loopback(ip string) bool {
	addr, err := netip.ParseAddr(ip)
	return err == nil && addr.Unmap().IsLoopback()
}

// network returns what one reader can be expected to have: an IPv4 address, or
// an IPv6 /64.
func network(ip string) string {
	addr, err := netip.ParseAddr(ip)
	if err != nil || addr.Unmap().Is4() {
		return ip
	}
	prefix, err := addr.Prefix(64)
	if err != nil {
		return ip
	}
	return prefix.String()
}
