package admin

import (
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// matrixRoutes are those of the works by languages.
func (a *Admin) matrixRoutes() []route {
	return []route{
		get("/translations", policy.Translate, a.showTranslations),
		post("/translations/start", policy.AddVariant, a.startTranslations),
	}
}

// matrixPage is the template "admin/translations".
type matrixPage struct {
	Page
	List
	Rows        []matrixRow
	ReviewHref  string // "" for those who may not
	FiguresHref string
	DraftsHref  string // what the person typed and has not saved; "" for nothing
	Drafts      int
}

// A matrixRow is one work.
type matrixRow struct {
	Href    string
	Title   string
	Lang    locale.Tag
	Readers int // who wait for it, in the languages shown
	Cells   []matrixCell
}

// A matrixCell is a work in one language.
type matrixCell struct {
	Lang    locale.Tag
	Name    string
	Href    string
	Begin   string // the value of the box that starts it; "" when it is there, or not this person's to start
	State   string
	StateID string
	Part    bool // it is under way: Percent is of interest
	Percent int
	Stale   int
	Waiting int
	Readers int
	Who     string // who is at it now
}

// showTranslations serves GET /:locale/admin/translations.
func (a *Admin) showTranslations(c *gin.Context) error {
	v := visitOf(c)
	mine := v.tongues()
	list := listOf(c, a.matrixList(v, mine), "-readers")
	shown := mine
	if l := locale.Tag(list.Filter("language")); l != "" {
		shown = []locale.Tag{l}
	}
	query := store.MatrixQuery{
		Text: list.Sought, Locales: shown, Filter: store.MatrixFilter(list.Filter("show")), User: v.person.ID,
		ByReader: list.Order == "-readers" || list.Order == "readers", Limit: perPage, Offset: (list.Page - 1) * perPage,
	}
	for _, l := range shown {
		if v.Site().Reviews(l) {
			query.Reviewed = append(query.Reviewed, l)
		}
	}
	switch v.person.Role {
	case account.Author:
		query.Owner = v.person.ID
	case account.Translator:
		query.Visible = mine
	}
	found, err := a.DB.Matrix(c.Request.Context(), query, a.Now())
	if err != nil {
		return err
	}
	list.paged(found.Total, perPage)
	for _, l := range shown {
		list.Columns = append(list.Columns, Column{Label: v.Site().LanguageName(l), Lang: l, Class: "cell"})
	}
	page := matrixPage{Page: a.page(c, "AdminNavTranslations"), List: list}
	page.Live = []string{"admin:translations", "admin:posts"}
	for _, work := range found.Works {
		page.Rows = append(page.Rows, v.matrixRow(work, found, shown))
	}
	if _, served := a.pages["/review"]; served && policy.Somewhere(v.person, policy.Approve) {
		page.ReviewHref = v.href("review")
	}
	page.FiguresHref = v.href("translations", "figures")
	drafts, err := a.DB.SegmentDrafts(c.Request.Context(), v.person.ID, 0)
	if err != nil {
		return err
	}
	if page.Drafts = len(drafts); page.Drafts > 0 {
		page.DraftsHref = v.href("translations", "drafts")
	}
	return a.show(c, "translations", page)
}

// tongues returns the languages that a person works in: those of a translator,
// else all of the site.
func (v *visit) tongues() []locale.Tag {
	if v.person.Role != account.Translator {
		return v.Site().Set.Tags()
	}
	var mine []locale.Tag
	for _, l := range v.Site().Set.Tags() {
		if v.person.Translates(l) {
			mine = append(mine, l)
		}
	}
	return mine
}

func (a *Admin) matrixList(v *visit, mine []locale.Tag) List {
	var languages []Option
	for _, l := range mine {
		languages = append(languages, Option{Value: string(l), Label: v.Site().LanguageName(l), Lang: l})
	}
	return List{
		SearchID: "AdminMatrixSearch", BulkPath: v.href("translations", "start"),
		Filters: []Filter{
			{Name: "show", LabelID: "AdminMatrixShow", AnyID: "AdminMatrixAny", Options: []Option{
				{Value: string(store.MissingWork), LabelID: "AdminMatrixMissing"}, {Value: string(store.ChangedWork), LabelID: "AdminMatrixChanged"},
				{Value: string(store.ReviewWork), LabelID: "AdminMatrixReview"}, {Value: string(store.MyWork), LabelID: "AdminMatrixMine"},
			}},
			{Name: "language", LabelID: "AdminLanguage", AnyID: "AdminMatrixInAny", Options: languages},
		},
		Columns: []Column{
			{LabelID: "AdminMatrixWork", Sort: "new", Down: true},
			{LabelID: "AdminMatrixReaders", Sort: "readers", Down: true, Class: "number"},
		},
		Empty: Empty{TextID: "AdminMatrixEmpty"},
	}
}

// matrixRow returns a work by what it is called in the language of the
// interface, else in its own.
func (v *visit) matrixRow(work content.Group, found store.MatrixPage, shown []locale.Tag) matrixRow {
	cells := found.Cells[work.ID]
	variants := make([]content.Summary, 0, len(cells))
	for _, m := range cells {
		variants = append(variants, cellSummary(m))
	}
	if len(variants) == 0 {
		return matrixRow{}
	}
	source := content.Source(variants, work.SourceID, v.Site().Set.Default())
	called := source
	for _, p := range variants {
		if p.Locale == v.locale && p.Status != content.Trashed {
			called = p
		}
	}
	row := matrixRow{Title: called.Title, Lang: called.Locale, Href: v.post(called.ID)}
	for _, l := range shown {
		cell := v.emptyCell(work.ID, l, variants)
		for _, m := range cells {
			if m.Locale == l && m.Status != content.Trashed {
				cell = v.matrixCell(m, source.ID, variants)
				cell.Who = v.presentAt(found.Present[m.PostID])
			}
		}
		if readers := found.Readers[work.ID][l]; cell.State != string(content.Published) {
			cell.Readers = int(readers)
			row.Readers += int(readers)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// emptyCell is a language that a work lacks.
func (v *visit) emptyCell(work content.GroupID, l locale.Tag, variants []content.Summary) matrixCell {
	cell := matrixCell{Lang: l, Name: v.Site().LanguageName(l), State: "none", StateID: "AdminMatrixNone"}
	if policy.Allows(v.person, policy.AddVariant, policy.ObjectOf(v.person, content.Summary{Locale: l}, variants)) {
		cell.Begin = decimal(int64(work)) + ":" + string(l)
	}
	return cell
}

// matrixCell is a language that a work has: the source says how public it is,
// a translation how far.
func (v *visit) matrixCell(m store.MatrixCell, source content.PostID, variants []content.Summary) matrixCell {
	cell := matrixCell{
		Lang: m.Locale, Name: v.Site().LanguageName(m.Locale), State: string(m.Status), StateID: statusID(m.Status),
		Percent: m.Percent(), Stale: m.Stale, Waiting: m.Suggestions, Href: v.post(m.PostID),
	}
	object := policy.ObjectOf(v.person, cellSummary(m), variants)
	if m.PostID == source {
		if !policy.Allows(v.person, policy.ReadPost, object) {
			cell.Href = ""
		}
		return cell
	}
	if policy.Allows(v.person, policy.Suggest, object) {
		cell.Href = v.post(m.PostID, "translate")
	} else if !policy.Allows(v.person, policy.ReadPost, object) {
		cell.Href = ""
	}
	if !m.Known {
		return cell
	}
	if v.Site().Reviews(m.Locale) || m.Status == content.InReview {
		cell.Waiting += m.Translated
	}
	cell.Part = cell.Percent < 100
	switch {
	case m.Status == content.Published || m.Status == content.Scheduled:
	case m.Untranslated == m.Segments && m.Segments > 0:
		cell.State, cell.StateID, cell.Part = "untranslated", "AdminStateUntranslated", false
	case cell.Part:
		cell.State, cell.StateID = "needs-edit", "AdminMatrixUnderway"
	case m.Status == content.Draft:
		cell.State, cell.StateID = "translated", "AdminMatrixReady"
	}
	return cell
}

// cellSummary returns what lists know of a post.
func cellSummary(m store.MatrixCell) content.Summary {
	return content.Summary{
		ID: m.PostID, GroupID: m.GroupID, Kind: m.Kind, Locale: m.Locale, Slug: m.Slug, Title: m.Title, Status: m.Status,
		SourceID: m.SourceID, AuthorID: m.AuthorID, UpdatedAt: m.UpdatedAt,
	}
}

// startTranslations serves POST /:locale/admin/translations/start: the chosen
// works are begun in the chosen languages, each language in one act.
func (a *Admin) startTranslations(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	chosen := map[locale.Tag][]content.GroupID{}
	for _, value := range form["start"] {
		work, l, _ := strings.Cut(value, ":")
		id, err := number64(work)
		if err != nil || !v.Site().Set.Has(locale.Tag(l)) {
			return errs.NotFound
		}
		chosen[locale.Tag(l)] = append(chosen[locale.Tag(l)], content.GroupID(id))
	}
	back, ok := v.back(c)
	if !ok {
		back = v.href("translations")
	}
	said := note{ID: "AdminMatrixStarted"}
	for _, l := range v.Site().Set.Tags() {
		if len(chosen[l]) == 0 {
			continue
		}
		started, act, err := a.Writing.Start(c.Request.Context(), v.person, l, chosen[l]...)
		if err != nil {
			return err
		}
		said.Count += len(started.Posts)
		if len(chosen) == 1 {
			said.Act = int64(act.ID)
		}
		if len(started.Posts) == 1 && len(form["start"]) == 1 {
			back = v.post(started.Posts[0].ID, "translate")
		}
	}
	if said.Count == 0 {
		return a.done(c, back, note{ID: "AdminNothingChosen"})
	}
	return a.done(c, back, said)
}

// presentAt returns who is somewhere, in words.
func (v *visit) presentAt(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return v.words.List(names)
}
