package web_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"verso/internal/web"
	"verso/internal/web/view"
)

// page answers with a body that is longer than net/http's buffer.
func page(w http.ResponseWriter, r *http.Request) {
	view.Send(w, r, http.StatusOK, view.Meta{Language: "en-US"}, bytes.Repeat([]byte("<p>text"), 4000))
}

// A counter counts the writes to the connections that it accepts.
type counter struct {
	net.Listener
	writes atomic.Int64
}

func (l *counter) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return countedConn{c, &l.writes}, err
}

type countedConn struct {
	net.Conn
	writes *atomic.Int64
}

func (c countedConn) Write(p []byte) (int, error) {
	c.writes.Add(1)
	return c.Conn.Write(p)
}

func TestAPageGoesOutWholeInOneWrite(t *testing.T) {
	s := httptest.NewUnstartedServer(nil)
	ln := &counter{Listener: s.Listener}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- web.Serve(ctx, ln, http.HandlerFunc(page), slog.New(slog.DiscardHandler)) }()
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(conn)
	const pages = 3 // on one connection
	for range pages {
		if _, err := io.WriteString(conn, request); err != nil {
			t.Fatal(err)
		}
		answer, err := http.ReadResponse(reader, nil)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(answer.Body); err != nil || int64(len(body)) != answer.ContentLength || len(body) < 16<<10 {
			t.Errorf("%d bytes of %d, %v, want a long page whole", len(body), answer.ContentLength, err)
		}
		_ = answer.Body.Close()
	}
	if n := ln.writes.Load(); n != pages {
		t.Errorf("%d pages went out in %d writes, want one each", pages, n)
	}
	_ = conn.Close()
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A server that stops closes connections while they are written to; what is
// held back belongs to the writer alone (found by the race detector).
func TestAConnectionMayBeClosedWhileItIsWrittenTo(t *testing.T) {
	client, server := net.Pipe()
	conn, err := web.JoinWrites(server)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, client) }()
	writing, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		head, body := []byte("HTTP/1.1 200 OK\r\n\r\n"), make([]byte, 4<<10)
		for i := range 1000 {
			conn.Expect(len(body))
			_, _ = conn.Write(head)
			_, _ = conn.Write(body)
			if i == 10 {
				close(writing)
			}
		}
	}()
	<-writing
	time.Sleep(time.Millisecond)
	_ = conn.Close()
	<-stopped
}
