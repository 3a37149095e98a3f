package web

import (
	"bytes"
	"context"
	"net"

	"verso/internal/web/view"
)

// net/http sends an answer that is longer than its buffer of 4 kB in two
// writes, and the second costs a third of the whole request
// (docs/performance.md). A conn that knows how long the body will be joins
// them.

// A listener hands out connections that can join writes.
type listener struct{ net.Listener }

// Accept waits for the next connection.
func (l listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &conn{Conn: c}, nil
}

// A conn holds back what is written until an expected answer is whole. One
// goroutine at a time writes to it, as net/http does.
type conn struct {
	net.Conn
	body int    // length of the body that is expected, in bytes; 0 for none
	held []byte // what has been written of the answer
}

// withConn returns the context of a connection's requests: what is sent tells
// the connection its length.
func withConn(ctx context.Context, c net.Conn) context.Context {
	if c, ok := c.(*conn); ok {
		return view.WithExpect(ctx, c.expect)
	}
	return ctx
}

// expect says that an answer with a body of n bytes follows.
func (c *conn) expect(n int) {
	if n > minJoined && n <= maxHeld {
		c.body = n
	}
}

// Answers shorter than net/http's buffer go out in one write anyway; those too
// long to hold are written as they come.
const (
	minJoined = 2 << 10
	maxHeld   = 1 << 20
)

// Write holds p back while an answer is expected and not whole.
func (c *conn) Write(p []byte) (int, error) {
	if c.body == 0 {
		return c.Conn.Write(p)
	}
	c.held = append(c.held, p...)
	head := bytes.Index(c.held, []byte("\r\n\r\n"))
	if head < 0 || len(c.held) < head+4+c.body {
		return len(p), nil
	}
	if err := c.flush(); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (c *conn) flush() error {
	_, err := c.Conn.Write(c.held)
	c.body = 0
	if cap(c.held) > 64<<10 {
		c.held = nil
	}
	c.held = c.held[:0]
	return err
}

// Close sends what is still held, as when an answer was cut short, and closes.
func (c *conn) Close() error {
	if len(c.held) > 0 {
		_ = c.flush() // the reader may have left
	}
	return c.Conn.Close()
}
