package server

import (
	"errors"
	"net/http"
	"net/url"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/errs"
	"verso/internal/site"
	"verso/internal/web/middleware"
)

// viewer tells who is signed in in the browser of a request, or nobody, with
// their rights as they are now (trust T3), on the site's clock unless they have
// their own.
func viewer(door *auth.Service, current func() *site.Site, base *url.URL) func(*http.Request) (account.User, error) {
	session := middleware.SessionCookie(base.Scheme == "https")
	return func(r *http.Request) (account.User, error) {
		secret := session.Value(r)
		if secret == "" {
			return account.User{}, nil
		}
		u, _, err := door.Session(r.Context(), secret)
		if errors.Is(err, errs.NotFound) {
			return account.User{}, nil
		}
		return u.On(current().Zone()), err
	}
}
