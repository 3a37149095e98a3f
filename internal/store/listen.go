package store

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/lib/pq"
)

const (
	// readTimeout bounds how long PostgreSQL may keep silent while it owes an
	// answer: lib/pq by itself waits for ever on a dead link (trust 0.5).
	readTimeout = 4 * time.Second

	// pingEvery is how often a listening connection must show that it lives.
	pingEvery = 2 * time.Second

	minReconnect = 200 * time.Millisecond
	maxReconnect = 2 * time.Second
)

// Listen tells wake of every new version that PostgreSQL announces, until ctx
// ends; true means that the connection was lost in between, and notices with
// it (trust R12). On SQLite it returns at once.
func (s *DB) Listen(ctx context.Context, wake chan<- bool) {
	if s.dialect != postgresDialect {
		return
	}
	tell := func(missed bool) {
		select {
		case wake <- missed:
		case <-ctx.Done():
		}
	}
	dialer := &listenDialer{}
	l := pq.NewDialListener(dialer, s.address, minReconnect, maxReconnect, nil)
	defer context.AfterFunc(ctx, func() { l.Close() })() // it waits for a database that is away
	defer l.Close()
	if err := l.Listen(channel); err != nil {
		return // only a closed or doubled listener fails; polling goes on
	}
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case notice, open := <-l.Notify:
			if !open {
				return
			}
			tell(notice == nil) // nil after a reconnect
		case <-ping.C:
			dialer.check(l)
		}
	}
}

// A listenDialer remembers its connection, to cut it when it falls silent: a
// listening connection may rightly hear nothing for hours, so reads have no
// deadline.
type listenDialer struct {
	mu   sync.Mutex
	conn net.Conn
	busy bool
}

// Dial connects.
func (d *listenDialer) Dial(network, address string) (net.Conn, error) {
	return d.DialTimeout(network, address, readTimeout)
}

// DialTimeout connects within the timeout.
func (d *listenDialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	dialer := net.Dialer{Timeout: timeout}
	c, err := dialer.DialContext(context.Background(), network, address)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.conn = c
	return c, nil
}

// check pings and cuts the connection when no answer comes. One ping at a
// time: a stuck one ends with its connection.
func (d *listenDialer) check(l *pq.Listener) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.busy {
		return
	}
	d.busy = true
	answered := make(chan struct{})
	go func() {
		_ = l.Ping() // an error means that the listener reconnects already
		close(answered)
		d.mu.Lock()
		defer d.mu.Unlock()
		d.busy = false
	}()
	time.AfterFunc(readTimeout, func() {
		select {
		case <-answered:
		default:
			d.mu.Lock()
			defer d.mu.Unlock()
			if d.conn != nil {
				d.conn.Close()
			}
		}
	})
}

// A deadlineDialer makes connections on which every read ends in time.
type deadlineDialer struct{ timeout time.Duration }

// Dial connects.
func (d deadlineDialer) Dial(network, address string) (net.Conn, error) {
	return d.DialTimeout(network, address, d.timeout)
}

// DialTimeout connects within the timeout.
func (d deadlineDialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	return d.dial(context.Background(), network, address, timeout)
}

// DialContext connects while ctx lasts.
func (d deadlineDialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	return d.dial(ctx, network, address, d.timeout)
}

func (d deadlineDialer) dial(ctx context.Context, network, address string, timeout time.Duration) (net.Conn, error) {
	dialer := net.Dialer{Timeout: timeout}
	c, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return deadlineConn{c, d.timeout}, nil
}

// A deadlineConn gives every read and write a deadline of its own.
type deadlineConn struct {
	net.Conn
	timeout time.Duration
}

// Read reads within the timeout.
func (c deadlineConn) Read(p []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(c.timeout)); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}

// Write writes within the timeout.
func (c deadlineConn) Write(p []byte) (int, error) {
	if err := c.SetWriteDeadline(time.Now().Add(c.timeout)); err != nil {
		return 0, err
	}
	return c.Conn.Write(p)
}
