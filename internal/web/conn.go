package web

import (
	"bytes"
	"context"
	"net"
	"sync"

	"verso/internal/web/view"
)

// net/http sends an answer that is longer than its buffer of 4 kB in two
// writes, and the second costs a third of the whole request
// (docs/performance.md). A conn that knows how long the body will be joins
// them.

// A listener hands out connections that can join writes.
type listener struct {
	net.Listener
	buffers *sync.Pool // of *bytes.Buffer: what conns hold answers in, so that an idle one keeps no memory
}

// joining returns ln with connections that can join writes.
func joining(ln net.Listener) listener {
	return listener{ln, &sync.Pool{New: func() any { return new(bytes.Buffer) }}}
}

// Accept waits for the next connection.
func (l listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &conn{patientConn: newPatientConn(c), buffers: l.buffers}, nil
}

// A conn holds back what is written until an expected answer is whole. What it
// holds belongs to the goroutine that answers, one at a time; Close, which may
// come from any other, leaves it alone.
type conn struct {
	*patientConn
	expects bool          // an answer is expected
	body    int           // length of its body, in bytes
	fields  []byte        // header fields to add to it
	whole   int           // its length, in bytes; 0 until its header has been written
	held    *bytes.Buffer // what has been written of it; nil when nothing is held
	buffers *sync.Pool
}

// withConn returns the context of a connection's requests: what is sent tells
// the connection its length.
func withConn(ctx context.Context, c net.Conn) context.Context {
	if c, ok := c.(*conn); ok {
		return view.WithExpect(ctx, c.expect)
	}
	return ctx
}

// expect says that an answer with a body of n bytes follows, and gives the
// header fields that were built for it before, which need not go through a map
// and be sorted and written one by one: each a line end, a name and a value.
// It returns false when the answer must bring all its fields itself.
func (c *conn) expect(n int, fields []byte) bool {
	if n > maxHeld || n <= minJoined && len(fields) == 0 {
		return false
	}
	c.expects, c.body, c.fields = true, n, fields
	return true
}

// Answers shorter than net/http's buffer go out in one write anyway; those too
// long to hold are written as they come. In bytes.
const (
	minJoined = 2 << 10
	maxHeld   = 1 << 20
	maxLent   = 128 << 10 // a buffer that grew larger is not lent again
)

// Write holds p back while an answer is expected and not whole.
func (c *conn) Write(p []byte) (int, error) {
	if !c.expects {
		return c.patientConn.Write(p)
	}
	if c.held == nil {
		c.held = c.buffers.Get().(*bytes.Buffer)
	}
	c.hold(p)
	if c.whole == 0 || c.held.Len() < c.whole {
		return len(p), nil
	}
	if err := c.flush(); err != nil {
		return 0, err
	}
	return len(p), nil
}

// endOfHeader stands between the header and the body of an answer.
var endOfHeader = []byte("\r\n\r\n")

// hold keeps p, with the fields that were built before at the end of the
// header. net/http writes a header of ours at once, with what follows.
func (c *conn) hold(p []byte) {
	if c.whole > 0 {
		c.held.Write(p)
		return
	}
	begins := max(0, c.held.Len()-len(endOfHeader)+1) // the end of the header may come in two parts
	c.held.Write(p)
	end := bytes.Index(c.held.Bytes()[begins:], endOfHeader)
	if end < 0 {
		return
	}
	head := begins + end
	c.whole = head + len(c.fields) + len(endOfHeader) + c.body
	if len(c.fields) == 0 {
		return
	}
	body := p[len(p)-(c.held.Len()-head-len(endOfHeader)):]
	c.held.Truncate(head)
	c.held.Grow(c.whole - head)
	c.held.Write(c.fields)
	c.held.Write(endOfHeader)
	c.held.Write(body)
}

// flush sends what is held and gives its memory back.
func (c *conn) flush() error {
	held := c.held
	c.expects, c.body, c.fields, c.whole, c.held = false, 0, nil, 0, nil
	_, err := c.patientConn.Write(held.Bytes())
	if held.Cap() <= maxLent {
		held.Reset()
		c.buffers.Put(held)
	}
	return err
}
