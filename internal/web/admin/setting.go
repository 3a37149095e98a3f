package admin

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/site"
	"verso/internal/web/problem"
)

// settingRoutes are those of what the site says of itself, and in which
// languages.
func (a *Admin) settingRoutes() []route {
	return []route{
		get("/settings", policy.ManageSite, a.showSettings),
		post("/settings", policy.ManageSite, a.saveSettings),
		get("/languages", policy.ManageSite, a.showLanguages),
		post("/languages", policy.ManageSite, a.addLanguage),
		get("/languages/:tag", policy.ManageSite, a.showLanguage),
		post("/languages/:tag", policy.ManageSite, a.saveLanguage),
		post("/languages/:tag/do", policy.ManageSite, a.doLanguage),
	}
}

// settingsPage is the template "admin/settings": what holds for the whole
// site, and what it says in each language.
type settingsPage struct {
	Page
	General Form
	Texts   []languageForm
}

// A languageForm is a form about one language.
type languageForm struct {
	Lang locale.Tag
	Name string
	Form Form
}

// spoken are the settings that each language may have of its own.
func spoken() []site.Setting {
	return append([]site.Setting{site.Name, site.Tagline, site.Hero, site.Links, site.Author, site.MissingPolicy}, translating()...)
}

// general are the settings of the whole site.
func general() []site.Setting {
	names := append([]site.Setting{site.MissingPolicy, site.PerPage, site.StaleAfter}, translating()...)
	return append(names, site.TimeZone, site.Author, site.Contact, site.Accent, site.Style)
}

// showSettings serves GET /:locale/admin/settings.
func (a *Admin) showSettings(c *gin.Context) error {
	return a.show(c, "settings", a.settingsPage(c))
}

func (a *Admin) settingsPage(c *gin.Context) *settingsPage {
	v := visitOf(c)
	page := &settingsPage{Page: a.page(c, "AdminNavSettings"), General: v.settingForm("", general())}
	page.Live = []string{"*"}
	for _, l := range v.Site().Set.Tags() {
		page.Texts = append(page.Texts, languageForm{l, v.Site().LanguageName(l), v.settingForm(l, spoken())})
	}
	return page
}

// settingForm returns the form of some settings; l is "" for the whole site.
func (v *visit) settingForm(l locale.Tag, names []site.Setting) Form {
	f := Form{Action: v.href("settings"), SubmitID: "AdminSave", Quiet: l != "", Fields: []Field{{Name: "locale", Kind: Hidden, Value: string(l)}}}
	for _, name := range names {
		field := settingField(name, l, v.Site().Own(name, l))
		if l != "" {
			field.Of = l.Path() + "-"
			field.Placeholder, _ = v.Site().Setting(name, l) // what stands in
		}
		f.Fields = append(f.Fields, field)
	}
	return f
}

// settingField returns the control of a setting.
func settingField(name site.Setting, l locale.Tag, value string) Field {
	f := Field{Name: string(name), Value: value, Lang: l}
	switch name {
	case site.Name:
		f.LabelID = "AdminSettingName"
	case site.Tagline:
		f.LabelID, f.HelpID = "AdminSettingTagline", "AdminSettingTaglineHelp"
	case site.Hero:
		f.LabelID, f.HelpID, f.Kind, f.Rows = "AdminSettingHero", "AdminSettingHeroHelp", Area, 3
	case site.Links:
		f.LabelID, f.HelpID, f.Kind, f.Rows = "AdminSettingLinks", "AdminSettingLinksHelp", Area, 3
	case site.TimeZone:
		f.LabelID, f.HelpID, f.LTR, f.Max, f.Placeholder = "AdminTimeZone", "AdminSettingTimeZoneHelp", true, 64, "UTC"
	case site.Author:
		f.LabelID, f.HelpID = "AdminSettingAuthor", "AdminSettingAuthorHelp"
	case site.Contact:
		f.LabelID, f.HelpID, f.LTR = "AdminSettingContact", "AdminSettingContactHelp", true
	case site.PerPage:
		f.LabelID, f.Kind = "AdminSettingPerPage", Number
		f.Placeholder = strconv.Itoa(site.DefaultPerPage)
	case site.StaleAfter:
		f.LabelID, f.HelpID, f.Kind, f.Placeholder = "AdminSettingStaleAfter", "AdminSettingStaleAfterHelp", Number, "1"
	case site.MissingPolicy:
		f.LabelID, f.Kind, f.Lang = "AdminSettingMissing", Radio, ""
		if l != "" {
			f.Kind = Select
			f.Options = []Option{
				{LabelID: "AdminMissingAsSite", Chosen: value == ""},
				{Value: "strict", LabelID: "AdminMissingStrict", Chosen: value == "strict"},
				{Value: "original", LabelID: "AdminMissingOriginal", Chosen: value == "original"},
			}
			break
		}
		f.Options = []Option{
			{Value: "strict", LabelID: "AdminMissingStrict", HelpID: "AdminMissingStrictHelp", Chosen: value != "original"},
			{Value: "original", LabelID: "AdminMissingOriginal", HelpID: "AdminMissingOriginalHelp", Chosen: value == "original"},
		}
	case site.Review, site.SelfApproval, site.PublishPolicy:
		return translatingField(f, l, value)
	case site.Accent:
		f.LabelID, f.HelpID, f.LTR = "AdminSettingAccent", "AdminSettingAccentHelp", true
	case site.Style:
		f.LabelID, f.HelpID, f.Kind, f.Rows, f.LTR = "AdminSettingStyle", "AdminSettingStyleHelp", Area, 8, true
	}
	return f
}

// saveSettings serves POST /:locale/admin/settings: one of its forms.
func (a *Admin) saveSettings(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	l, names := locale.Tag(form.Get("locale")), spoken()
	if l == "" {
		names = general()
	}
	values := map[site.Setting]string{}
	for _, name := range names {
		if form.Has(string(name)) {
			values[name] = form.Get(string(name))
		}
	}
	if err := a.Writing.SetSettings(c.Request.Context(), v.person, l, values); err != nil {
		page := a.settingsPage(c)
		refused := &page.General
		for i := range page.Texts {
			if page.Texts[i].Lang == l {
				refused = &page.Texts[i].Form
			}
		}
		refused.keep(form)
		return a.refuseForm(c, "settings", page, refused, err)
	}
	return a.done(c, v.href("settings"), note{ID: "AdminSettingsSaved"})
}

// languagesPage is the template "admin/languages".
type languagesPage struct {
	Page
	Languages []languageRow
	Add       Form
}

type languageRow struct {
	Lang     locale.Tag
	Name     string
	Own      string // its name in the language of the interface
	Href     string
	DoHref   string
	Articles int
	Enabled  bool
	Default  bool
	First    bool
	Last     bool
}

// showLanguages serves GET /:locale/admin/languages.
func (a *Admin) showLanguages(c *gin.Context) error {
	page, err := a.languagesPage(c)
	if err != nil {
		return err
	}
	return a.show(c, "languages", page)
}

func (a *Admin) languagesPage(c *gin.Context) (*languagesPage, error) {
	v := visitOf(c)
	counts, err := a.DB.CountByLocale(c.Request.Context(), content.Article)
	page := &languagesPage{Page: a.page(c, "AdminNavLanguages"), Add: Form{
		Action: v.href("languages"), SubmitID: "AdminLanguageAdd",
		Fields: []Field{{
			Name: "locale", LabelID: "AdminLanguageTag", HelpID: "AdminLanguageTagHelp", LTR: true, Required: true, Max: 35, Suggested: a.addable(v),
		}},
	}}
	page.Live = []string{"*"}
	all := v.Site().Locales
	for i, l := range all {
		page.Languages = append(page.Languages, languageRow{
			Lang: l.Tag, Name: v.Site().LanguageName(l.Tag), Own: v.words.LanguageName(l.Tag), Articles: counts[l.Tag],
			Href: v.href("languages", l.Tag.Path()), DoHref: v.href("languages", l.Tag.Path(), "do"),
			Enabled: l.Enabled, Default: l.Default, First: i == 0, Last: i == len(all)-1,
		})
	}
	return page, err
}

// addLanguage serves POST /:locale/admin/languages.
func (a *Admin) addLanguage(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	tag, err := locale.Parse(form.Get("locale"))
	if err != nil {
		err = errs.Invalid{"locale": "LanguageUnknown"}
	} else {
		err = a.Writing.AddLocale(c.Request.Context(), v.person, tag)
	}
	if err != nil {
		page, pageErr := a.languagesPage(c)
		if pageErr != nil {
			return pageErr
		}
		page.Add.keep(form)
		return a.refuseForm(c, "languages", page, &page.Add, err)
	}
	return a.done(c, v.href("languages"), note{ID: "AdminLanguageAdded", Args: []string{"Language", v.words.LanguageName(tag)}})
}

// languageOf returns the language that the address names, enabled or not.
func (v *visit) languageOf(c *gin.Context) (site.Locale, error) {
	for _, l := range v.Site().Locales {
		if l.Tag.Path() == c.Param("tag") {
			return l, nil
		}
	}
	return site.Locale{}, errs.NotFound
}

// doLanguage serves POST /:locale/admin/languages/:tag/do: order, default,
// shown or hidden.
func (a *Admin) doLanguage(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	l, err := v.languageOf(c)
	if err != nil {
		return err
	}
	switch form.Get("act") {
	case "default":
		err = a.Writing.DefaultLocale(ctx, v.person, l.Tag)
	case "hide":
		err = a.Writing.DisableLocale(ctx, v.person, l.Tag)
	case "show":
		err = a.Writing.AddLocale(ctx, v.person, l.Tag)
	case "up", "down":
		err = a.Writing.OrderLocales(ctx, v.person, v.moved(l.Tag, form.Get("act") == "up"))
	default:
		err = errs.NotFound
	}
	if err != nil {
		return err
	}
	return a.done(c, v.href("languages"), note{ID: "AdminSettingsSaved"})
}

// moved returns the order of the languages with one a place further.
func (v *visit) moved(tag locale.Tag, up bool) []locale.Tag {
	var tags []locale.Tag
	at := 0
	for i, l := range v.Site().Locales {
		tags = append(tags, l.Tag)
		if l.Tag == tag {
			at = i
		}
	}
	to := at + 1
	if up {
		to = at - 1
	}
	if to >= 0 && to < len(tags) {
		tags[at], tags[to] = tags[to], tags[at]
	}
	return tags
}

// languagePage is the template "admin/language": the words of a language's
// addresses.
type languagePage struct {
	Page
	Lang locale.Tag
	Back string
	Form Form
}

// showLanguage serves GET /:locale/admin/languages/:tag.
func (a *Admin) showLanguage(c *gin.Context) error {
	page, err := a.languagePage(c)
	if err != nil {
		return err
	}
	return a.show(c, "language", page)
}

func (a *Admin) languagePage(c *gin.Context) (*languagePage, error) {
	v := visitOf(c)
	l, err := v.languageOf(c)
	if err != nil {
		return nil, err
	}
	page := &languagePage{
		Page: a.page(c, "AdminLanguageTitle", "Language", v.words.LanguageName(l.Tag)), Lang: l.Tag, Back: v.href("languages"),
		Form: Form{Action: v.href("languages", l.Tag.Path()), SubmitID: "AdminSave"},
	}
	for _, section := range site.Sections() {
		page.Form.Fields = append(page.Form.Fields, Field{
			Name: "word." + string(section), LabelID: sectionID(section), Value: v.Site().Word(l.Tag, section), Lang: l.Tag,
		})
	}
	return page, nil
}

// sectionID returns the message that names a section of the public site.
func sectionID(s site.Section) string {
	switch s {
	case site.Articles:
		return "ArticlesTitle"
	case site.Projects:
		return "ProjectsTitle"
	case site.Tags:
		return "TagsTitle"
	case site.Archive:
		return "ArchiveTitle"
	case site.Search:
		return "SearchTitle"
	}
	return "ContactTitle"
}

// saveLanguage serves POST /:locale/admin/languages/:tag.
func (a *Admin) saveLanguage(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	page, err := a.languagePage(c)
	if err != nil {
		return err
	}
	values := map[site.Setting]string{}
	for _, section := range site.Sections() {
		values[site.Setting("word."+string(section))] = form.Get("word." + string(section))
	}
	if err := a.Writing.SetSettings(c.Request.Context(), v.person, page.Lang, values); err != nil {
		page.Form.keep(form)
		return a.refuseForm(c, "language", page, &page.Form, err)
	}
	return a.done(c, v.href("languages"), note{ID: "AdminSettingsSaved"})
}
