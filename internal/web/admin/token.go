package admin

import (
	"errors"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/errs"
	"verso/internal/web/middleware"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
)

// tokenField names the secret of a link from a letter or from the log.
const tokenField = "token"

// tokenRoutes are those of the links that work once: setup, invitation, reset.
func (a *Admin) tokenRoutes() []route {
	return []route{
		open(get("/setup", "", a.showSetup)),
		open(post("/setup", "", a.setUp)),
		open(get("/invitation", "", a.showInvitation)),
		open(post("/invitation", "", a.acceptInvitation)),
		open(get("/reset", "", a.showReset)),
		open(post("/reset", "", a.requestReset)),
		open(post("/reset/password", "", a.resetPassword)),
	}
}

// A tokenPage is one of the pages behind a link that works once: the template
// "admin/setup", "admin/invitation" or "admin/reset".
type tokenPage struct {
	Page
	Form       Form
	Name       string // whom the link is for
	Spent      bool   // the link can no longer be used; there is no form
	Asked      bool   // a letter is on its way, if the address is known
	MailOff    bool   // letters stand in the log, since no mail server is set
	SignInHref string
	AgainHref  string // where one asks for a new link
}

func (a *Admin) tokenPage(c *gin.Context, titleID string, form Form) tokenPage {
	v := visitOf(c)
	// The address holds a secret that no other page may learn (T19).
	c.Writer.Header().Set("Referrer-Policy", "no-referrer")
	return tokenPage{
		Page: a.page(c, titleID), Form: form, MailOff: !a.Mails,
		SignInHref: v.href("sign-in"), AgainHref: v.href("reset"),
	}
}

// refuseToken shows a page behind a link again: without its form, when it is
// the link that err refuses.
func (a *Admin) refuseToken(c *gin.Context, name string, page tokenPage, err error) error {
	bad, _ := errors.AsType[errs.Invalid](err)
	page.Spent = bad[tokenField] != ""
	return a.refuseForm(c, name, &page, &page.Form, err)
}

// enterSetup serves GET /setup, the address in the log of a new site: the same
// in the language of the browser.
func (a *Admin) enterSetup(c *gin.Context) error {
	middleware.Private(c)
	b := urls.New(a.Current(), a.Base)
	to := b.Admin(b.Site().Set.Match(c.GetHeader("Accept-Language")), "setup")
	if query := c.Request.URL.RawQuery; query != "" {
		to += "?" + query
	}
	return redirect(c, to)
}

func (a *Admin) setupPage(c *gin.Context, secret string) tokenPage {
	return a.tokenPage(c, "AdminSetupTitle", Form{Action: visitOf(c).href("setup"), SubmitID: "AdminSetupSubmit", Plain: true, Fields: []Field{
		{Name: tokenField, Kind: Hidden, Value: secret},
		{Name: "name", LabelID: "AdminName", HelpID: "AdminNameHelp", Autocomplete: "name", Required: true, Max: account.MaxName, Autofocus: true},
		{Name: "email", Kind: Email, LabelID: "AdminEmail", Autocomplete: "username", Required: true, Max: account.MaxEmail},
		newPassword(),
		{Name: "time_zone", Kind: Hidden, Value: "UTC"},
	}})
}

// newPassword is the field of a password that somebody chooses.
func newPassword() Field {
	return Field{Name: "password", Kind: Password, LabelID: "AdminNewPassword", HelpID: "AdminNewPasswordHelp",
		Autocomplete: "new-password", Required: true}
}

// showSetup serves GET /:locale/admin/setup: the form for the first admin, or
// where its link is to be found.
func (a *Admin) showSetup(c *gin.Context) error {
	to, err := a.unsettled(c, visitOf(c))
	if err != nil {
		return err
	}
	if to == "" {
		return redirect(c, visitOf(c).href())
	}
	secret := c.Query(tokenField)
	page := a.setupPage(c, secret)
	if secret == "" {
		page.Asked = true
		return a.show(c, "setup", page)
	}
	if _, err := a.Auth.Check(c.Request.Context(), account.Setup, secret); err != nil {
		return a.refuseToken(c, "setup", page, err)
	}
	return a.show(c, "setup", page)
}

// setUp serves POST /:locale/admin/setup.
func (a *Admin) setUp(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	u := account.User{Name: strings.TrimSpace(form.Get("name")), Email: form.Get("email"), Language: localeOf(c), TimeZone: form.Get("time_zone")}
	secret, err := a.Auth.CreateAdmin(c.Request.Context(), form.Get(tokenField), u, form.Get("password"), a.visitor(c))
	if err != nil {
		page := a.setupPage(c, readable(form.Get(tokenField)))
		page.Form.keep(form)
		return a.refuseToken(c, "setup", page, err)
	}
	return a.welcome(c, secret, "")
}

func (a *Admin) invitationPage(c *gin.Context, secret string) tokenPage {
	return a.tokenPage(c, "AdminInvitationTitle", Form{Action: visitOf(c).href("invitation"), SubmitID: "AdminPasswordSave", Plain: true, Fields: []Field{
		{Name: tokenField, Kind: Hidden, Value: secret}, newPassword(),
	}})
}

// showInvitation serves GET /:locale/admin/invitation.
func (a *Admin) showInvitation(c *gin.Context) error {
	page := a.invitationPage(c, readable(c.Query(tokenField)))
	u, err := a.Auth.Check(c.Request.Context(), account.Invitation, c.Query(tokenField))
	if err != nil {
		return a.refuseToken(c, "invitation", page, err)
	}
	page.Name = u.Name
	return a.show(c, "invitation", page)
}

// acceptInvitation serves POST /:locale/admin/invitation.
func (a *Admin) acceptInvitation(c *gin.Context) error {
	return a.choosePassword(c, account.Invitation, "invitation", a.invitationPage)
}
