package admin

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/problem"
	"verso/internal/web/view"
)

// A Page is what every page of the admin carries around its own content; page
// structs embed it. All hrefs come ready: templates never join strings into a
// path.
type Page struct {
	Locale   locale.Tag // of the interface
	Title    string     // of the document and its first heading, in the words of Locale
	Site     Site
	Nav      []NavGroup        // empty on the pages before the door
	Switcher []view.SwitchItem // this page in every language of the interface
	Person   *Person           // nil before the door
	Flash    *Flash            // what the last act has to say; nil for nothing
	Nonce    string            // of style elements
	Events   string            // the stream of what changes; "" before the door
	Live     []string          // the keys whose changes this page shows
	Whole    bool              // its links and forms load pages whole: nothing typed is swapped away
}

// Lang returns the page's language for the html lang attribute.
func (p Page) Lang() string { return string(p.Locale) }

// Dir returns the page's writing direction.
func (p Page) Dir() string { return p.Locale.Dir() }

// LiveKeys returns the keys that the page watches, for an attribute.
func (p Page) LiveKeys() string { return strings.Join(p.Live, " ") }

// A Site is whose admin this is.
type Site struct {
	Name     string
	Lang     locale.Tag // of Name
	HomeHref string     // the public home
	Start    string     // the dashboard
}

// A NavGroup is sections that belong together.
type NavGroup struct {
	LabelID string // heard, not seen
	Items   []NavItem
}

// A NavItem is one section of the admin.
type NavItem struct {
	Href    string
	LabelID string // message: "AdminNavArticles"
	Icon    string // name of a drawing in partial/icon.html
	Count   int    // what waits there; 0 shows nothing
	Current bool
	Main    bool // within a thumb's reach on a phone
}

// A Person is who works here.
type Person struct {
	ID          content.UserID
	Name        string
	Email       string
	RoleID      string // message: "AdminRoleEditor"
	ProfileHref string
	SignOutHref string
}

// page returns the base of a page. titleID is the message of its title, with
// the arguments of that message.
func (a *Admin) page(c *gin.Context, titleID string, args ...any) Page {
	v := visitOf(c)
	name, lang := v.Site().Setting(site.Name, v.locale)
	p := Page{
		Locale: v.locale,
		Title:  v.words.Text(titleID, args...),
		Site:   Site{Name: name, Lang: lang, HomeHref: v.Home(v.locale), Start: v.href()},
		Nonce:  v.nonce,
	}
	query := c.Request.URL.Query()
	query.Del("saved") // was said of this page alone
	for _, l := range v.Site().Set.Tags() {
		href := v.WithLocale(v.path, l)
		if len(query) > 0 {
			href += "?" + query.Encode()
		}
		p.Switcher = append(p.Switcher, view.SwitchItem{Href: href, Lang: l, Name: v.Site().LanguageName(l), Current: l == v.locale})
	}
	p.Flash = a.takeFlash(c)
	if v.anonymous() {
		return p
	}
	p.Nav, p.Events = a.nav(v), v.href("events")
	p.Person = &Person{
		ID: v.person.ID, Name: v.person.Name, Email: v.person.Email, RoleID: roleID(v.person.Role),
		ProfileHref: v.href("profile"), SignOutHref: v.href("sign-out"),
	}
	return p
}

// under marks the section that a page belongs to, where its address does not
// say so.
func (p *Page) under(href string) {
	for _, group := range p.Nav {
		for i := range group.Items {
			group.Items[i].Current = group.Items[i].Href == href
		}
	}
}

// show answers with a page of templates/admin.
func (a *Admin) show(c *gin.Context, name string, page any) error {
	return a.showAs(c, http.StatusOK, name, page)
}

// showInvalid answers with the page of a form again, whose page struct holds
// everything that was typed; status and fields come from err. An error that a
// form cannot show is returned.
func (a *Admin) showInvalid(c *gin.Context, name string, page any, err error) error {
	status := problem.Status(err)
	if status >= http.StatusInternalServerError {
		return err
	}
	for field, values := range problem.Header(err) {
		c.Writer.Header()[field] = values
	}
	return a.showAs(c, status, name, page)
}

func (a *Admin) showAs(c *gin.Context, status int, name string, page any) error {
	l := localeOf(c)
	body, err := a.Views.Render(l, "admin/"+name, page)
	if err != nil {
		return err
	}
	view.Send(c.Writer, c.Request, status, view.Meta{Language: l, CacheControl: "no-store"}, body)
	return nil
}

// An errorPage is the template "admin/error": what went wrong, with the way on.
type errorPage struct {
	Page
	Status     int
	TextID     string
	SignInHref string // for somebody who is not signed in
}

// dress returns what shows the errors of a visit.
func (a *Admin) dress(c *gin.Context, v *visit) problem.Dress {
	return func(status int, titleID, textID string) ([]byte, error) {
		page := errorPage{Page: a.page(c, titleID), Status: status, TextID: textID}
		if v.anonymous() {
			page.SignInHref = v.href("sign-in")
		}
		return a.Views.Render(v.locale, "admin/error", page)
	}
}
