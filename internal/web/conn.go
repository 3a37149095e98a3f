package web

import (
	"bytes"
	"context"
	"errors"
	"net"
	"sync"

	"verso/internal/web/view"
)

// net/http sends an answer that is longer than its buffer of 4 kB in two
// writes, and the second costs a third of the whole request
// (docs/performance.md). A conn that knows how long the body will be joins
// them; and what was built before, for a page that is kept, it adds to what
// net/http writes of an answer without a body.

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
	length  int           // of its body, in bytes
	fields  []byte        // what was built before; nil when net/http writes it all
	body    []byte        // after fields; nil when the answer has none
	whole   int           // its length, in bytes; 0 until its header has been written
	held    *bytes.Buffer // what has been written of it; nil when nothing is held
	buffers *sync.Pool
}

// withConn returns the context of a connection's requests.
func withConn(ctx context.Context, c net.Conn) context.Context {
	if c, ok := c.(*conn); ok {
		return view.WithConn(ctx, view.Conn{Expect: c.expect, Add: c.add})
	}
	return ctx
}

// expect says that an answer with a body of n bytes follows.
func (c *conn) expect(n int) {
	if minJoined < n && n <= maxHeld {
		c.expects, c.length = true, n
	}
}

// add gives what was built before of the answer that follows; see view.Conn.
func (c *conn) add(fields, body []byte) bool {
	if len(body) > maxHeld {
		return false
	}
	c.expects, c.length, c.fields, c.body = true, 0, fields, body
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
	if err := c.hold(p); err != nil {
		return 0, err
	}
	if c.whole == 0 || c.held.Len() < c.whole {
		return len(p), nil
	}
	if err := c.flush(); err != nil {
		return 0, err
	}
	return len(p), nil
}

// endOfHeader stands between the header and the body of an answer; noBody is
// what net/http says of an answer of which the handler wrote nothing.
var (
	endOfHeader = []byte("\r\n\r\n")
	noBody      = []byte("\r\nContent-Length: 0")
)

// hold keeps p, and with the end of the header finds out how long the answer
// is.
func (c *conn) hold(p []byte) error {
	begins := max(0, c.held.Len()-len(endOfHeader)+1) // the end of the header may come in two parts
	c.held.Write(p)
	if c.whole > 0 {
		return nil
	}
	end := bytes.Index(c.held.Bytes()[begins:], endOfHeader)
	if end < 0 {
		return nil
	}
	c.whole = begins + end + len(endOfHeader) + c.length
	if c.fields == nil {
		return nil
	}
	return c.complete()
}

// errBody is the failure of an answer that was built before and to which
// net/http has written a body.
var errBody = errors.New("an answer has two bodies")

// complete puts what was built before into an answer without a body.
func (c *conn) complete() error {
	if c.held.Len() != c.whole {
		return errBody
	}
	head := c.held.Bytes()
	if c.body != nil {
		at := bytes.Index(head, noBody)
		if at < 0 {
			return errBody
		}
		head = append(head[:at], head[at+len(noBody):]...)
	}
	c.held.Truncate(len(head) - len(endOfHeader))
	c.held.Grow(len(c.fields) + len(endOfHeader) + len(c.body))
	c.held.Write(c.fields)
	c.held.Write(endOfHeader)
	c.held.Write(c.body)
	c.whole = c.held.Len()
	return nil
}

// flush sends what is held and gives its memory back.
func (c *conn) flush() error {
	held := c.held
	c.expects, c.length, c.fields, c.body, c.whole, c.held = false, 0, nil, nil, 0, nil
	_, err := c.patientConn.Write(held.Bytes())
	if held.Cap() <= maxLent {
		held.Reset()
		c.buffers.Put(held)
	}
	return err
}
