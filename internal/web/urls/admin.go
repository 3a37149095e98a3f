package urls

import (
	"net/url"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
)

// adminWord begins the addresses of the admin below a locale. It is the same
// in every locale, and no slug (T6).
const adminWord = "admin"

// AdminRoute is the pattern of the admin's start page; all its others are
// below it.
const AdminRoute = "/:locale/" + adminWord

// Addresses of the admin that name no locale: each leads to one that does.
const (
	AdminRoot = "/" + adminWord
	SetupRoot = "/setup"
)

// Admin returns an address of the admin in an interface language:
// Admin("pt-BR", "posts", "12") is "/pt-br/admin/posts/12".
func (b Builder) Admin(l locale.Tag, parts ...string) string {
	return join(append([]string{l.Path(), adminWord}, parts...)...)
}

// An AdminAddress is an address below "/:locale/admin", known or not.
type AdminAddress struct {
	Locale locale.Tag
	Bare   bool   // the locale was named by its language alone (rule 20)
	Exact  bool   // the spelling is the one that Admin makes
	Rest   string // what follows "admin" as it was sent: "" or "/posts/12"
}

// ParseAdmin reads a path as it was sent, percent-encoded, and reports whether
// it belongs to the admin of a locale that is served. It is generous: whatever
// a browser might take for an address of the admin is one, so that nothing of
// it ever reaches the public pages.
func (b Builder) ParseAdmin(escaped string) (AdminAddress, bool) {
	first, rest := segment(escaped)
	second, rest := segment(rest)
	if content.FoldSlug(second) != adminWord {
		return AdminAddress{}, false
	}
	l, _, bare, ok := b.site.Set.ByPath(first)
	if !ok {
		return AdminAddress{}, false
	}
	rest = strings.TrimRight(rest, "/")
	return AdminAddress{
		Locale: l, Bare: bare, Rest: rest,
		Exact: escaped == b.Admin(l)+rest,
	}, true
}

// AdminPath returns the one true spelling of an address of the admin.
func (b Builder) AdminPath(a AdminAddress) string { return b.Admin(a.Locale) + a.Rest }

// segment cuts the first segment, decoded, off a path; empty ones are skipped.
// One that cannot be decoded stays as it is.
func segment(escaped string) (first, rest string) {
	escaped = strings.TrimLeft(escaped, "/")
	first = escaped
	if i := strings.IndexByte(escaped, '/'); i >= 0 {
		first, rest = escaped[:i], escaped[i:]
	}
	if decoded, err := url.PathUnescape(first); err == nil {
		first = decoded
	}
	return first, rest
}

// maxNext is the longest address that a form may ask to be led to, in bytes.
const maxNext = 2048

// Next returns where a person goes on to after signing in: next, when it is an
// address of the admin, else the start page of l. It is the only judge of such
// addresses (T11): what is not plainly a path of this site is refused, whatever
// a browser would make of it.
func (b Builder) Next(next string, l locale.Tag) string {
	if !plainPath(next) {
		return b.Admin(l)
	}
	path, _, _ := strings.Cut(next, "?")
	if a, ok := b.ParseAdmin(path); !ok || !a.Exact {
		return b.Admin(l)
	}
	return next
}

// plainPath reports whether s is an absolute path with perhaps a query, such
// that no browser, however it mends what it is given, reads another host in it.
func plainPath(s string) bool {
	if len(s) > maxNext || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") {
		return false
	}
	for _, r := range []byte(s) {
		if r <= ' ' || r >= 0x7f || r == '\\' || r == '#' {
			return false
		}
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" {
		return false
	}
	segments, ok := split(u.EscapedPath())
	return ok && len(segments) > 0 && !strings.Contains(u.Path, "//")
}

// Token returns the absolute address where the secret of a link is used for a
// purpose, such as "invitation"; setting up names no locale yet.
func (b Builder) Token(l locale.Tag, purpose, secret string) string {
	path := SetupRoot
	if l != "" {
		path = b.Admin(l, purpose)
	}
	return b.Abs(path) + "?" + url.Values{"token": {secret}}.Encode()
}
