package content

import (
	"errors"
	"net"
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A Redirect sends readers from an old address to where the text is now
// (rule 22b).
type Redirect struct {
	From   string // path, decoded, in NFC; with Prefix, what comes before the "*"
	To     string // path, or https URL; ":splat" stands for the rest behind a prefix
	Status int    // 301 or 302
	Prefix bool
}

// The reasons a redirect is refused.
var (
	ErrRedirectFrom   = errors.New("a redirect begins at a path of this site, such as /old/page")
	ErrRedirectTo     = errors.New("a redirect leads to a path of this site or an https address")
	ErrRedirectStatus = errors.New("a redirect is 301 or 302")
	ErrRedirectLoop   = errors.New("a redirect leads back to itself")
	ErrRedirectChain  = errors.New("a redirect leads to another redirect; write its last address instead")
)

// Old addresses that are longer, or deeper, are nobody's: looking for each of
// their prefixes would cost more than a page (trust T28).
const (
	MaxOldPath     = 1024 // bytes, decoded
	MaxOldSegments = 32
)

// IsOldPath reports whether path, decoded, may be an address that was moved.
func IsOldPath(path string) bool {
	return localPath(path) && len(path) <= MaxOldPath && strings.Count(path, "/") <= MaxOldSegments && CleanText(path)
}

// Folded returns r as it is kept: its source in NFC, so that it is found
// however a reader's system writes the accents.
func (r Redirect) Folded() Redirect {
	r.From = norm.NFC.String(r.From)
	return r
}

// Validate reports why r cannot be kept on its own.
func (r Redirect) Validate() error {
	if !IsOldPath(r.From) || r.From == "/" && !r.Prefix || strings.ContainsAny(r.From, "?#") {
		return ErrRedirectFrom
	}
	if r.Status != 301 && r.Status != 302 {
		return ErrRedirectStatus
	}
	if !ValidTarget(r.To) {
		return ErrRedirectTo
	}
	if r.Loops() {
		return ErrRedirectLoop
	}
	return nil
}

// Loops reports whether r sends readers back to where they were.
func (r Redirect) Loops() bool { return r.matchesTarget(r.To) }

// Within returns r for the site at origin, "https://ex.test": a target there,
// by either scheme, becomes a path, so that its loops and chains show.
func (r Redirect) Within(origin string) Redirect {
	to, err := url.Parse(r.To)
	if err != nil || to.Host == "" {
		return r
	}
	own, err := url.Parse(origin)
	if err != nil || host(to) != host(own) {
		return r
	}
	r.To = "/" + strings.TrimLeft(to.EscapedPath(), "/")
	if to.RawQuery != "" {
		r.To += "?" + to.RawQuery
	}
	if to.Fragment != "" {
		r.To += "#" + to.EscapedFragment()
	}
	return r
}

// host returns the host of u with its port, unless it is the scheme's own.
func host(u *url.URL) string {
	name, port := strings.ToLower(u.Hostname()), u.Port()
	if port == "" || port == "80" || port == "443" {
		return name
	}
	return net.JoinHostPort(name, port)
}

// ValidTarget reports whether to is a safe place to send a reader: a path of
// this site, never "//host" or "/\host", or an absolute http(s) URL.
func ValidTarget(to string) bool {
	if !CleanText(to) || strings.ContainsAny(to, "\t\r\n") || len(to) > 2048 {
		return false
	}
	if localPath(to) {
		_, err := url.Parse(to)
		return err == nil
	}
	u, err := url.Parse(to)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}

// Matches reports whether a path, decoded, is one that r sends on.
func (r Redirect) Matches(path string) bool {
	path, from := norm.NFC.String(path), norm.NFC.String(r.From)
	if r.Prefix {
		return (strings.HasPrefix(path, from) || path+"/" == from) && !climbs(path)
	}
	return strings.TrimSuffix(path, "/") == strings.TrimSuffix(from, "/")
}

// matchesTarget reports whether a reader who is sent to an address of this
// site would be sent on by r.
func (r Redirect) matchesTarget(to string) bool {
	if !strings.HasPrefix(to, "/") {
		return false // another host; see Within
	}
	return r.Matches(landing(to))
}

// landing returns the path, decoded, that a browser asks for when it is sent
// to an address of this site.
func landing(to string) string {
	if !strings.ContainsAny(to, "#?%.") {
		return to
	}
	to, _, _ = strings.Cut(to, "#")
	to, _, _ = strings.Cut(to, "?")
	if decoded, err := url.PathUnescape(to); err == nil {
		to = decoded
	}
	if !climbs(to) {
		return to
	}
	slash := ""
	if strings.HasSuffix(to, "/") {
		slash = "/"
	}
	return strings.TrimSuffix(path.Clean(to), "/") + slash
}

// Target returns where r sends a reader of path, decoded.
func (r Redirect) Target(path string) string {
	if !r.Prefix {
		return r.To
	}
	path, from := norm.NFC.String(path), norm.NFC.String(r.From)
	rest := strings.TrimPrefix(path, from)
	if len(path) < len(from) {
		rest = ""
	}
	// The rest comes from the reader: it must not turn the target into
	// another host.
	rest = strings.TrimRight(strings.TrimLeft(rest, "/\\"), "/")
	to := strings.ReplaceAll(r.To, ":splat", (&url.URL{Path: rest}).EscapedPath())
	if rest == "" && strings.Count(to, "/") > 2 && strings.HasPrefix(to, "/") {
		to = strings.TrimSuffix(to, "/") // a list has no slash at its end, a home has
	}
	return to
}

// climbs reports whether a path has segments that lead out of a folder.
func climbs(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if segment == ".." || segment == "." {
			return true
		}
	}
	return false
}

// Chain reports why r cannot stand beside the others: two redirects must not
// follow one another.
func (r Redirect) Chain(others []Redirect) error {
	mine := landing(r.To)
	for _, o := range others {
		if o.From == r.From && o.Prefix == r.Prefix {
			continue
		}
		before, after := r.matchesTarget(o.To), strings.HasPrefix(r.To, "/") && o.Matches(mine)
		if before && after {
			return ErrRedirectLoop
		}
		if before || after {
			return ErrRedirectChain
		}
	}
	return nil
}

// localPath reports whether s begins at this site's root and cannot be read
// as another host: browsers take "//host" and "/\host" for one (trust T11).
func localPath(s string) bool {
	if !strings.HasPrefix(s, "/") {
		return false
	}
	return len(s) == 1 || s[1] != '/' && s[1] != '\\'
}
