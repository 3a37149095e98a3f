package admin

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// tagRoutes are those of what texts are about.
func (a *Admin) tagRoutes() []route {
	return []route{
		get("/tags", policy.ManageTags, a.showTags),
		post("/tags", policy.ManageTags, a.chooseTags),
		get("/tags/new", policy.ManageTags, a.showNewTag),
		post("/tags/new", policy.ManageTags, a.addTag),
		get("/tags/merge", policy.ManageTags, a.showMerge),
		post("/tags/merge", policy.ManageTags, a.mergeTags),
		get("/tags/:id", policy.ManageTags, a.showTag),
		post("/tags/:id", policy.ManageTags, a.saveTag),
		post("/tags/:id/remove", policy.ManageTags, a.removeTag),
	}
}

// tagsPage is the template "admin/tags".
type tagsPage struct {
	Page
	List
	Rows    []tagRow
	NewHref string
}

// A tagRow is one term of the list.
type tagRow struct {
	ID    string
	Href  string
	Name  string
	Lang  locale.Tag
	Names []tagName // every language of the site
	Uses  int
}

// A tagName is what a term is called in one language; Name is "" where it is
// missing.
type tagName struct {
	Lang locale.Tag
	Own  string // the language in its own words
	Name string
}

// showTags serves GET /:locale/admin/tags.
func (a *Admin) showTags(c *gin.Context) error {
	v := visitOf(c)
	list := listOf(c, List{
		SearchID: "AdminTagsSearch", BulkPath: v.href("tags"),
		Filters: []Filter{
			{Name: "missing", LabelID: "AdminMissingIn", AnyID: "AdminMissingAny", Options: v.languages()},
			{Name: "used", LabelID: "AdminTagUses", AnyID: "AdminTagUsesAny", Options: []Option{{Value: "no", LabelID: "AdminTagUnused"}}},
		},
		Columns: []Column{{LabelID: "AdminTag", Sort: "name"}, {LabelID: "AdminLanguages"}, {LabelID: "AdminTagUses", Sort: "uses", Down: true, Class: "number"}},
		Bulk:    []Act{{Name: "merge", LabelID: "AdminTagsMerge"}},
		Empty:   Empty{TextID: "AdminTagsEmpty", Href: v.href("tags", "new"), ActionID: "AdminTagNew"},
	}, "name")
	by, down := list.Descending()
	query := store.TermQuery{
		Text: list.Sought, MissingIn: locale.Tag(list.Filter("missing")), Unused: list.Filter("used") == "no",
		Locale: v.locale, Default: v.Site().Set.Default(), ByUses: by == "uses", Reverse: (by == "uses") != down, Compare: v.words.Compare,
		Limit: perPage, Offset: (list.Page - 1) * perPage,
	}
	terms, total, err := a.DB.Terms(c.Request.Context(), query)
	if err != nil {
		return err
	}
	list.paged(total, perPage)
	page := tagsPage{Page: a.page(c, "AdminNavTags"), List: list, NewHref: v.href("tags", "new")}
	page.Live = []string{"admin:tags"}
	for _, t := range terms {
		page.Rows = append(page.Rows, v.tagRow(t))
	}
	return a.show(c, "tags", page)
}

func (v *visit) tagRow(t store.Term) tagRow {
	called := t.Called(v.locale, v.Site().Set.Default())
	row := tagRow{ID: decimal(int64(t.ID)), Href: v.href("tags", decimal(int64(t.ID))), Name: called.Name, Lang: called.Locale, Uses: t.Uses}
	for _, l := range v.Site().Set.Tags() {
		row.Names = append(row.Names, tagName{Lang: l, Own: v.Site().LanguageName(l), Name: t.In(l).Name})
	}
	return row
}

// tagPage is the template "admin/tag": what a term is called, in every
// language.
type tagPage struct {
	Page
	Action   string
	NoticeID string
	Names    []tagFields
	Uses     int
	Remove   string // "" for a new one
	Back     string
}

// tagFields are a name and an address in one language.
type tagFields struct {
	Lang    locale.Tag
	Own     string // the language in its own words
	Name    Field
	Slug    Field
	Address string // up to the slug
	Public  string // where readers find its articles, or ""
	Posts   int    // articles that they find there
}

// tagPageOf returns the page of a term; a term without ID is new. typed holds
// a form that was refused.
func (a *Admin) tagPageOf(c *gin.Context, t store.Term, typed url.Values) *tagPage {
	v := visitOf(c)
	page := &tagPage{Action: v.href("tags", "new"), Uses: t.Uses, Back: v.href("tags")}
	if t.ID == 0 {
		page.Page = a.page(c, "AdminTagNew")
	} else {
		page.Page = a.page(c, "AdminTagTitle", "Name", t.Called(v.locale, v.Site().Set.Default()).Name)
		page.Action = v.href("tags", decimal(int64(t.ID)))
		page.Remove = v.href("tags", decimal(int64(t.ID)), "remove")
	}
	for _, l := range v.Site().Set.Tags() {
		page.Names = append(page.Names, v.tagFields(t.In(l), l, typed))
	}
	return page
}

func (v *visit) tagFields(t content.Tag, l locale.Tag, typed url.Values) tagFields {
	name, slug := "name-"+l.Path(), "slug-"+l.Path()
	f := tagFields{
		Lang: l, Own: v.Site().LanguageName(l), Posts: t.Posts, Address: strings.TrimSuffix(shown(v.Tag(l, "x")), "x"),
		Name: Field{Name: name, LabelID: "AdminName", Value: t.Name, Lang: l, Max: content.MaxName},
		Slug: Field{Name: slug, LabelID: "AdminSlug", Value: t.Slug, Lang: l, Max: content.MaxName},
	}
	if t.Posts > 0 {
		f.Public = v.Tag(l, t.Slug)
	}
	if typed != nil {
		f.Name.Value, f.Slug.Value = readable(typed.Get(name)), readable(typed.Get(slug))
	}
	return f
}

// shown returns a path as people read it.
func shown(path string) string {
	if decoded, err := url.PathUnescape(path); err == nil {
		return decoded
	}
	return path
}

// termOf returns the term of the address.
func (a *Admin) termOf(c *gin.Context) (store.Term, error) {
	id, err := idOf(c, "id")
	if err != nil {
		return store.Term{}, err
	}
	return a.DB.Term(c.Request.Context(), content.TermID(id))
}

// showTag serves GET /:locale/admin/tags/:id.
func (a *Admin) showTag(c *gin.Context) error {
	t, err := a.termOf(c)
	if err != nil {
		return err
	}
	return a.show(c, "tag", a.tagPageOf(c, t, nil))
}

// showNewTag serves GET /:locale/admin/tags/new.
func (a *Admin) showNewTag(c *gin.Context) error {
	return a.show(c, "tag", a.tagPageOf(c, store.Term{}, nil))
}

// addTag serves POST /:locale/admin/tags/new.
func (a *Admin) addTag(c *gin.Context) error { return a.keepTag(c, store.Term{}) }

// saveTag serves POST /:locale/admin/tags/:id.
func (a *Admin) saveTag(c *gin.Context) error {
	t, err := a.termOf(c)
	if err != nil {
		return err
	}
	return a.keepTag(c, t)
}

func (a *Admin) keepTag(c *gin.Context, t store.Term) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	var names []publishing.TagName
	for _, l := range v.Site().Set.Tags() {
		if form.Has("name-" + l.Path()) {
			names = append(names, publishing.TagName{Locale: l, Name: form.Get("name-" + l.Path()), Slug: form.Get("slug-" + l.Path())})
		}
	}
	if _, err = a.Writing.SaveTerm(c.Request.Context(), v.person, t.ID, names...); err != nil {
		page := a.tagPageOf(c, t, form)
		page.refuse(err)
		return a.showInvalid(c, "tag", page, err)
	}
	return a.done(c, v.href("tags"), note{ID: "AdminTagSaved"})
}

// refuse puts beside each field what err says about it.
func (p *tagPage) refuse(err error) {
	bad, _ := errors.AsType[errs.Invalid](err)
	first := true
	for i := range p.Names {
		for _, f := range []*Field{&p.Names[i].Name, &p.Names[i].Slug} {
			f.ErrorID = bad[f.Name]
			f.Autofocus = f.ErrorID != "" && first
			first = first && f.ErrorID == ""
		}
	}
	if first {
		p.NoticeID = noticeOf(err, bad)
	}
}

// removeTag serves POST /:locale/admin/tags/:id/remove.
func (a *Admin) removeTag(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	act, err := a.Writing.RemoveTerm(c.Request.Context(), v.person, content.TermID(id))
	if err != nil {
		return err
	}
	return a.done(c, v.href("tags"), note{ID: "AdminTagRemoved", Act: int64(act.ID)})
}

// chooseTags serves POST /:locale/admin/tags: what is to be done with the
// chosen ones, which for merging is a page that asks which to keep.
func (a *Admin) chooseTags(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	if form.Get("act") != "merge" {
		return problem.Refuse(http.StatusBadRequest, "no such act")
	}
	if len(form["row"]) < 2 {
		return a.done(c, v.href("tags"), note{ID: "AdminTagsChooseTwo"})
	}
	return redirect(c, v.href("tags", "merge")+"?"+url.Values{"row": form["row"]}.Encode())
}
