package web_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"verso/internal/web"
)

// A wire is a listener whose connections are in memory, so that time in a
// bubble is the only time there is.
type wire struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (w *wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error {
	w.once.Do(func() { close(w.closed) })
	return nil
}

func (w *wire) Addr() net.Addr { return &net.TCPAddr{} }

// dial returns the reader's end of a new connection.
func (w *wire) dial() (net.Conn, error) {
	reader, server := net.Pipe()
	select {
	case w.conns <- server:
		return reader, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

// A running is a server at work.
type running struct {
	*wire
	stop context.CancelFunc
	done chan error // what Serve returns
}

func start(t *testing.T, h http.HandlerFunc) *running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	s := &running{&wire{conns: make(chan net.Conn), closed: make(chan struct{})}, stop, make(chan error, 1)}
	go func() { s.done <- web.Serve(ctx, s.wire, h, slog.New(slog.DiscardHandler)) }()
	return s
}

// send opens a connection and writes text to it, reading nothing.
func (s *running) send(t *testing.T, text string) net.Conn {
	t.Helper()
	conn, err := s.dial()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	return conn
}

// end stops the server, which must have nothing to complain about.
func (s *running) end(t *testing.T) {
	t.Helper()
	s.stop()
	if err := <-s.done; err != nil {
		t.Errorf("Serve = %v, want nil", err)
	}
}

const request = "GET / HTTP/1.1\r\nHost: ex.test\r\n\r\n"

func TestStopFinishesWhatIsInFlight(t *testing.T) { // R5
	synctest.Test(t, func(t *testing.T) {
		s := start(t, func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(5 * time.Second)
			if r.Context().Err() == nil {
				_, _ = io.WriteString(w, "whole")
			}
		})
		conn := s.send(t, request)
		synctest.Wait()
		s.stop()
		synctest.Wait()
		if _, err := s.dial(); !errors.Is(err, net.ErrClosed) {
			t.Errorf("a new connection while stopping: %v, want it refused", err)
		}
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatalf("the request in flight: %v", err)
		}
		defer answer.Body.Close()
		if body, err := io.ReadAll(answer.Body); err != nil || string(body) != "whole" {
			t.Errorf("the request in flight got %q, %v, want all of it", body, err)
		}
		if err := <-s.done; err != nil {
			t.Errorf("Serve = %v, want nil", err)
		}
	})
}

func TestStopDoesNotWaitForever(t *testing.T) { // R5
	synctest.Test(t, func(t *testing.T) {
		s := start(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		conn := s.send(t, request)
		defer conn.Close()
		synctest.Wait()
		begin := time.Now()
		s.stop()
		if err := <-s.done; err != nil {
			t.Errorf("Serve = %v, want nil", err)
		}
		if took := time.Since(begin); took < time.Second || took > 10*time.Second {
			t.Errorf("stopping took %v, want at most 10 s, and a while for requests in flight", took)
		}
	})
}

func TestListenerThatFailsIsAnError(t *testing.T) {
	s := start(t, nil)
	_ = s.wire.Close()
	if err := <-s.done; err == nil {
		t.Error("Serve on a closed listener: no error")
	}
	s.stop()
}

func TestSlowConnectionsAreClosed(t *testing.T) { // T29
	for _, test := range []struct {
		name    string
		text    string
		limit   time.Duration
		handler http.HandlerFunc
	}{
		{"a header that never ends", "GET / HTTP/1.1\r\nHost: ex.test\r\n", 5 * time.Second, nil},
		{"a body that never comes", "POST / HTTP/1.1\r\nHost: ex.test\r\nContent-Length: 9\r\n\r\n", 15 * time.Second,
			func(w http.ResponseWriter, r *http.Request) {
				if _, err := io.ReadAll(r.Body); err == nil {
					t.Error("the body was read to its end")
				}
				w.Header().Set("Connection", "close")
			}},
		{"a reader that does not read", request, 30 * time.Second,
			func(w http.ResponseWriter, _ *http.Request) {
				if _, err := w.Write(make([]byte, 1<<20)); err == nil {
					t.Error("a megabyte was written to nobody")
				}
			}},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := start(t, test.handler)
				begin := time.Now()
				conn := s.send(t, test.text)
				defer conn.Close()
				if test.name == "a reader that does not read" {
					time.Sleep(test.limit + time.Millisecond)
				}
				_, _ = io.Copy(io.Discard, conn) // ends when the server closes
				if took := time.Since(begin); took < test.limit || took > test.limit+time.Second {
					t.Errorf("closed after %v, want %v", took, test.limit)
				}
				s.end(t)
			})
		})
	}
}

func TestIdleConnectionIsClosed(t *testing.T) { // T29
	synctest.Test(t, func(t *testing.T) {
		s := start(t, func(http.ResponseWriter, *http.Request) {})
		begin := time.Now()
		conn := s.send(t, request)
		_, _ = io.Copy(io.Discard, conn)
		if took := time.Since(begin); took != 2*time.Minute {
			t.Errorf("an idle connection was closed after %v, want 2 min", took)
		}
		s.end(t)
	})
}

func TestRequestsThatCanBeReadTwoWaysAreRefused(t *testing.T) { // T12, T21, T30, T35
	h := func(http.ResponseWriter, *http.Request) { t.Error("the handler was reached") }
	for _, test := range []struct {
		name, text, want string
	}{
		{"two lengths", "POST / HTTP/1.1\r\nHost: ex.test\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400"},
		{"no host", "GET / HTTP/1.1\r\n\r\n", "400"},
		{"two hosts", "GET / HTTP/1.1\r\nHost: ex.test\r\nHost: evil.test\r\n\r\n", "400"},
		{"NUL in a field", "GET / HTTP/1.1\r\nHost: ex.test\r\nX-A: a\x00b\r\n\r\n", "400"},
		{"CR in a field", "GET / HTTP/1.1\r\nHost: ex.test\r\nX-A: a\rb\r\n\r\n", "400"},
		{"space before the colon", "GET / HTTP/1.1\r\nHost: ex.test\r\nX-A : a\r\n\r\n", "400"},
		{"5,000 cookies", "GET / HTTP/1.1\r\nHost: ex.test\r\nCookie: a=" + strings.Repeat("b; a=", 5000) + "\r\n\r\n", "431"},
		{"40 kB of header", "GET / HTTP/1.1\r\nHost: ex.test\r\nX-A: " + strings.Repeat("a", 40<<10) + "\r\n\r\n", "431"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := start(t, h)
				conn, err := s.dial()
				if err != nil {
					t.Fatal(err)
				}
				go func() { _, _ = io.WriteString(conn, test.text) }() // refused before its end
				status, err := bufio.NewReader(conn).ReadString('\n')
				if err != nil || !strings.HasPrefix(status, "HTTP/1.1 "+test.want) {
					t.Errorf("answer %q, %v, want %s", status, err, test.want)
				}
				_ = conn.Close()
				s.end(t)
			})
		})
	}
}
