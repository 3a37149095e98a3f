package admin

import (
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/web/problem"
)

// ceremonyAge is how long a person may take to show a passkey.
const ceremonyAge = 5 * time.Minute

// beginPasskeySignIn serves POST /:locale/admin/sign-in/passkey/begin to the
// script of the sign-in page: what navigator.credentials.get wants.
func (a *Admin) beginPasskeySignIn(c *gin.Context) error {
	options, secret, err := a.Auth.BeginPasskeySignIn(c.Request.Context(), a.visitor(c))
	if err != nil {
		return throttled(err)
	}
	a.ceremony.Keep(c.Writer, secret, ceremonyAge)
	return sendJSON(c, options)
}

// signInByPasskey serves POST /:locale/admin/sign-in/passkey.
func (a *Admin) signInByPasskey(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	secret, err := a.Auth.PasskeySignIn(c.Request.Context(), a.ceremony.Value(c.Request), []byte(form.Get("answer")), a.visitor(c))
	a.ceremony.Forget(c.Writer)
	if err != nil {
		page := a.signInPage(c, form.Get(nextField))
		return a.refuseForm(c, "sign-in", &page, &page.Form, err)
	}
	return a.welcome(c, secret, form.Get(nextField))
}

// beginPasskey serves POST /:locale/admin/profile/passkeys/begin to the script
// of the profile: what navigator.credentials.create wants.
func (a *Admin) beginPasskey(c *gin.Context) error {
	options, secret, err := a.Auth.BeginPasskey(c.Request.Context(), personOf(c))
	if err != nil {
		return err
	}
	a.ceremony.Keep(c.Writer, secret, ceremonyAge)
	return sendJSON(c, options)
}

// addPasskey serves POST /:locale/admin/profile/passkeys.
func (a *Admin) addPasskey(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	name := strings.TrimSpace(form.Get("name"))
	err = a.Auth.FinishPasskey(c.Request.Context(), personOf(c), a.ceremony.Value(c.Request), name, []byte(form.Get("answer")))
	a.ceremony.Forget(c.Writer)
	if err != nil {
		return a.refuseProfile(c, err, func(p *profilePage) *Form { p.AddPasskey.keep(form); return &p.AddPasskey })
	}
	return a.done(c, visitOf(c).href("profile"), note{ID: "AdminPasskeyAdded", Args: []string{"Name", name}})
}

// removePasskey serves POST /:locale/admin/profile/passkeys/:id/remove.
func (a *Admin) removePasskey(c *gin.Context) error {
	id := c.Param("id")
	if !content.CleanLine(id) {
		return problem.Refuse(http.StatusBadRequest, "no id of a passkey")
	}
	if err := a.Auth.RemovePasskey(c.Request.Context(), personOf(c), id); err != nil {
		return err
	}
	return a.done(c, visitOf(c).href("profile"), note{ID: "AdminPasskeyRemoved"})
}
