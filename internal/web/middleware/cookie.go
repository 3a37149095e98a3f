package middleware

import (
	"net/http"
	"time"
)

// A Cookie keeps a short text of the admin in a browser: it is sent back to
// this host alone, never to scripts, and not with the forms of other sites.
// On https its name begins with "__Host-", so that no neighbouring host can
// plant one (RFC 6265bis 4.1.3, trust T20 and T21).
type Cookie struct {
	name   string
	secure bool
}

// CookieOf returns the cookie of this name for a site served over https or,
// while it is tried out, over http.
func CookieOf(name string, https bool) Cookie {
	if https {
		name = "__Host-" + name
	}
	return Cookie{name: name, secure: https}
}

// SessionCookie returns the cookie that holds the secret of a person's session.
func SessionCookie(https bool) Cookie { return CookieOf("session", https) }

// Value returns what the browser keeps, or "". Of several cookies of the name
// it believes none.
func (k Cookie) Value(r *http.Request) string {
	found := r.CookiesNamed(k.name)
	if len(found) != 1 {
		return ""
	}
	return found[0].Value
}

// Keep asks the browser to keep value for a while; for 0, until it is closed.
func (k Cookie) Keep(w http.ResponseWriter, value string, age time.Duration) {
	http.SetCookie(w, k.cookie(value, int(age/time.Second)))
}

// Forget asks the browser to forget the cookie.
func (k Cookie) Forget(w http.ResponseWriter) { http.SetCookie(w, k.cookie("", -1)) }

func (k Cookie) cookie(value string, seconds int) *http.Cookie {
	return &http.Cookie{
		Name: k.name, Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, Secure: k.secure, SameSite: http.SameSiteLaxMode,
	}
}
