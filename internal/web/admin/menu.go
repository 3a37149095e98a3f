package admin

import (
	"cmp"
	"context"
	"slices"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/site"
	"verso/internal/store"
)

// menuRoutes are those of the menu in the head of the public pages.
func (a *Admin) menuRoutes() []route {
	return []route{
		get("/menu", policy.ManageMenu, a.showMenu),
		post("/menu", policy.ManageMenu, a.addMenuItem),
		post("/menu/start", policy.ManageMenu, a.startMenu),
		post("/menu/clear", policy.ManageMenu, a.clearMenu),
		post("/menu/order", policy.ManageMenu, a.orderMenu),
		get("/menu/:id", policy.ManageMenu, a.showMenuItem),
		post("/menu/:id", policy.ManageMenu, a.saveMenuItem),
		post("/menu/:id/remove", policy.ManageMenu, a.removeMenuItem),
	}
}

// menuPage is the template "admin/menu".
type menuPage struct {
	Page
	Rows      []menuRow
	StartPath string // where a menu is made of what readers see without one
	ClearPath string
	OrderPath string
	Section   Form // each adds an item
	Work      Form
	Address   Form
	Full      bool // there is no room for more
}

// A menuRow is one item of the menu.
type menuRow struct {
	Place  Place
	Href   string
	Remove string
	Name   string
	Lang   locale.Tag
	KindID string      // message
	Target string      // an address, or ""
	Labels []menuLabel // every language of the site
}

// A menuLabel is what readers of a language see of an item.
type menuLabel struct {
	Lang    locale.Tag
	Own     string // the language in its own words
	Text    string
	Missing bool // they do not see it, or see another language's words
}

// showMenu serves GET /:locale/admin/menu.
func (a *Admin) showMenu(c *gin.Context) error {
	page, err := a.menuPage(c)
	if err != nil {
		return err
	}
	return a.show(c, "menu", page)
}

func (a *Admin) menuPage(c *gin.Context) (*menuPage, error) {
	v, ctx := visitOf(c), c.Request.Context()
	page := &menuPage{
		Page: a.page(c, "AdminNavMenu"), StartPath: v.href("menu", "start"), ClearPath: v.href("menu", "clear"), OrderPath: v.href("menu", "order"),
	}
	page.Live = []string{"*"}
	menu, err := a.DB.Menu(ctx)
	if err != nil {
		return nil, err
	}
	named, err := a.menuNames(ctx, menu)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(menu))
	for i, item := range menu {
		ids[i] = decimal(item.ID)
	}
	places := placesOf(page.OrderPath, ids)
	for i, item := range menu {
		row := a.menuRow(v, item, named)
		row.Place = places[i]
		page.Rows = append(page.Rows, row)
	}
	page.Full = len(menu) >= site.MaxMenu
	if len(menu) == 0 || page.Full {
		return page, nil
	}
	return page, a.offerItems(ctx, v, page, menu)
}

// menuNames are the works of a menu, in each of their locales.
type menuNames map[content.GroupID][]content.Summary

func (a *Admin) menuNames(ctx context.Context, menu []site.MenuItem) (menuNames, error) {
	var groups []content.GroupID
	for _, item := range menu {
		if item.Kind == site.ToWork {
			groups = append(groups, item.Group)
		}
	}
	return a.DB.VariantsOf(ctx, groups)
}

// menuRow returns an item with what readers of each language see of it.
func (a *Admin) menuRow(v *visit, item site.MenuItem, named menuNames) menuRow {
	row := menuRow{Href: v.href("menu", decimal(item.ID)), Remove: v.href("menu", decimal(item.ID), "remove"), Target: item.Address}
	for _, l := range v.Site().Set.Tags() {
		label := menuLabel{Lang: l, Own: v.Site().LanguageName(l), Text: item.Label(l)}
		switch item.Kind {
		case site.ToSection:
			label.Text = cmp.Or(label.Text, a.Catalog.For(l).Text(navID(item.Section)))
		case site.ToWork:
			p := published(named[item.Group], l)
			label.Missing = p.ID == 0
			label.Text = cmp.Or(label.Text, p.Title)
		case site.ToAddress:
			label.Missing = label.Text == ""
		}
		row.Labels = append(row.Labels, label)
	}
	row.Name, row.Lang = v.menuName(row.Labels, named[item.Group])
	row.Name = cmp.Or(row.Name, item.Address)
	row.KindID = map[site.MenuKind]string{site.ToSection: "AdminMenuSection", site.ToWork: "AdminMenuWork", site.ToAddress: "AdminMenuAddress"}[item.Kind]
	return row
}

// menuName returns what an item is called here: in the language of the
// interface, else in any.
func (v *visit) menuName(labels []menuLabel, variants []content.Summary) (string, locale.Tag) {
	for _, wanted := range []locale.Tag{v.locale, v.Site().Set.Default(), ""} {
		for _, label := range labels {
			if label.Text != "" && (label.Lang == wanted || wanted == "") {
				return label.Text, label.Lang
			}
		}
	}
	for _, p := range variants {
		return p.Title, p.Locale
	}
	return "", ""
}

// published returns the variant that readers of a locale find.
func published(variants []content.Summary, l locale.Tag) content.Summary {
	at := slices.IndexFunc(variants, func(p content.Summary) bool { return p.Locale == l && p.Status == content.Published })
	if at < 0 {
		return content.Summary{}
	}
	return variants[at]
}

// navID returns the message by which the public navigation names a section.
func navID(s site.Section) string {
	switch s {
	case site.Articles:
		return "NavArticles"
	case site.Projects:
		return "NavProjects"
	case site.Tags:
		return "NavTags"
	case site.Archive:
		return "NavArchive"
	case site.Search:
		return "SearchTitle"
	}
	return "NavContact"
}

// offerItems fills the forms that add to the menu with what is not in it.
func (a *Admin) offerItems(ctx context.Context, v *visit, page *menuPage, menu []site.MenuItem) error {
	section := Field{Name: "section", Kind: Select, LabelID: "AdminMenuSection"}
	for _, s := range site.InMenu() {
		if !slices.ContainsFunc(menu, func(i site.MenuItem) bool { return i.Kind == site.ToSection && i.Section == s }) {
			section.Options = append(section.Options, Option{Value: string(s), LabelID: navID(s)})
		}
	}
	work := Field{Name: "work", Kind: Select, LabelID: "AdminMenuWork"}
	for _, kind := range []content.Kind{content.Page, content.Project} {
		found, err := a.DB.Works(ctx, store.WorkQuery{Kind: kind, Sort: store.ByTitle, Compare: v.words.Compare, Limit: maxOffered})
		if err != nil {
			return err
		}
		for _, w := range found.Works {
			if slices.ContainsFunc(menu, func(i site.MenuItem) bool { return i.Kind == site.ToWork && i.Group == w.ID }) {
				continue
			}
			title, lang, _ := v.title(w)
			work.Options = append(work.Options, Option{Value: decimal(int64(w.ID)), Label: title, Lang: lang})
		}
	}
	add := func(kind site.MenuKind, fields ...Field) Form {
		fields = append(fields, Field{Name: "kind", Kind: Hidden, Value: string(kind)})
		return Form{Action: v.href("menu"), SubmitID: "AdminMenuAdd", Quiet: true, Fields: fields}
	}
	page.Section, page.Work = add(site.ToSection, section), add(site.ToWork, work)
	page.Address = add(site.ToAddress,
		Field{Name: "address", LabelID: "AdminMenuAddress", HelpID: "AdminMenuAddressHelp", LTR: true, Required: true, Max: 2000},
		Field{Name: "label", LabelID: "AdminMenuLabel", Required: true, Max: site.MaxLabel, Lang: v.locale})
	return nil
}

// maxOffered is how many works of a kind can be chosen for the menu.
const maxOffered = 500
