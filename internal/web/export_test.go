package web

import "net"

// A JoinedConn is a connection that joins writes, as tests reach it.
type JoinedConn struct{ *conn }

// Expect says that an answer with a body of n bytes follows.
func (c JoinedConn) Expect(n int) { c.expect(n) }

// JoinWrites returns c as the server's listener hands it out.
func JoinWrites(c net.Conn) (JoinedConn, error) {
	accepted, err := joining(one{conn: c}).Accept()
	if err != nil {
		return JoinedConn{}, err
	}
	return JoinedConn{accepted.(*conn)}, nil
}

// one is a listener with one connection.
type one struct {
	net.Listener
	conn net.Conn
}

func (l one) Accept() (net.Conn, error) { return l.conn, nil }

// Patient returns c with deadlines that are cheap to move.
func Patient(c net.Conn) net.Conn { return newPatientConn(c) }
