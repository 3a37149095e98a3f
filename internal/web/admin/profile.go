package admin

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/web/problem"
)

// profileRoutes are those of what is a person's own.
func (a *Admin) profileRoutes() []route {
	return []route{
		get("/profile", policy.Profile, a.showProfile),
		post("/profile", policy.Profile, a.saveProfile),
		post("/profile/letters", policy.Profile, a.saveLetters),
		post("/profile/password", policy.Profile, a.changePassword),
		post("/profile/devices", policy.Profile, a.endOtherSessions),
		post("/profile/devices/:id", policy.Profile, a.endSession),
		post("/profile/passkeys/begin", policy.Profile, a.beginPasskey),
		post("/profile/passkeys", policy.Profile, a.addPasskey),
		post("/profile/passkeys/:id/remove", policy.Profile, a.removePasskey),
	}
}

// profilePage is the template "admin/profile".
type profilePage struct {
	Page
	Self        Form
	Password    Form
	Letters     *Form // nil for whom none could come to
	AddPasskey  Form
	BeginHref   string
	Passkeys    []passkeyRow
	Devices     []deviceRow
	OthersHref  string // ends every other session; "" when there is none
	OthersCount int
}

// A passkeyRow is one passkey of the person.
type passkeyRow struct {
	Name       string
	CreatedAt  time.Time
	UsedAt     *time.Time
	RemoveHref string
}

// A deviceRow is one browser in which the person is signed in.
type deviceRow struct {
	Device  string // "Firefox", or what the browser calls itself
	System  string // "Windows", or ""
	Address string
	SeenAt  time.Time
	Current bool
	EndHref string
}

func (a *Admin) profilePage(c *gin.Context) (profilePage, error) {
	v, ctx := visitOf(c), c.Request.Context()
	u := v.person
	page := profilePage{
		Page: a.page(c, "AdminNavProfile"),
		Self: Form{Action: v.href("profile"), SubmitID: "AdminSave", Fields: []Field{
			{Name: "name", LabelID: "AdminName", HelpID: "AdminNameHelp", Value: u.Name, Autocomplete: "name", Required: true, Max: account.MaxName},
			{Name: "email", Kind: Email, LabelID: "AdminEmail", Value: u.Email, Autocomplete: "email", Required: true, Max: account.MaxEmail},
			{Name: "old_password", Of: "email-", Kind: Password, LabelID: "AdminOldPassword", HelpID: "AdminEmailPasswordHelp", Autocomplete: "current-password"},
			{Name: "language", Kind: Select, LabelID: "AdminLanguage", HelpID: "AdminLanguageHelp", Options: languages(v, u.Language)},
			{Name: "time_zone", LabelID: "AdminTimeZone", HelpID: "AdminTimeZoneHelp", Value: v.ownZone, Placeholder: cmp.Or(v.Site().Zone(), "UTC"), LTR: true, Max: 64, Autocomplete: "off"},
		}},
		Password: Form{Action: v.href("profile", "password"), SubmitID: "AdminPasswordSave", Quiet: true, Fields: []Field{
			{Name: "old_password", Kind: Password, LabelID: "AdminOldPassword", Autocomplete: "current-password", Required: true},
			newPassword(),
		}},
		AddPasskey: Form{Action: v.href("profile", "passkeys"), SubmitID: "AdminPasskeyAdd", Quiet: true, Fields: []Field{
			{Name: "name", Of: "passkey-", LabelID: "AdminPasskeyName", HelpID: "AdminPasskeyNameHelp", Required: true, Max: 60, Autocomplete: "off"},
		}},
	}
	if a.Auth.Passkeys() {
		page.BeginHref = v.href("profile", "passkeys", "begin")
	}
	if u.PasswordHash == "" {
		page.Password.Fields = page.Password.Fields[1:]
	}
	if err := a.addPasskeys(ctx, v, &page); err != nil {
		return page, err
	}
	if err := a.addLetters(ctx, v, &page); err != nil {
		return page, err
	}
	return page, a.addDevices(ctx, v, &page)
}

func (a *Admin) addPasskeys(ctx context.Context, v *visit, page *profilePage) error {
	keys, err := a.DB.Passkeys(ctx, v.person.ID)
	for _, k := range keys {
		row := passkeyRow{Name: k.Name, CreatedAt: v.in(k.CreatedAt), RemoveHref: v.href("profile", "passkeys", k.ID, "remove")}
		if k.UsedAt != nil {
			at := v.in(*k.UsedAt)
			row.UsedAt = &at
		}
		page.Passkeys = append(page.Passkeys, row)
	}
	return err
}

func (a *Admin) addDevices(ctx context.Context, v *visit, page *profilePage) error {
	sessions, err := a.DB.Sessions(ctx, v.person.ID, a.Now())
	for _, s := range sessions {
		browser, system := deviceOf(s.Device)
		page.Devices = append(page.Devices, deviceRow{
			Device: browser, System: system, Address: s.Address, SeenAt: v.in(s.SeenAt),
			Current: s.ID == v.session.ID, EndHref: v.href("profile", "devices", strconv.FormatInt(s.ID, 10)),
		})
	}
	if page.OthersCount = len(sessions) - 1; page.OthersCount > 0 {
		page.OthersHref = v.href("profile", "devices")
	}
	return err
}

// languages returns the languages of the interface to choose from.
func languages(v *visit, chosen locale.Tag) []Option {
	if !v.Site().Set.Has(chosen) {
		chosen = v.Site().Set.Default()
	}
	var options []Option
	for _, l := range v.Site().Set.Tags() {
		options = append(options, Option{Value: string(l), Label: v.Site().LanguageName(l), Lang: l, Chosen: l == chosen})
	}
	return options
}

// showProfile serves GET /:locale/admin/profile.
func (a *Admin) showProfile(c *gin.Context) error {
	page, err := a.profilePage(c)
	if err != nil {
		return err
	}
	return a.show(c, "profile", page)
}

// saveProfile serves POST /:locale/admin/profile. Whatever else the form says,
// such as a role, is not read (trust, matrix).
func (a *Admin) saveProfile(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	v := visitOf(c)
	language := locale.Tag(form.Get("language"))
	if !v.Site().Set.Has(language) {
		language = v.person.Language
	}
	u := account.User{
		Name: strings.TrimSpace(form.Get("name")), Email: form.Get("email"), Language: language,
		TimeZone: strings.TrimSpace(form.Get("time_zone")),
	}
	if err := a.Auth.SaveProfile(c.Request.Context(), v.person, u, form.Get("old_password")); err != nil {
		return a.refuseProfile(c, err, func(p *profilePage) *Form { p.Self.keep(form); return &p.Self })
	}
	l := v.locale
	if language != v.person.Language && language != "" {
		l = language
	}
	return a.done(c, v.Admin(l, "profile"), note{ID: "AdminProfileSaved"})
}

// refuseProfile shows the profile again with what is wrong in one of its forms.
func (a *Admin) refuseProfile(c *gin.Context, why error, of func(*profilePage) *Form) error {
	page, err := a.profilePage(c)
	if err != nil {
		return err
	}
	return a.refuseForm(c, "profile", &page, of(&page), why)
}

// changePassword serves POST /:locale/admin/profile/password.
func (a *Admin) changePassword(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	v := visitOf(c)
	err = a.Auth.ChangePassword(c.Request.Context(), v.person, v.session.ID, form.Get("old_password"), form.Get("password"))
	if err != nil {
		return a.refuseProfile(c, err, func(p *profilePage) *Form { return &p.Password })
	}
	return a.done(c, v.href("profile"), note{ID: "AdminPasswordChanged"})
}

// endSession serves POST /:locale/admin/profile/devices/:id.
func (a *Admin) endSession(c *gin.Context) error {
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	v := visitOf(c)
	if err := a.Auth.Revoke(c.Request.Context(), v.person, id); err != nil {
		return err
	}
	return a.done(c, v.href("profile"), note{ID: "AdminSessionEnded"})
}

// endOtherSessions serves POST /:locale/admin/profile/devices.
func (a *Admin) endOtherSessions(c *gin.Context) error {
	v := visitOf(c)
	if err := a.Auth.RevokeOthers(c.Request.Context(), v.person, v.session.ID); err != nil {
		return err
	}
	return a.done(c, v.href("profile"), note{ID: "AdminSessionsEnded"})
}

// idOf returns the number that a part of the path is; what is none names
// nothing.
func idOf(c *gin.Context, name string) (int64, error) {
	return number64(c.Param(name))
}
