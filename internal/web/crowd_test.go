package web_test

import (
	"net"
	"net/netip"
	"testing"

	"verso/internal/web"
)

// A knock is a listener to which connections come from invented addresses.
type knock struct {
	net.Listener
	from   chan string
	closed *int
}

type visitor struct {
	net.Conn
	from   net.Addr
	closed *int
}

func (v visitor) RemoteAddr() net.Addr { return v.from }

func (v visitor) Close() error {
	*v.closed++
	return nil
}

func (k knock) Accept() (net.Conn, error) {
	from, open := <-k.from
	if !open {
		return nil, net.ErrClosed
	}
	return visitor{from: net.TCPAddrFromAddrPort(netip.MustParseAddrPort(from)), closed: k.closed}, nil
}

// T29: one address holds so many connections and no more, however many others
// come; what was closed makes room; proxies and the machine itself speak for
// many.
func TestNoAddressTakesEveryConnection(t *testing.T) {
	const most = 3
	for name, c := range map[string]struct {
		from []string
		want int
	}{
		"one address":             {[]string{"192.0.2.1:1", "192.0.2.1:2", "192.0.2.1:3", "192.0.2.1:4", "192.0.2.1:5"}, 3},
		"written in two ways":     {[]string{"192.0.2.1:1", "192.0.2.1:2", "[::ffff:192.0.2.1]:3", "[::ffff:192.0.2.1]:4"}, 3},
		"addresses side by side":  {[]string{"192.0.2.1:1", "192.0.2.1:2", "192.0.2.2:1", "192.0.2.2:2", "192.0.2.3:1"}, 5},
		"a household":             {[]string{"[2001:db8::1]:1", "[2001:db8::2]:1", "[2001:db8::3]:1", "[2001:db8::4]:1"}, 3},
		"households side by side": {[]string{"[2001:db8:0:1::1]:1", "[2001:db8:0:2::1]:1", "[2001:db8:0:3::1]:1", "[2001:db8:0:4::1]:1"}, 4},
		"a proxy":                 {[]string{"10.0.0.1:1", "10.0.0.1:2", "10.0.0.1:3", "10.0.0.1:4"}, 4},
		"this machine":            {[]string{"127.0.0.1:1", "127.0.0.1:2", "[::1]:3", "[::1]:4", "[::1]:5", "[::1]:6"}, 6},
	} {
		t.Run(name, func(t *testing.T) {
			from := make(chan string, len(c.from)+1)
			closed := 0
			ln := web.PerPeer(knock{from: from, closed: &closed}, most, proxies("10.0.0.0/8"))
			for _, address := range c.from {
				from <- address
			}
			close(from)
			let := 0
			for {
				if _, err := ln.Accept(); err != nil {
					break
				}
				let++
			}
			if let != c.want || closed != len(c.from)-c.want {
				t.Errorf("of %d, %d were let in and %d closed, want %d let in and the others closed", len(c.from), let, closed, c.want)
			}
		})
	}
}

func TestAConnectionThatIsClosedMakesRoom(t *testing.T) { // T29
	from := make(chan string, 3)
	ln := web.PerPeer(knock{from: from, closed: new(int)}, 1, nil)
	from <- "192.0.2.1:1"
	first, err := ln.Accept()
	if err != nil {
		t.Fatal(err)
	}
	_ = first.Close()
	_ = first.Close() // twice is once
	from <- "192.0.2.1:2"
	if _, err := ln.Accept(); err != nil {
		t.Fatal(err)
	}
	from <- "192.0.2.1:3"
	close(from)
	if _, err := ln.Accept(); err == nil {
		t.Error("closing a connection twice made room for two")
	}
}
