package admin

import (
	"context"
	"errors"
	"net/url"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// menuItemPage is the template "admin/menuitem": what one link of the menu is
// called in each language, and where it leads.
type menuItemPage struct {
	Page
	Form   Form
	KindID string // message
	Target string // what it leads to, in words
	Lang   locale.Tag
	Back   string
	Remove string
}

// menuItemOf returns the item that the address names.
func (a *Admin) menuItemOf(c *gin.Context) (site.MenuItem, error) {
	id, err := idOf(c, "id")
	if err != nil {
		return site.MenuItem{}, err
	}
	menu, err := a.DB.Menu(c.Request.Context())
	for _, item := range menu {
		if item.ID == id {
			return item, err
		}
	}
	return site.MenuItem{}, errors.Join(err, errs.NotFound)
}

// showMenuItem serves GET /:locale/admin/menu/:id.
func (a *Admin) showMenuItem(c *gin.Context) error {
	item, err := a.menuItemOf(c)
	if err != nil {
		return err
	}
	page, err := a.menuItemPage(c, item)
	if err != nil {
		return err
	}
	return a.show(c, "menuitem", page)
}

func (a *Admin) menuItemPage(c *gin.Context, item site.MenuItem) (*menuItemPage, error) {
	v := visitOf(c)
	named, err := a.menuNames(c.Request.Context(), []site.MenuItem{item})
	if err != nil {
		return nil, err
	}
	bare := item
	bare.Labels = nil
	plain := a.menuRow(v, bare, named) // what readers see where the owner says nothing
	row := a.menuRow(v, item, named)
	page := &menuItemPage{
		Page: a.page(c, "AdminMenuItemTitle", "Name", row.Name), KindID: row.KindID, Target: plain.Name, Lang: plain.Lang,
		Back: v.href("menu"), Remove: row.Remove, Form: Form{Action: row.Href, SubmitID: "AdminSave"},
	}
	if item.Kind == site.ToAddress {
		page.Form.Fields = append(page.Form.Fields,
			Field{Name: "address", LabelID: "AdminMenuAddress", HelpID: "AdminMenuAddressHelp", Value: item.Address, LTR: true, Required: true, Max: 2000})
	}
	for i, l := range v.Site().Set.Tags() {
		page.Form.Fields = append(page.Form.Fields, Field{
			Name: "label-" + l.Path(), Label: v.Site().LanguageName(l), Lang: l, Value: item.Label(l), Max: site.MaxLabel,
			Placeholder: plain.Labels[i].Text,
		})
	}
	return page, nil
}

// saveMenuItem serves POST /:locale/admin/menu/:id.
func (a *Admin) saveMenuItem(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	item, err := a.menuItemOf(c)
	if err != nil {
		return err
	}
	changed := item
	changed.Labels = map[locale.Tag]string{}
	for _, l := range v.Site().Locales { // those of hidden languages stay
		changed.Labels[l.Tag] = item.Label(l.Tag)
		if form.Has("label-" + l.Tag.Path()) {
			changed.Labels[l.Tag] = form.Get("label-" + l.Tag.Path())
		}
	}
	if item.Kind == site.ToAddress {
		changed.Address = form.Get("address")
	}
	_, act, err := a.Writing.SaveMenuItem(c.Request.Context(), v.person, changed)
	if err != nil {
		page, pageErr := a.menuItemPage(c, item)
		if pageErr != nil {
			return pageErr
		}
		page.Form.keep(form)
		return a.refuseForm(c, "menuitem", page, &page.Form, err)
	}
	return a.done(c, v.href("menu"), note{ID: "AdminMenuSaved", Act: int64(act.ID)})
}

// addMenuItem serves POST /:locale/admin/menu.
func (a *Admin) addMenuItem(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	item := site.MenuItem{Kind: site.MenuKind(form.Get("kind")), Section: site.Section(form.Get("section")), Address: form.Get("address")}
	if item.Kind == site.ToWork {
		id, err := number64(form.Get("work"))
		if err != nil {
			return err
		}
		item.Group = content.GroupID(id)
	}
	if label := form.Get("label"); label != "" {
		item.Labels = map[locale.Tag]string{v.locale: label}
	}
	_, act, err := a.Writing.SaveMenuItem(c.Request.Context(), v.person, item)
	if err != nil {
		return a.refuseItem(c, item, form, err)
	}
	return a.done(c, v.href("menu"), note{ID: "AdminMenuSaved", Act: int64(act.ID)})
}

// refuseItem shows the menu again with the form that was refused.
func (a *Admin) refuseItem(c *gin.Context, item site.MenuItem, typed url.Values, err error) error {
	page, pageErr := a.menuPage(c)
	if pageErr != nil {
		return pageErr
	}
	form := &page.Section
	switch item.Kind {
	case site.ToWork:
		form = &page.Work
	case site.ToAddress:
		form = &page.Address
	}
	form.keep(typed)
	return a.refuseForm(c, "menu", page, form, mended(err, "label-"+visitOf(c).locale.Path(), "label"))
}

// mended names a field of an error as its form does.
func mended(err error, from, to string) error {
	bad, ok := errors.AsType[errs.Invalid](err)
	if !ok || bad[from] == "" {
		return err
	}
	bad[to] = bad[from]
	delete(bad, from)
	return bad
}

// startMenu serves POST /:locale/admin/menu/start.
func (a *Admin) startMenu(c *gin.Context) error {
	return a.withMenu(c, "AdminMenuStarted", a.Writing.StartMenu)
}

// clearMenu serves POST /:locale/admin/menu/clear.
func (a *Admin) clearMenu(c *gin.Context) error {
	return a.withMenu(c, "AdminMenuCleared", a.Writing.ClearMenu)
}

// orderMenu serves POST /:locale/admin/menu/order.
func (a *Admin) orderMenu(c *gin.Context) error {
	ids, err := orderIn(c)
	if err != nil {
		return err
	}
	v := visitOf(c)
	act, err := a.Writing.ArrangeMenu(c.Request.Context(), v.person, ids...)
	if err != nil {
		return err
	}
	return a.done(c, v.href("menu"), note{ID: "AdminOrderSaved", Act: int64(act.ID)})
}

// removeMenuItem serves POST /:locale/admin/menu/:id/remove.
func (a *Admin) removeMenuItem(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	act, err := a.Writing.RemoveMenuItem(c.Request.Context(), v.person, id)
	if err != nil {
		return err
	}
	return a.done(c, v.href("menu"), note{ID: "AdminMenuRemoved", Act: int64(act.ID)})
}

// withMenu changes the menu as a whole and says what was done.
func (a *Admin) withMenu(c *gin.Context, id string, act func(context.Context, account.User) (store.Act, error)) error {
	v := visitOf(c)
	done, err := act(c.Request.Context(), v.person)
	if err != nil {
		return err
	}
	return a.done(c, v.href("menu"), note{ID: id, Act: int64(done.ID)})
}
