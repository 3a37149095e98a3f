package web

import (
	"errors"
	"net"
	"os"
	"sync"
	"time"
)

// net/http moves the deadlines of a connection six times for each request,
// nearly always to a later moment, and each time a timer of the runtime is
// moved with them: a twelfth of what a finished page costs. A deadline here
// lets a timer that would fire too early fire, and moves it then.
type deadline struct {
	set func(time.Time) error // of the connection

	mu      sync.Mutex
	want    time.Time // what was asked for; zero: none
	armed   time.Time // what the connection has, never later than want; zero: none
	waiting bool      // an operation may be waiting for it
}

// move makes t the deadline, for an operation that waits already too.
func (d *deadline) move(t time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.want = t
	if d.waiting && !t.IsZero() && (d.armed.IsZero() || t.Before(d.armed)) {
		return d.arm()
	}
	return nil
}

// begin says that an operation begins. It fails when the deadline is one that
// nobody could meet, by which net/http ends a read.
func (d *deadline) begin(opened time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.want.IsZero() && d.want.Before(opened) {
		return os.ErrDeadlineExceeded
	}
	if !d.want.IsZero() && (d.armed.IsZero() || d.want.Before(d.armed)) {
		if err := d.arm(); err != nil {
			return err
		}
	}
	d.waiting = true
	return nil
}

// again reports whether an operation that failed with err is to go on, because
// the timer had not been moved yet; if not, the operation has ended.
func (d *deadline) again(err error) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.waiting = errors.Is(err, os.ErrDeadlineExceeded) && (d.want.IsZero() || time.Until(d.want) > 0) && d.arm() == nil
	return d.waiting
}

// arm gives the connection what was asked for.
func (d *deadline) arm() error {
	d.armed = d.want
	return d.set(d.want)
}

// A patientConn is a connection whose deadlines are cheap to move.
type patientConn struct {
	net.Conn
	opened      time.Time
	read, write deadline
}

func newPatientConn(c net.Conn) *patientConn {
	return &patientConn{
		Conn: c, opened: time.Now(),
		read: deadline{set: c.SetReadDeadline}, write: deadline{set: c.SetWriteDeadline},
	}
}

// Read reads until its deadline.
func (c *patientConn) Read(p []byte) (int, error) {
	if err := c.read.begin(c.opened); err != nil {
		return 0, err
	}
	for {
		n, err := c.Conn.Read(p)
		if !c.read.again(err) || n > 0 {
			return n, err
		}
	}
}

// Write writes until its deadline.
func (c *patientConn) Write(p []byte) (int, error) {
	if err := c.write.begin(c.opened); err != nil {
		return 0, err
	}
	written := 0
	for {
		n, err := c.Conn.Write(p[written:])
		written += n
		if !c.write.again(err) {
			return written, err
		}
	}
}

// SetReadDeadline ends reads at t.
func (c *patientConn) SetReadDeadline(t time.Time) error { return c.read.move(t) }

// SetWriteDeadline ends writes at t.
func (c *patientConn) SetWriteDeadline(t time.Time) error { return c.write.move(t) }

// SetDeadline ends both at t.
func (c *patientConn) SetDeadline(t time.Time) error {
	return errors.Join(c.read.move(t), c.write.move(t))
}
