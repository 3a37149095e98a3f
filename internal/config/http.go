package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// Validate reports the first setting that cannot be used.
func (h HTTP) Validate() error {
	if err := address("VERSO_ADDR", h.Addr); err != nil {
		return err
	}
	if h.MetricsAddr != "" {
		if err := address("VERSO_METRICS_ADDR", h.MetricsAddr); err != nil {
			return err
		}
	}
	if h.Cache < 0 || h.Cache > maxCache {
		return invalid("VERSO_CACHE_MB", "%d is not a number of megabytes from 0 to %d", h.Cache, maxCache)
	}
	if h.BaseURL != "" {
		if _, err := origin(h.BaseURL); err != nil {
			return err
		}
	}
	_, err := h.Proxies()
	return err
}

// maxCache bounds the memory for finished pages, in megabytes.
const maxCache = 1 << 20

// address reports why a setting cannot be listened on.
func address(setting, addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err != nil || port == "" {
		return invalid(setting, "%q is not HOST:PORT, such as :8080 or 127.0.0.1:8080", addr)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return invalid(setting, "%q has no port number from 0 to 65535", addr)
	}
	return nil
}

// Origin returns scheme and host of the site's absolute URLs, such as
// "https://example.org". fixed is true when the operator chose it: then no
// other host is answered; else every loopback host is (T12). Origin may be
// called only after Validate.
func (h HTTP) Origin() (base string, fixed bool) {
	if h.BaseURL == "" {
		_, port, _ := net.SplitHostPort(h.Addr)
		if port == "80" {
			return "http://localhost", false
		}
		return "http://localhost:" + port, false
	}
	base, _ = origin(h.BaseURL)
	return base, true
}

// Proxies returns the networks of the trusted proxies; a single address is a
// network of one.
func (h HTTP) Proxies() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, s := range h.TrustedProxies {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		p, err := netip.ParsePrefix(s)
		if err != nil {
			a, addrErr := netip.ParseAddr(s)
			if addrErr != nil {
				return nil, invalid("VERSO_TRUSTED_PROXIES", "%q is neither an address nor a network such as 10.0.0.0/8", s)
			}
			p = netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen())
		}
		if p.Bits() == 0 {
			return nil, invalid("VERSO_TRUSTED_PROXIES", "%q would trust everybody; name your proxies", s)
		}
		all = append(all, p.Masked())
	}
	return all, nil
}

// origin returns scheme and host of a base URL, lower case, without a port
// that its scheme implies. A base URL has nothing else: Verso lives at the
// root of its host.
func origin(base string) (string, error) {
	u, err := url.Parse(base)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
		return "", invalid("VERSO_BASE_URL", "%q is not an absolute URL such as https://example.org", base)
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
		return "", invalid("VERSO_BASE_URL", "%q must be scheme and host alone, such as https://example.org", base)
	}
	for _, r := range u.Host {
		if r > 0x7e {
			return "", invalid("VERSO_BASE_URL", "%q: write the host in ASCII (xn--…), as browsers send it", base)
		}
	}
	host := strings.ToLower(u.Host)
	if u.Scheme == "http" {
		host = strings.TrimSuffix(host, ":80")
	} else {
		host = strings.TrimSuffix(host, ":443")
	}
	return u.Scheme + "://" + host, nil
}
