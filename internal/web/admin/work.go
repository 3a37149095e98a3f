package admin

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// shelf is a list of works of one kind.
type shelf struct {
	kind    content.Kind
	path    string // below /:locale/admin
	titleID string // message
	newID   string // message of the button
	emptyID string // message of the list without works
}

func shelves() []shelf {
	return []shelf{
		{content.Article, "articles", "AdminNavArticles", "AdminArticleNew", "AdminArticlesEmpty"},
		{content.Page, "pages", "AdminNavPages", "AdminPageNew", "AdminPagesEmpty"},
		{content.Project, "projects", "AdminNavProjects", "AdminProjectNew", "AdminProjectsEmpty"},
	}
}

// workRoutes are the lists of works.
func (a *Admin) workRoutes() []route {
	var routes []route
	for _, s := range shelves() {
		routes = append(routes,
			get("/"+s.path, policy.Enter, func(c *gin.Context) error { return a.showWorks(c, s) }),
			post("/"+s.path, policy.Enter, func(c *gin.Context) error { return a.moveWorks(c, s) }),
			get("/"+s.path+"/new", policy.CreatePost, func(c *gin.Context) error { return a.newPost(c, s) }),
			post("/"+s.path+"/new", policy.CreatePost, func(c *gin.Context) error { return a.createPost(c, s) }),
		)
	}
	return routes
}

// worksPage is the template "admin/works".
type worksPage struct {
	Page
	List
	Rows    []workRow
	New     []NewLink // one for each language a work can begin in
	NewID   string
	Pairs   int // near misses of the import that wait for a decision
	PairsTo string
}

// A NewLink begins a work in a language.
type NewLink struct {
	Href string
	Lang locale.Tag
	Name string
}

// A workRow is one work of a list.
type workRow struct {
	Value   string // its variants, for the form of chosen rows
	Href    string
	Title   string
	Lang    locale.Tag
	States  []VariantState
	Updated string
	Place   *Place // nil where there is no order but that of time
}

// showWorks serves GET /:locale/admin/articles and its likes.
func (a *Admin) showWorks(c *gin.Context, s shelf) error {
	v := visitOf(c)
	list := listOf(c, a.worksList(v, s), s.order())
	by, down := list.Descending()
	query := store.WorkQuery{
		Kind: s.kind, Status: content.Status(list.Filter("status")), MissingIn: locale.Tag(list.Filter("missing")),
		Locale: locale.Tag(list.Filter("language")), Text: list.Sought, Sort: store.WorkSort(by), Compare: v.words.Compare,
		Reverse: (by == string(store.ByTitle) || by == string(store.ByPosition)) == down, Limit: perPage, Offset: (list.Page - 1) * perPage,
	}
	query.Owner, query.Locales = known(v.person)
	found, err := a.DB.Works(c.Request.Context(), query)
	if err != nil {
		return err
	}
	page := worksPage{Page: a.page(c, s.titleID), NewID: s.newID}
	list.paged(found.Total, perPage)
	page.List, page.Live = list, []string{"admin:posts"}
	for _, w := range found.Works {
		page.Rows = append(page.Rows, v.workRow(w))
	}
	if s.ordered() {
		movable := list.Order == s.order() && !list.Narrowed() && policy.Somewhere(v.person, policy.ManageMenu)
		place(page.Rows, found.Works, v.href(s.path, "order"), movable)
	}
	if policy.Somewhere(v.person, policy.CreatePost) {
		page.New = v.beginnings(s)
	}
	if s.kind == content.Article && policy.Somewhere(v.person, policy.ManageMenu) {
		if page.Pairs, err = a.DB.CountNearPairs(c.Request.Context()); err != nil {
			return err
		}
		page.PairsTo = v.href("pairs")
	}
	return a.show(c, "works", page)
}

// known returns whose works, or those of which locales, a person knows of who
// does not know of all; a translator knows of what is published too.
func known(u account.User) (owner content.UserID, locales []locale.Tag) {
	switch u.Role {
	case account.Author:
		return u.ID, nil
	case account.Translator:
		for _, g := range u.Grants {
			locales = append(locales, g.Locale)
		}
		if len(locales) == 0 {
			locales = []locale.Tag{"und"} // none: what is published alone
		}
	}
	return 0, locales
}

func (a *Admin) worksList(v *visit, s shelf) List {
	languages := v.languages()
	list := List{
		SearchID: "AdminWorksSearch", BulkPath: v.href(s.path),
		Filters: []Filter{
			{Name: "status", LabelID: "AdminStatus", AnyID: "AdminStatusAny", Options: statuses()},
			{Name: "language", LabelID: "AdminLanguage", AnyID: "AdminLanguageAny", Options: languages},
			{Name: "missing", LabelID: "AdminMissingIn", AnyID: "AdminMissingAny", Options: append([]Option(nil), languages...)},
		},
		Columns: []Column{
			{LabelID: "AdminTitle", Sort: string(store.ByTitle)},
			{LabelID: "AdminLanguages"},
			{LabelID: "AdminUpdated", Sort: string(store.ByUpdated), Down: true, Class: "number"},
		},
		Empty: Empty{TextID: s.emptyID},
	}
	if s.ordered() {
		list.Columns = append(list.Columns, Column{LabelID: "AdminOrder", Sort: string(store.ByPosition)})
	}
	if policy.Somewhere(v.person, policy.PublishPost) {
		list.Bulk = append(list.Bulk, Act{Name: "published", LabelID: "AdminPublish"}, Act{Name: "draft", LabelID: "AdminUnpublish"})
	}
	if policy.Somewhere(v.person, policy.RemovePost) {
		list.Bulk = append(list.Bulk, Act{Name: "archived", LabelID: "AdminArchive"}, Act{Name: "trashed", LabelID: "AdminTrash", Danger: true},
			Act{Name: "restore", LabelID: "AdminRestore"})
	}
	if policy.Somewhere(v.person, policy.CreatePost) {
		list.Empty.Href, list.Empty.ActionID = v.href(s.path, "new"), s.newID
	}
	return list
}

// languages lists the site's languages as choices of a filter.
func (v *visit) languages() []Option {
	var options []Option
	for _, l := range v.Site().Set.Tags() {
		options = append(options, Option{Value: string(l), Label: v.Site().LanguageName(l), Lang: l})
	}
	return options
}

func (v *visit) beginnings(s shelf) []NewLink {
	var links []NewLink
	for _, l := range v.Site().Set.Tags() {
		links = append(links, NewLink{Href: v.href(s.path, "new") + "?locale=" + l.Path(), Lang: l, Name: v.Site().LanguageName(l)})
	}
	return links
}

func (v *visit) workRow(w store.Work) workRow {
	var row workRow
	var id content.PostID
	row.Title, row.Lang, id = v.title(w)
	ids := make([]string, len(w.Variants))
	for i, p := range w.Variants {
		ids[i] = decimal(int64(p.ID))
		if p.ID == id {
			row.Href = v.workIn(w, p)
		}
		if at := v.in(p.UpdatedAt); i == 0 || row.Updated == "" {
			row.Updated = v.words.Date(at, message.Medium)
		}
	}
	row.Value = strings.Join(ids, ",")
	for _, l := range v.Site().Set.Tags() {
		s := v.state(w.Variants, l)
		if p := v.own(w.Variants, l); p.ID != 0 {
			s.Href = v.workIn(w, p)
		}
		row.States = append(row.States, s)
	}
	return row
}

// moveWorks serves POST /:locale/admin/articles and its likes: one act for
// every variant of the chosen works.
func (a *Admin) moveWorks(c *gin.Context, s shelf) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	var ids []content.PostID
	for _, row := range form["row"] {
		for id := range strings.SplitSeq(row, ",") {
			n, err := strconv.ParseInt(id, 10, 64)
			if err != nil {
				return errs.NotFound
			}
			ids = append(ids, content.PostID(n))
		}
	}
	if len(ids) == 0 {
		return a.done(c, v.href(s.path), note{ID: "AdminNothingChosen"})
	}
	act, err := a.moveTo(c, form.Get("act"), ids)
	if held, ok := errors.AsType[*heldBack](err); ok {
		return a.showHeld(c, held.post, held.Held)
	}
	if err != nil {
		return err
	}
	return a.done(c, v.href(s.path), note{ID: movedID(form.Get("act")), Count: len(form["row"]), Act: int64(act.ID)})
}

// moveTo takes posts to the status that an act names.
func (a *Admin) moveTo(c *gin.Context, act string, ids []content.PostID) (store.Act, error) {
	ctx, by := c.Request.Context(), personOf(c)
	if act == "restore" {
		return a.Writing.Restore(ctx, by, ids...)
	}
	status := content.Status(act)
	switch status {
	case content.Draft, content.InReview, content.Published, content.Archived, content.Trashed:
		return a.publish(c, publishing.Step{Status: status}, ids...)
	}
	return store.Act{}, errs.NotFound
}

// movedID returns the message of what an act did.
func movedID(act string) string {
	switch act {
	case "published":
		return "AdminMovedPublished"
	case "archived":
		return "AdminMovedArchived"
	case "trashed":
		return "AdminMovedTrashed"
	case "restore":
		return "AdminMovedRestored"
	case "review":
		return "AdminMovedReview"
	}
	return "AdminMovedDraft"
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
