package live_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"verso/internal/live"
)

// T31: a reader that is slow gets everything at once, later, and holds up
// nobody.
func TestASlowStreamLosesNothing(t *testing.T) {
	hub := live.New(live.DefaultLimits())
	s, err := hub.Open(1, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 1000 {
		hub.Publish(int64(i), []string{"admin:posts", "admin:messages"})
	}
	hub.Publish(7, []string{"admin:tags"})
	<-s.Wake()
	got, ok := s.Take()
	if !ok || got.Version != 999 || !slices.Equal(got.Keys, []string{"admin:messages", "admin:posts", "admin:tags"}) {
		t.Errorf("Take = %+v, %v", got, ok)
	}
	if again, ok := s.Take(); !ok || len(again.Keys) > 0 {
		t.Errorf("a second Take = %+v, %v, want nothing", again, ok)
	}
}

// T31: one stream too many is refused, in all, for a person, at an address;
// a closed one makes room.
func TestStreamsAreBounded(t *testing.T) {
	hub := live.New(live.Limits{Total: 3, PerPerson: 2, PerAddress: 2})
	open := func(person int64, address string) *live.Stream {
		t.Helper()
		s, err := hub.Open(person, address)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := open(1, "a")
	open(1, "b")
	if _, err := hub.Open(1, "c"); !errors.Is(err, live.ErrFull) {
		t.Errorf("a third stream of a person: %v", err)
	}
	open(2, "a")
	if _, err := hub.Open(3, "a"); !errors.Is(err, live.ErrFull) {
		t.Errorf("a third stream at an address: %v", err)
	}
	if _, err := hub.Open(4, "d"); !errors.Is(err, live.ErrFull) {
		t.Errorf("a fourth stream: %v", err)
	}
	first.Close()
	first.Close()
	if hub.Streams() != 2 {
		t.Errorf("%d streams are open, want 2", hub.Streams())
	}
	open(5, "a")
}

// R5: a server that stops ends its streams and opens no others.
func TestStreamsEndWithTheServer(t *testing.T) {
	hub := live.New(live.DefaultLimits())
	s, err := hub.Open(1, "a")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var run sync.WaitGroup
	run.Go(func() { hub.Run(ctx) })
	stop()
	run.Wait()
	<-s.Wake()
	if _, ok := s.Take(); ok {
		t.Error("the stream is not over")
	}
	if _, err := hub.Open(1, "a"); !errors.Is(err, live.ErrFull) {
		t.Errorf("a stream of a server that stops: %v", err)
	}
}
