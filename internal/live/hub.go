// Package live tells the open pages of one process what has changed.
package live

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// ErrFull is the refusal of one stream too many (trust T31).
var ErrFull = errors.New("too many open streams")

// Limits bound the open streams: each is a connection and a goroutine.
type Limits struct{ Total, PerPerson, PerAddress int }

// DefaultLimits leave room for a newsroom behind one address, and for the
// readers of the site beside it.
func DefaultLimits() Limits { return Limits{Total: 4096, PerPerson: 64, PerAddress: 2048} }

// A Hub passes on what changed to every open stream. A stream that is slow
// loses nothing and holds up nobody: what it has not yet sent is one set of
// names, however often they change.
type Hub struct {
	limits Limits

	mu        sync.Mutex
	streams   map[*Stream]struct{}
	persons   map[int64]int
	addresses map[string]int
	closed    bool
}

// New returns a hub.
func New(l Limits) *Hub {
	return &Hub{limits: l, streams: map[*Stream]struct{}{}, persons: map[int64]int{}, addresses: map[string]int{}}
}

// A Stream is one open page, or several of one browser.
type Stream struct {
	hub     *Hub
	person  int64
	address string
	wake    chan struct{}

	mu      sync.Mutex
	version int64
	keys    map[string]struct{}
	over    bool
}

// An Event is what has changed since the last one, up to a version of the site.
type Event struct {
	Version int64
	Keys    []string // in order
}

// Open adds a stream of a person at an address, or returns ErrFull.
func (h *Hub) Open(person int64, address string) (*Stream, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	full := len(h.streams) >= h.limits.Total || h.persons[person] >= h.limits.PerPerson || h.addresses[address] >= h.limits.PerAddress
	if h.closed || full {
		return nil, ErrFull
	}
	s := &Stream{hub: h, person: person, address: address, wake: make(chan struct{}, 1), keys: map[string]struct{}{}}
	h.streams[s] = struct{}{}
	h.persons[person]++
	h.addresses[address]++
	return s, nil
}

// Close ends a stream. Closing twice is harmless.
func (s *Stream) Close() {
	h := s.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, open := h.streams[s]; !open {
		return
	}
	delete(h.streams, s)
	less(h.persons, s.person)
	less(h.addresses, s.address)
	s.end()
}

// less counts one less, and forgets who has none.
func less[K comparable](counts map[K]int, k K) {
	if counts[k]--; counts[k] == 0 {
		delete(counts, k)
	}
}

// end wakes who waits for the stream, for the last time.
func (s *Stream) end() {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.poke()
}

// Publish tells every stream what changed with a version of the site.
func (h *Hub) Publish(version int64, keys []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.streams {
		s.Add(version, keys)
	}
}

// Add tells one stream what changed with a version of the site.
func (s *Stream) Add(version int64, keys []string) {
	s.mu.Lock()
	s.version = max(s.version, version)
	for _, key := range keys {
		s.keys[key] = struct{}{}
	}
	s.mu.Unlock()
	s.poke()
}

func (s *Stream) poke() {
	select {
	case s.wake <- struct{}{}:
	default: // it is awake already
	}
}

// Wake receives when there may be something to Take.
func (s *Stream) Wake() <-chan struct{} { return s.wake }

// Take returns what changed since it was last called; ok is false when the
// stream is over.
func (s *Stream) Take() (e Event, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key := range s.keys {
		e.Keys = append(e.Keys, key)
	}
	slices.Sort(e.Keys)
	e.Version = s.version
	clear(s.keys)
	return e, !s.over
}

// Streams returns how many streams are open.
func (h *Hub) Streams() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.streams)
}

// Run closes every stream when ctx ends, so that a server that stops does not
// wait for pages to be left (trust R5).
func (h *Hub) Run(ctx context.Context) {
	<-ctx.Done()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for s := range h.streams {
		s.end()
	}
}
