package admin

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/web/problem"
)

// filePage is the template "admin/file": one picture.
type filePage struct {
	Page
	Picture  picture
	WholeRef string // of the whole picture
	Alt      string
	Type     string // "PNG"
	Size     mediaSize
	Added    string
	Owner    string // who brought it in, or ""
	Markdown string // what shows it in a text
	Action   string // where the texts are sent; "" when none may be changed
	Texts    []fileTexts
	Uses     []fileUse
	Drafts   int
	Notice   string // what went wrong with the whole
	Remove   string // "" for people who may not
	Back     string
}

// fileTexts are what a picture shows, in one language.
type fileTexts struct {
	Lang    locale.Tag
	Name    string
	Fields  []Field // none where the person may read alone
	Alt     string
	Caption string
	Missing bool
}

// A fileUse is a text that shows the picture.
type fileUse struct {
	Href     string // of its editor, or ""
	Title    string
	Lang     locale.Tag
	Name     string // of the language
	Status   content.Status
	StatusID string
}

// showFile serves GET /:locale/admin/media/:id.
func (a *Admin) showFile(c *gin.Context) error {
	page, err := a.filePage(c, nil)
	if err != nil {
		return err
	}
	return a.show(c, "file", page)
}

// filePage reads the picture of the address; typed holds a form that was
// refused.
func (a *Admin) filePage(c *gin.Context, typed url.Values) (*filePage, error) {
	v, ctx := visitOf(c), c.Request.Context()
	id, err := idOf(c, "id")
	if err != nil {
		return nil, err
	}
	e, err := a.DB.MediaEntry(ctx, content.MediaID(id))
	if err != nil {
		return nil, err
	}
	texts, err := a.DB.MediaTexts(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	uses, err := a.DB.MediaUses(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	page := &filePage{
		Page: a.page(c, "AdminFileTitle", "Name", cmp.Or(e.Name, e.Hash[:8])), Picture: v.thumb(e.Media, 960), WholeRef: v.Media(e.Media),
		Alt: texts[v.locale].Alt, Type: strings.ToUpper(strings.TrimPrefix(e.Type, "image/")), Size: v.mediaSize(e.Media), Added: v.words.DateTime(v.in(e.CreatedAt), message.Medium),
		Back: v.href("media"),
	}
	page.Live = []string{"admin:media"}
	page.Markdown = markdownOf(v.Media(e.Media), texts[v.locale])
	for _, l := range v.Site().Set.Tags() {
		page.addTexts(v, e.Media, l, texts[l], typed)
	}
	for _, p := range uses {
		page.Uses = append(page.Uses, v.fileUse(p))
	}
	if policy.Allows(v.person, policy.RemoveMedia, policy.Object{Owner: e.UserID}) {
		page.Remove = v.href("media", decimal(id), "remove")
	}
	page.Drafts, err = a.DB.MediaDrafts(ctx, e.Hash)
	if err != nil || e.UserID == 0 {
		return page, err
	}
	owner, err := a.DB.User(ctx, e.UserID)
	if errors.Is(err, errs.NotFound) {
		err = nil // left
	}
	page.Owner = owner.Name
	return page, err
}

// addTexts adds what is said in a language: to be changed, or to be read.
func (p *filePage) addTexts(v *visit, m content.Media, l locale.Tag, said content.MediaText, typed url.Values) {
	t := fileTexts{Lang: l, Name: v.Site().LanguageName(l), Alt: said.Alt, Caption: said.Caption, Missing: said.Alt == ""}
	if policy.Allows(v.person, policy.DescribeMedia, policy.Object{Owner: m.UserID, Locale: l}) {
		p.Action = v.href("media", decimal(int64(m.ID)))
		alt, caption := "alt-"+l.Path(), "caption-"+l.Path()
		if typed != nil {
			said.Alt, said.Caption = readable(typed.Get(alt)), readable(typed.Get(caption))
		}
		t.Fields = []Field{
			{Name: alt, Kind: Area, Rows: 2, LabelID: "AdminFileAlt", Value: said.Alt, Lang: l, Max: content.MaxAlt},
			{Name: caption, LabelID: "AdminFileCaption", Value: said.Caption, Lang: l, Max: content.MaxCaption},
		}
	}
	p.Texts = append(p.Texts, t)
}

// fileUse returns a text that shows a picture, with the way to it where the
// person may go.
func (v *visit) fileUse(p content.Summary) fileUse {
	use := fileUse{Title: p.Title, Lang: p.Locale, Name: v.Site().LanguageName(p.Locale), Status: p.Status, StatusID: statusID(p.Status)}
	if policy.Allows(v.person, policy.ReadPost, publishing.Object(v.person, p, nil)) {
		use.Href = v.post(p.ID)
	}
	return use
}

// markdownOf returns what shows a picture in a text.
func markdownOf(src string, t content.MediaText) string {
	escape := strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `"`, `\"`)
	title := ""
	if t.Caption != "" {
		title = ` "` + escape.Replace(t.Caption) + `"`
	}
	return "![" + escape.Replace(t.Alt) + "](" + src + title + ")"
}

// describeFile serves POST /:locale/admin/media/:id: what the picture shows,
// in every language that is in the form.
func (a *Admin) describeFile(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	var texts []content.MediaText
	for _, l := range v.Site().Set.Tags() {
		if form.Has("alt-"+l.Path()) || form.Has("caption-"+l.Path()) {
			texts = append(texts, content.MediaText{Locale: l, Alt: form.Get("alt-" + l.Path()), Caption: form.Get("caption-" + l.Path())})
		}
	}
	err = a.Library.Describe(c.Request.Context(), v.person, content.MediaID(id), texts...)
	if bad, ok := errors.AsType[errs.Invalid](err); ok {
		return a.refuseTexts(c, form, bad)
	}
	if err != nil {
		return err
	}
	return a.done(c, v.href("media", decimal(id)), note{ID: "AdminFileSaved"})
}

// refuseTexts shows the form again, with what has to be mended.
func (a *Admin) refuseTexts(c *gin.Context, typed url.Values, bad errs.Invalid) error {
	page, err := a.filePage(c, typed)
	if err != nil {
		return err
	}
	first := true
	for i := range page.Texts {
		for j := range page.Texts[i].Fields {
			f := &page.Texts[i].Fields[j]
			f.ErrorID = bad[f.Name]
			f.Autofocus = f.ErrorID != "" && first
			first = first && f.ErrorID == ""
		}
	}
	return a.showInvalid(c, "file", page, bad)
}

// removeFile serves POST /:locale/admin/media/:id/remove.
func (a *Admin) removeFile(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	err = a.Library.Remove(c.Request.Context(), v.person, content.MediaID(id))
	if used, ok := errors.AsType[*media.InUse](err); ok {
		page, pageErr := a.filePage(c, nil)
		if pageErr != nil {
			return pageErr
		}
		page.Notice = v.words.Plural("AdminFileInUse", len(used.Posts)+used.Drafts)
		return a.showAs(c, http.StatusConflict, "file", page)
	}
	if err != nil {
		return err
	}
	return a.done(c, v.href("media"), note{ID: "AdminFileRemoved", Back: []string{"media", decimal(id), "restore"}})
}

// restoreFile serves POST /:locale/admin/media/:id/restore.
func (a *Admin) restoreFile(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	if err := a.Library.Restore(c.Request.Context(), v.person, content.MediaID(id)); err != nil {
		return err
	}
	return a.done(c, v.href("media", decimal(id)), note{ID: "AdminUndone"})
}
