package admin

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/web/problem"
)

// personPage is the template "admin/person": somebody's role and languages,
// or, for somebody new, an invitation.
type personPage struct {
	Page
	Form       Form
	Name       Field // with Email and Language, of an invitation
	Email      Field
	Language   Field
	Role       Field
	Grants     []Field
	Person     personRow
	New        bool
	Self       bool
	Invited    bool // has no password yet
	Disabled   bool
	InviteHref string
	TurnHref   string // disables, or enables
	RemoveHref string
	MailOff    bool
}

// showInvite serves GET /:locale/admin/people/new.
func (a *Admin) showInvite(c *gin.Context) error {
	return a.show(c, "person", a.invitePage(c, account.User{Role: account.Author}))
}

func (a *Admin) invitePage(c *gin.Context, u account.User) personPage {
	v := visitOf(c)
	page := personPage{
		Page:    a.page(c, "AdminPeopleInvite"),
		Form:    Form{Action: v.href("people"), SubmitID: "AdminPeopleSend"},
		Role:    Field{Name: "role", Kind: Radio, LabelID: "AdminRole", Titled: true, Options: roleOptions(roleValue(u.Role))},
		Grants:  grantFields(v, u),
		New:     true,
		MailOff: !a.Mails,
	}
	page.Name = Field{Name: "name", LabelID: "AdminName", Value: u.Name, Required: true, Max: account.MaxName, Autofocus: true, Autocomplete: "off"}
	page.Email = Field{Name: "email", Kind: Email, LabelID: "AdminEmail", Value: u.Email, Required: true, Max: account.MaxEmail, Autocomplete: "off"}
	page.Language = Field{Name: "language", Kind: Select, LabelID: "AdminLanguage", HelpID: "AdminPersonLanguageHelp", Options: languages(v, u.Language)}
	return page
}

// invite serves POST /:locale/admin/people.
func (a *Admin) invite(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	v := visitOf(c)
	u := account.User{
		Name: strings.TrimSpace(form.Get("name")), Email: strings.TrimSpace(form.Get("email")), Role: roleIn(form), Grants: grantsIn(form, v),
		Language: defaultLanguage(v, form.Get("language")), TimeZone: v.ownZone,
	}
	added, err := a.Auth.Invite(c.Request.Context(), v.person, u)
	if err != nil {
		u.Name, u.Email = readable(u.Name), readable(u.Email)
		page := a.invitePage(c, u)
		return a.refusePerson(c, &page, err)
	}
	return a.done(c, v.href("people"), note{ID: a.invitedID(), Args: []string{"Name", added.Name}})
}

// invitedID returns the message about a letter of invitation.
func (a *Admin) invitedID() string {
	if !a.Mails {
		return "AdminPersonInvitedInLog"
	}
	return "AdminPersonLetterSent"
}

// refusePerson shows the page of a person again with what is wrong.
func (a *Admin) refusePerson(c *gin.Context, page *personPage, err error) error {
	all := Form{Fields: []Field{page.Name, page.Email, page.Language, page.Role}}
	all.refuse(err)
	page.Form.NoticeID = all.NoticeID
	if errors.Is(err, errs.Conflict) {
		page.Form.NoticeID = "AdminPersonLastAdmin"
	}
	page.Name, page.Email, page.Language, page.Role = all.Fields[0], all.Fields[1], all.Fields[2], all.Fields[3]
	return a.showInvalid(c, "person", page, err)
}

// showPerson serves GET /:locale/admin/people/:id.
func (a *Admin) showPerson(c *gin.Context) error {
	u, err := a.userOf(c)
	if err != nil {
		return err
	}
	return a.show(c, "person", a.personPage(c, u))
}

// userOf returns the person that the path names.
func (a *Admin) userOf(c *gin.Context) (account.User, error) {
	id, err := idOf(c, "id")
	if err != nil {
		return account.User{}, err
	}
	return a.DB.User(c.Request.Context(), content.UserID(id))
}

func (a *Admin) personPage(c *gin.Context, u account.User) personPage {
	v, id := visitOf(c), strconv.FormatInt(int64(u.ID), 10)
	page := personPage{
		Page:       a.page(c, "AdminPersonTitle", "Name", u.Name),
		Form:       Form{Action: v.href("people", id), SubmitID: "AdminSave"},
		Role:       Field{Name: "role", Kind: Radio, LabelID: "AdminRole", Titled: true, Options: roleOptions(roleValue(u.Role))},
		Grants:     grantFields(v, u),
		Person:     rowOf(v, u),
		Self:       u.ID == v.person.ID,
		Invited:    u.PasswordHash == "",
		Disabled:   u.DisabledAt != nil,
		InviteHref: v.href("people", id, "invite"),
		TurnHref:   v.href("people", id, "disable"),
		RemoveHref: v.href("people", id, "remove"),
		MailOff:    !a.Mails,
	}
	if page.Disabled {
		page.TurnHref = v.href("people", id, "enable")
	}
	page.Live = []string{"admin:people"}
	return page
}

// savePerson serves POST /:locale/admin/people/:id: role and languages.
func (a *Admin) savePerson(c *gin.Context) error {
	u, err := a.userOf(c)
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	v := visitOf(c)
	role, grants := roleIn(form), grantsIn(form, v)
	if err := a.Auth.SetRole(c.Request.Context(), v.person, u.ID, role, grants); err != nil {
		u.Role, u.Grants = role, grants
		page := a.personPage(c, u)
		return a.refusePerson(c, &page, err)
	}
	return a.done(c, v.href("people"), note{ID: "AdminPersonSaved", Args: []string{"Name", u.Name}})
}

// inviteAgain serves POST /:locale/admin/people/:id/invite.
func (a *Admin) inviteAgain(c *gin.Context) error {
	return a.act(c, a.Auth.InviteAgain, a.invitedID())
}

// disablePerson serves POST /:locale/admin/people/:id/disable.
func (a *Admin) disablePerson(c *gin.Context) error {
	return a.act(c, a.Auth.Disable, "AdminPersonTurnedOff")
}

// enablePerson serves POST /:locale/admin/people/:id/enable.
func (a *Admin) enablePerson(c *gin.Context) error {
	return a.act(c, a.Auth.Enable, "AdminPersonTurnedOn")
}

// removePerson serves POST /:locale/admin/people/:id/remove.
func (a *Admin) removePerson(c *gin.Context) error {
	return a.act(c, a.Auth.Remove, "AdminPersonRemoved")
}

// act does something to the person that the path names and says so in the
// list of people.
func (a *Admin) act(c *gin.Context, do func(context.Context, account.User, content.UserID) error, doneID string) error {
	u, err := a.userOf(c)
	if err != nil {
		return err
	}
	v := visitOf(c)
	if err := do(c.Request.Context(), v.person, u.ID); err != nil {
		page := a.personPage(c, u)
		return a.refusePerson(c, &page, err)
	}
	return a.done(c, v.href("people"), note{ID: doneID, Args: []string{"Name", u.Name}})
}
