package middleware_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/web/middleware"
)

func TestNobodySpeaksForAProxy(t *testing.T) { // T24
	spoofed := []string{
		"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix",
		"X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Forwarded-Server", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL",
		"X-Original-Host", "X-Host", "X-HTTP-Method-Override",
	}
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::/32")}
	for _, test := range []struct {
		name    string
		trusted []netip.Prefix
		remote  string
		want    []string
	}{
		{"no proxy is trusted", nil, "10.0.0.1:99", []string{"User-Agent"}},
		{"a stranger", proxies, "192.0.2.1:99", []string{"User-Agent"}},
		{"no address", proxies, "@", []string{"User-Agent"}},
		{"a trusted proxy", proxies, "10.0.0.1:99", []string{"User-Agent", "X-Forwarded-For"}},
		{"the same, mapped", proxies, "[::ffff:10.0.0.1]:99", []string{"User-Agent", "X-Forwarded-For"}},
		{"one over IPv6", proxies, "[2001:db8::7]:99", []string{"User-Agent", "X-Forwarded-For"}},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = test.remote
		r.Header.Set("User-Agent", "test")
		for _, name := range spoofed {
			r.Header.Set(name, "192.0.2.66")
		}
		var got []string
		serve(r, func(c *gin.Context) {
			got = slices.Sorted(maps.Keys(c.Request.Header))
		}, middleware.Forwarded(test.trusted))
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: the handler sees %v, want %v", test.name, got, test.want)
		}
	}
}
