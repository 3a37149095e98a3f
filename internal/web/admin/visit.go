package admin

import (
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/web/urls"
)

const visitKey = "verso.visit"

// A visit is one request of the admin: by whom, in which interface language,
// against which snapshot of the site.
type visit struct {
	urls.Builder
	locale  locale.Tag
	words   *message.Localizer
	person  account.User    // on the site's clock, unless they have their own; the zero User is not signed in
	ownZone string          // the time zone that person chose, or ""
	session account.Session // of person
	nonce   string          // of style elements
	at      time.Time       // when it came
	path    string          // as this program spells it, percent-encoded
}

func visitOf(c *gin.Context) *visit {
	v, _ := c.Value(visitKey).(*visit)
	return v
}

// personOf returns who asks.
func personOf(c *gin.Context) account.User { return visitOf(c).person }

// localeOf returns the interface language, which the path names.
func localeOf(c *gin.Context) locale.Tag { return visitOf(c).locale }

// anonymous reports whether nobody is signed in.
func (v *visit) anonymous() bool { return v.person.Nobody() }

// href returns an address of the admin in the visit's language.
func (v *visit) href(parts ...string) string { return v.Admin(v.locale, parts...) }

// in returns t in the person's time zone.
func (v *visit) in(t time.Time) time.Time { return t.In(v.person.Zone()) }
