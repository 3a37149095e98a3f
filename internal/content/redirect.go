package content

import (
	"errors"
	"net/url"
	"strings"
)

// A Redirect sends readers from an old address to where the text is now
// (rule 22b).
type Redirect struct {
	From   string // path as written, decoded; with Prefix, what comes before the "*"
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

// Validate reports why r cannot be kept on its own.
func (r Redirect) Validate() error {
	if !localPath(r.From) || r.From == "/" && !r.Prefix || !CleanText(r.From) {
		return ErrRedirectFrom
	}
	if r.Status != 301 && r.Status != 302 {
		return ErrRedirectStatus
	}
	if !ValidTarget(r.To) {
		return ErrRedirectTo
	}
	if r.Matches(r.To) {
		return ErrRedirectLoop
	}
	return nil
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

// Matches reports whether the path is one that r sends on.
func (r Redirect) Matches(path string) bool {
	path, _, _ = strings.Cut(path, "?")
	path, _, _ = strings.Cut(path, "#")
	if r.Prefix {
		return (strings.HasPrefix(path, r.From) || path+"/" == r.From) && !climbs(path)
	}
	return strings.TrimSuffix(path, "/") == strings.TrimSuffix(r.From, "/")
}

// Target returns where r sends a reader of path.
func (r Redirect) Target(path string) string {
	if !r.Prefix {
		return r.To
	}
	rest := strings.TrimPrefix(path, r.From)
	if len(path) < len(r.From) {
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
	for _, o := range others {
		if o.From == r.From && o.Prefix == r.Prefix {
			continue
		}
		if o.Matches(r.To) || r.Matches(o.To) {
			if o.Matches(r.To) && r.Matches(o.To) {
				return ErrRedirectLoop
			}
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
