package admin

import (
	"github.com/gin-gonic/gin"

	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// figureRoutes are those of what is counted and kept across translations.
func (a *Admin) figureRoutes() []route {
	return []route{
		get("/translations/figures", policy.Translate, a.showFigures),
		get("/translations/drafts", policy.Enter, a.showDrafts),
	}
}

// figuresPage is the template "admin/figures": how far each language is, and
// who works in it (translation 2.13).
type figuresPage struct {
	Page
	BackHref  string
	Since     string
	Languages []languageFigures
}

// languageFigures are those of one language.
type languageFigures struct {
	Lang    locale.Tag
	Name    string
	Percent int // of words, floored
	Words   int
	States  []stateFigure // those that need an edit by reason too
	People  []personFigure
	Href    string // its works
}

// A stateFigure is how many segments are in a state, or need an edit for a
// reason.
type stateFigure struct {
	State    string // "" for a reason
	LabelID  string
	Segments int
	Words    int
}

// A personFigure is what somebody has done of late.
type personFigure struct {
	Name     string
	Segments int
	Words    int
	Approved int
}

// showFigures serves GET /:locale/admin/translations/figures.
func (a *Admin) showFigures(c *gin.Context) error {
	v := visitOf(c)
	found, err := a.Bench.Statistics(c.Request.Context(), v.person)
	if err != nil {
		return err
	}
	page := figuresPage{Page: a.page(c, "AdminFiguresTitle"), BackHref: v.href("translations"), Since: v.when(found.Since)}
	page.Live = []string{"admin:translations"}
	for _, l := range found.Locales {
		if l.Translations > 0 {
			page.Languages = append(page.Languages, v.figures(l))
		}
	}
	return a.show(c, "figures", page)
}

func (v *visit) figures(l workbench.LocaleStatistics) languageFigures {
	f := languageFigures{
		Lang: l.Locale, Name: v.Site().LanguageName(l.Locale), Percent: l.Percent(), Words: l.Words,
		Href: v.href("translations") + "?language=" + string(l.Locale),
	}
	figure := func(s translation.State, segments, words int) {
		f.States = append(f.States, stateFigure{string(s), stateID(s), segments, words})
	}
	figure(translation.Approved, l.Approved, l.ApprovedWords)
	figure(translation.Translated, l.Translated, l.TranslatedWords)
	figure(translation.NeedsEdit, l.NeedsEdit, l.NeedsEditWords)
	for _, r := range l.Reasons {
		f.States = append(f.States, stateFigure{LabelID: reasonID(r.Reason), Segments: r.Segments, Words: r.Words})
	}
	figure(translation.Untranslated, l.Untranslated, l.UntranslatedWords)
	for _, p := range l.People {
		f.People = append(f.People, personFigure{p.Name, p.Segments, p.Words, p.Approved})
	}
	return f
}

// draftsPage is the template "admin/drafts": what a person typed in any
// translation and has not saved, even where they may no longer (translation
// case 65).
type draftsPage struct {
	Page
	BackHref string
	Drafts   []draftRow
}

// A draftRow is one such text.
type draftRow struct {
	Href  string // its segment; "" where the person may no longer save
	Title string
	Lang  locale.Tag
	Name  string // of the language
	When  string
	Text  string
}

// Dir returns the writing direction of the text.
func (r draftRow) Dir() string { return r.Lang.Dir() }

// showDrafts serves GET /:locale/admin/translations/drafts.
func (a *Admin) showDrafts(c *gin.Context) error {
	v := visitOf(c)
	found, err := a.Bench.Drafts(c.Request.Context(), v.person)
	if err != nil {
		return err
	}
	page := draftsPage{Page: a.page(c, "AdminDraftsTitle"), BackHref: v.href("translations")}
	for _, d := range found {
		row := draftRow{Title: d.Title, Lang: d.Locale, Name: v.Site().LanguageName(d.Locale), When: v.when(d.UpdatedAt), Text: d.Text}
		if d.Saveable {
			row.Href = v.post(d.TargetID, "translate") + "?segment=" + decimal(int64(d.UID))
		}
		page.Drafts = append(page.Drafts, row)
	}
	return a.show(c, "drafts", page)
}
