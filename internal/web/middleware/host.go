package middleware

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/web/problem"
)

// Host answers 421 to a request for another host than the origin's, so that
// no link, and no cache, ever carries a name that a client invented (T12).
// Probes are exempt: they ask by address.
func Host(own Hosts, pages *problem.Pages) gin.HandlerFunc {
	return func(c *gin.Context) {
		if isProbe(c.Request.URL.Path) || own.Has(c.Request.Host) {
			return
		}
		pages.Show(c, problem.Refuse(http.StatusMisdirectedRequest, "not a host of this site"))
	}
}

// Hosts are the names a site answers to.
type Hosts struct {
	names    []string // lower case
	loopback bool
}

// HostsOf returns the hosts of an origin; while the operator has set no base
// URL (loopback), every loopback host is answered instead.
func HostsOf(origin string, loopback bool) Hosts {
	return Hosts{names: hostsOf(origin), loopback: loopback}
}

// Has reports whether a Host field names the site.
func (h Hosts) Has(host string) bool {
	host = strings.ToLower(host)
	if h.loopback {
		return isLoopback(host)
	}
	return slices.Contains(h.names, host)
}

// The paths of probes, answered by whatever name they are asked.
const (
	HealthPath = "/healthz" // 200: the process answers
	ReadyPath  = "/readyz"  // 200 or 503: every page can be made, or not
)

func isProbe(path string) bool { return path == HealthPath || path == ReadyPath }

// hostsOf returns the Host fields that mean the origin, in lower case:
// "ex.test" and "ex.test:443" for "https://ex.test".
func hostsOf(origin string) []string {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return nil
	}
	host := strings.ToLower(u.Host)
	switch {
	case u.Port() != "":
		return []string{host}
	case u.Scheme == "https":
		return []string{host, host + ":443"}
	}
	return []string{host, host + ":80"}
}

// isLoopback reports whether a Host field, in lower case, names this machine: localhost, a
// name below it (RFC 6761), or a loopback address.
func isLoopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}
