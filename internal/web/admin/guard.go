package admin

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/errs"
	"verso/internal/web/middleware"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
)

// nextField names the address that a person goes on to after signing in.
const nextField = "next"

// guard stands before everything below /:locale/admin, whether it exists or
// not (trust 2, status rules): a person who is not signed in is led to the
// door when reading and told 401 when writing; for one who is, what is no
// route is 404, and nothing of all this ever reaches the public pages.
func (a *Admin) guard(c *gin.Context) error {
	b := urls.New(a.Current(), a.Base)
	at, ok := b.ParseAdmin(c.Request.URL.EscapedPath())
	if !ok {
		if strings.HasPrefix(c.FullPath(), urls.AdminRoute) {
			c.Abort()
			a.Elsewhere(c)
		}
		return nil
	}
	v := &visit{Builder: b, locale: at.Locale, words: a.Catalog.For(at.Locale), path: b.AdminPath(at), at: a.Now()}
	v.nonce = middleware.Private(c)
	c.Set(visitKey, v)
	var err error
	if v.person, v.session, err = a.holder(c); err != nil {
		return err
	}
	v.ownZone = v.person.TimeZone
	v.person = v.person.On(b.Site().Zone())
	problem.Wear(c, a.dress(c, v))
	open := a.open[c.Request.Method+" "+c.FullPath()]
	switch {
	case !open && v.anonymous():
		return a.turnAway(c, v)
	case !at.Exact:
		c.Abort()
		return respell(c, at, v.path)
	case c.FullPath() == "" && c.Writer.Status() != http.StatusMethodNotAllowed:
		return errs.NotFound
	}
	return nil
}

// holder returns who holds the browser's session, or nobody, and which session
// it is. The rights are those of this moment (T3).
func (a *Admin) holder(c *gin.Context) (account.User, account.Session, error) {
	secret := a.session.Value(c.Request)
	if secret == "" {
		return account.User{}, account.Session{}, nil
	}
	u, session, err := a.Auth.Session(c.Request.Context(), secret)
	if errors.Is(err, errs.NotFound) {
		return account.User{}, account.Session{}, nil
	}
	return u, session, err
}

// turnAway answers a person who is not signed in.
func (a *Admin) turnAway(c *gin.Context, v *visit) error {
	if c.Request.Method != http.MethodGet && c.Request.Method != http.MethodHead {
		return problem.Refuse(http.StatusUnauthorized, "not signed in")
	}
	next := v.path
	if query := c.Request.URL.RawQuery; query != "" {
		next += "?" + query
	}
	to, err := a.unsettled(c, v)
	if err != nil {
		return err
	}
	c.Abort()
	if to != "" {
		return redirect(c, to)
	}
	to = v.href("sign-in")
	if next = v.Next(next, v.locale); next != v.href() {
		to += "?" + url.Values{nextField: {next}}.Encode()
	}
	return redirect(c, to)
}

// respell leads to the one true spelling of an address, by the same method:
// for good, unless the locale was guessed from its language (rules 18 and 20).
func respell(c *gin.Context, at urls.AdminAddress, to string) error {
	if query := c.Request.URL.RawQuery; query != "" {
		to += "?" + query
	}
	reading := c.Request.Method == http.MethodGet || c.Request.Method == http.MethodHead
	status := http.StatusPermanentRedirect
	switch {
	case reading && at.Bare:
		status = http.StatusFound
	case reading:
		status = http.StatusMovedPermanently
	case at.Bare:
		status = http.StatusTemporaryRedirect
	}
	c.Writer.Header().Set("Location", to)
	c.Status(status)
	c.Writer.WriteHeaderNow()
	return nil
}
