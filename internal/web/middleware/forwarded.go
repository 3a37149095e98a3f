package middleware

import (
	"net/http"
	"net/netip"
	"strings"

	"github.com/gin-gonic/gin"
)

// Forwarded removes what a client could use to speak for a proxy (T24):
// X-Forwarded-For unless the peer is a trusted proxy, and from everybody what
// Verso has no use for, because its origin is configured: X-Forwarded-Host,
// -Prefix and -Proto, Forwarded, X-Original-URL and their like.
func Forwarded(trusted []netip.Prefix) gin.HandlerFunc {
	return func(c *gin.Context) {
		r := c.Request
		for name := range r.Header {
			if name == "X-Forwarded-For" && isTrusted(trusted, r.RemoteAddr) {
				continue
			}
			if speaksForProxy(name) {
				delete(r.Header, name)
			}
		}
	}
}

// speaksForProxy reports whether the field, named canonically, tells a server
// behind a proxy who asked, for what, or how.
func speaksForProxy(name string) bool {
	switch name {
	case "Forwarded", "X-Real-Ip", "X-Host", "X-Original-Host", "X-Original-Url", "X-Rewrite-Url",
		http.CanonicalHeaderKey("X-HTTP-Method-Override"):
		return true
	}
	return strings.HasPrefix(name, "X-Forwarded")
}

func isTrusted(trusted []netip.Prefix, remote string) bool {
	if len(trusted) == 0 {
		return false
	}
	peer, err := netip.ParseAddrPort(remote)
	if err != nil {
		return false
	}
	for _, network := range trusted {
		if network.Contains(peer.Addr().Unmap()) {
			return true
		}
	}
	return false
}
