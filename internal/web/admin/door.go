package admin

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/web/problem"
)

// doorRoutes are those by which people come in and go out.
func (a *Admin) doorRoutes() []route {
	return []route{
		open(get("/sign-in", "", a.showSignIn)),
		open(post("/sign-in", "", a.signIn)),
		open(post("/sign-in/passkey/begin", "", a.beginPasskeySignIn)),
		open(post("/sign-in/passkey", "", a.signInByPasskey)),
		open(post("/sign-out", "", a.signOut)),
	}
}

// signInPage is the template "admin/sign-in".
type signInPage struct {
	Page
	Form      Form
	Passkey   Form   // sent by the script that asks for a passkey
	BeginHref string // or "", where browsers make no passkeys
	ResetHref string
}

func (a *Admin) signInPage(c *gin.Context, next string) signInPage {
	v := visitOf(c)
	keepNext := Field{Name: nextField, Kind: Hidden, Value: v.Next(next, v.locale)}
	page := signInPage{
		Page: a.page(c, "AdminSignInTitle"),
		Form: Form{Action: v.href("sign-in"), SubmitID: "AdminSignIn", Plain: true, Fields: []Field{
			keepNext,
			{Name: "email", Kind: Email, LabelID: "AdminEmail", Autocomplete: "username webauthn", Required: true, Max: account.MaxEmail, Autofocus: true},
			{Name: "password", Kind: Password, LabelID: "AdminPassword", Autocomplete: "current-password", Required: true},
		}},
		Passkey:   Form{Action: v.href("sign-in", "passkey"), SubmitID: "AdminSignInPasskey", Plain: true, Fields: []Field{keepNext}},
		ResetHref: v.href("reset"),
	}
	if a.Auth.Passkeys() {
		page.BeginHref = v.href("sign-in", "passkey", "begin")
	}
	return page
}

// showSignIn serves GET /:locale/admin/sign-in.
func (a *Admin) showSignIn(c *gin.Context) error {
	v, next := visitOf(c), c.Query(nextField)
	if !v.anonymous() {
		return redirect(c, v.Next(next, v.locale))
	}
	to, err := a.unsettled(c, v)
	switch {
	case err != nil:
		return err
	case to != "":
		return redirect(c, to)
	}
	return a.show(c, "sign-in", a.signInPage(c, next))
}

// signIn serves POST /:locale/admin/sign-in.
func (a *Admin) signIn(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	secret, err := a.Auth.SignIn(c.Request.Context(), form.Get("email"), form.Get("password"), a.visitor(c))
	if err != nil {
		page := a.signInPage(c, form.Get(nextField))
		page.Form.keep(form)
		return a.refuseForm(c, "sign-in", &page, &page.Form, err)
	}
	return a.welcome(c, secret, form.Get(nextField))
}

// welcome starts the session of who came in and leads to where they wanted.
func (a *Admin) welcome(c *gin.Context, secret, next string) error {
	v := visitOf(c)
	a.session.Keep(c.Writer, secret, account.SessionLife)
	return redirect(c, v.Next(next, v.locale))
}

// signOut serves POST /:locale/admin/sign-out. What the browser has kept of
// this site goes with the session (ASVS 5.0.0 14.3.1): by the page's script,
// which first sends what the person typed, and leaves what another person's
// expired session has left there for them; else all of it (ADR 10).
func (a *Admin) signOut(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	if err := a.Auth.SignOut(c.Request.Context(), a.session.Value(c.Request)); err != nil {
		return err
	}
	a.session.Forget(c.Writer)
	cleared := `"cache", "storage"`
	if form.Has("cleared") {
		cleared = `"cache"`
	}
	c.Writer.Header().Set("Clear-Site-Data", cleared)
	return redirect(c, visitOf(c).href("sign-in"))
}

// visitor returns the browser that asks, as package auth wants to know it.
func (a *Admin) visitor(c *gin.Context) auth.Visitor {
	return auth.Visitor{Address: c.ClientIP(), Device: readable(c.Request.UserAgent()), Secret: a.session.Value(c.Request)}
}

// refuseForm shows a page again whose form err refuses, with everything that
// was typed.
func (a *Admin) refuseForm(c *gin.Context, name string, page any, form *Form, err error) error {
	err = throttled(err)
	form.refuse(err)
	return a.showInvalid(c, name, page, err)
}

// throttled says to a client, after too many tries, when to come again.
func throttled(err error) error {
	if many, ok := errors.AsType[*auth.Throttled](err); ok {
		return problem.TooManyRequests(many.Wait)
	}
	return err
}

// unsettled returns where people go while the site has no admin; "" once it
// has one.
func (a *Admin) unsettled(c *gin.Context, v *visit) (string, error) {
	if a.settled.Load() {
		return "", nil
	}
	has, err := a.DB.HasAdmin(c.Request.Context())
	if err != nil || !has {
		return v.href("setup"), err
	}
	a.settled.Store(true)
	return "", nil
}

// sendJSON answers a script of this site.
func sendJSON(c *gin.Context, body []byte) error {
	c.Data(http.StatusOK, "application/json", body)
	return nil
}
