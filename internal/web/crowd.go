package web

import (
	"net"
	"net/netip"
	"slices"
	"sync"
)

// MaxPerPeer is how many connections one address may hold at a time (T29):
// enough for an office behind one address, each of whose browsers keeps six.
const MaxPerPeer = 512

// A crowd is a listener that closes at once what is one connection too many of
// one peer, so that a single address cannot take every file that the process
// may open.
type crowd struct {
	net.Listener
	most   int
	exempt []netip.Prefix

	mu    sync.Mutex
	peers map[netip.Prefix]int // those who are connected
}

// PerPeer returns ln without more than most connections of one peer: an IPv4
// address, or an IPv6 network of 64 bits, as a household has. The proxies, and
// this machine itself, speak for many and are not counted.
func PerPeer(ln net.Listener, most int, proxies []netip.Prefix) net.Listener {
	return &crowd{Listener: ln, most: most, exempt: proxies, peers: map[netip.Prefix]int{}}
}

// Accept waits for the next connection that there is room for.
func (c *crowd) Accept() (net.Conn, error) {
	for {
		conn, err := c.Listener.Accept()
		if err != nil {
			return nil, err
		}
		peer, counted := c.peer(conn.RemoteAddr())
		if !counted {
			return conn, nil
		}
		if c.enter(peer) {
			return &member{Conn: conn, leave: sync.OnceFunc(func() { c.leave(peer) })}, nil
		}
		_ = conn.Close()
	}
}

// peer returns whom a connection counts for, or false for nobody.
func (c *crowd) peer(remote net.Addr) (netip.Prefix, bool) {
	tcp, ok := remote.(*net.TCPAddr)
	if !ok {
		return netip.Prefix{}, false
	}
	addr := tcp.AddrPort().Addr().Unmap().WithZone("")
	speaks := func(p netip.Prefix) bool { return p.Contains(addr) }
	if !addr.IsValid() || addr.IsLoopback() || slices.ContainsFunc(c.exempt, speaks) {
		return netip.Prefix{}, false
	}
	bits := 32
	if addr.Is6() {
		bits = 64
	}
	peer, err := addr.Prefix(bits)
	return peer, err == nil
}

func (c *crowd) enter(peer netip.Prefix) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.peers[peer] >= c.most {
		return false
	}
	c.peers[peer]++
	return true
}

func (c *crowd) leave(peer netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.peers[peer]--; c.peers[peer] == 0 {
		delete(c.peers, peer)
	}
}

// A member is a connection that counts until it is closed.
type member struct {
	net.Conn
	leave func()
}

// Close ends the connection and makes room for another.
func (m *member) Close() error {
	err := m.Conn.Close()
	m.leave()
	return err
}
