package web_test

import (
	"errors"
	"net"
	"os"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"verso/internal/web"
)

// A timed connection counts how often its deadlines are moved.
type timed struct {
	net.Conn
	moved atomic.Int64
}

func (c *timed) SetReadDeadline(t time.Time) error {
	c.moved.Add(1)
	return c.Conn.SetReadDeadline(t)
}

func (c *timed) SetWriteDeadline(t time.Time) error {
	c.moved.Add(1)
	return c.Conn.SetWriteDeadline(t)
}

// patient returns a connection of the server and the reader's end of it.
func patient(t *testing.T) (server net.Conn, below *timed, reader net.Conn) {
	t.Helper()
	near, far := net.Pipe()
	below = &timed{Conn: near}
	t.Cleanup(func() { near.Close(); far.Close() })
	return web.Patient(below), below, far
}

func TestADeadlineThatMovesOnCostsNoTimer(t *testing.T) { // performance target 1
	synctest.Test(t, func(t *testing.T) {
		c, below, reader := patient(t)
		go func() {
			for range 100 {
				_, _ = reader.Write([]byte("a"))
			}
		}()
		for range 100 {
			_ = c.SetReadDeadline(time.Now().Add(time.Minute))
			_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
			if _, err := c.Read(make([]byte, 1)); err != nil {
				t.Fatal(err)
			}
		}
		if n := below.moved.Load(); n != 1 {
			t.Errorf("200 deadlines moved the connection's %d times, want once", n)
		}
	})
}

func TestReadsEndAtTheDeadlineThatWasSetLast(t *testing.T) { // T29
	for _, test := range []struct {
		name string
		set  []time.Duration // from the beginning, each before the read
		late time.Duration   // set while the read waits; 0: none
		want time.Duration
	}{
		{"one", []time.Duration{5 * time.Second}, 0, 5 * time.Second},
		{"moved on", []time.Duration{5 * time.Second, 15 * time.Second}, 0, 15 * time.Second},
		{"moved back", []time.Duration{time.Minute, 5 * time.Second}, 0, 5 * time.Second},
		{"moved back while it waits", []time.Duration{time.Minute}, 7 * time.Second, 7 * time.Second},
		{"moved on while it waits", []time.Duration{5 * time.Second}, time.Minute, time.Minute},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _, _ := patient(t)
				began := time.Now()
				for _, d := range test.set {
					_ = c.SetReadDeadline(began.Add(d))
				}
				if test.late > 0 {
					time.AfterFunc(time.Second, func() { _ = c.SetReadDeadline(began.Add(test.late)) })
				}
				_, err := c.Read(make([]byte, 1))
				if took := time.Since(began); !errors.Is(err, os.ErrDeadlineExceeded) || took != test.want {
					t.Errorf("the read ended after %v with %v, want %v and a deadline", took, err, test.want)
				}
			})
		})
	}
}

func TestADeadlineInThePastEndsReadsUntilItIsLifted(t *testing.T) { // as net/http takes its background read back
	synctest.Test(t, func(t *testing.T) {
		c, _, reader := patient(t)
		past := time.Unix(1, 0)
		time.AfterFunc(time.Second, func() { _ = c.SetReadDeadline(past) })
		for range 2 { // one that waits, one that begins later
			if _, err := c.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Fatalf("a read past its deadline: %v", err)
			}
		}
		_ = c.SetReadDeadline(time.Time{})
		time.AfterFunc(time.Hour, func() { _, _ = reader.Write([]byte("a")) })
		if n, err := c.Read(make([]byte, 1)); n != 1 || err != nil {
			t.Errorf("a read without a deadline: %d, %v, want what comes an hour later", n, err)
		}
	})
}

func TestAWriteGoesOnWhereAnOldDeadlineStoppedIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _, reader := patient(t)
		_ = c.SetWriteDeadline(time.Now().Add(5 * time.Second))
		go func() { _, _ = reader.Read(make([]byte, 2)) }()
		if _, err := c.Write([]byte("ab")); err != nil {
			t.Fatal(err)
		}
		_ = c.SetWriteDeadline(time.Now().Add(time.Minute))
		read := make([]byte, 6)
		go func() { // slower than the first deadline
			for i := range 3 {
				time.Sleep(4 * time.Second)
				_, _ = reader.Read(read[2*i : 2*i+2])
			}
		}()
		n, err := c.Write([]byte("abcdef"))
		if n != 6 || err != nil || string(read) != "abcdef" {
			t.Errorf("wrote %d bytes, %v, and %q arrived, want abcdef", n, err, read)
		}
		began := time.Now()
		if _, err := c.Write([]byte("to nobody")); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("a write to nobody: %v after %v, want a deadline", err, time.Since(began))
		}
	})
}
