package admin

import (
	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/web/problem"
)

// resetPage returns the page that asks for an address, or, behind a link, for
// a new password.
func (a *Admin) resetPage(c *gin.Context, secret string) tokenPage {
	v := visitOf(c)
	if secret == "" {
		return a.tokenPage(c, "AdminResetTitle", Form{Action: v.href("reset"), SubmitID: "AdminResetSubmit", Plain: true, Fields: []Field{
			{Name: "email", Kind: Email, LabelID: "AdminEmail", Autocomplete: "username", Required: true, Max: account.MaxEmail, Autofocus: true},
		}})
	}
	return a.tokenPage(c, "AdminResetTitle", Form{Action: v.href("reset", "password"), SubmitID: "AdminPasswordSave", Plain: true, Fields: []Field{
		{Name: tokenField, Kind: Hidden, Value: secret}, newPassword(),
	}})
}

// showReset serves GET /:locale/admin/reset.
func (a *Admin) showReset(c *gin.Context) error {
	secret := readable(c.Query(tokenField))
	page := a.resetPage(c, secret)
	if secret == "" {
		return a.show(c, "reset", page)
	}
	u, err := a.Auth.Check(c.Request.Context(), account.Reset, secret)
	if err != nil {
		return a.refuseToken(c, "reset", page, err)
	}
	page.Name = u.Name
	return a.show(c, "reset", page)
}

// requestReset serves POST /:locale/admin/reset. Its answer is the same
// whether the address is known or not (T19).
func (a *Admin) requestReset(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	page := a.resetPage(c, "")
	page.Form.keep(form)
	if err := a.Auth.RequestReset(c.Request.Context(), form.Get("email"), a.visitor(c)); err != nil {
		return a.refuseToken(c, "reset", page, err)
	}
	page.Asked = true
	return a.show(c, "reset", page)
}

// resetPassword serves POST /:locale/admin/reset/password.
func (a *Admin) resetPassword(c *gin.Context) error {
	return a.choosePassword(c, account.Reset, "reset", a.resetPage)
}

// choosePassword sets the password that a link from a letter allows. Nobody is
// signed in by it: whoever has read the letter has yet to show that they know
// the password (T19).
func (a *Admin) choosePassword(c *gin.Context, p account.Purpose, name string, of func(*gin.Context, string) tokenPage) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	secret := form.Get(tokenField)
	if err := a.Auth.ChoosePassword(c.Request.Context(), p, secret, form.Get("password")); err != nil {
		return a.refuseToken(c, name, of(c, readable(secret)), err)
	}
	return a.done(c, visitOf(c).href("sign-in"), note{ID: "AdminPasswordChosen"})
}
