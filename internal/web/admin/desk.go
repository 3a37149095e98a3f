package admin

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/web/problem"
	"verso/internal/web/view"
)

// What the editor's script asks for while somebody writes.

// A told is the answer to a draft.
type told struct {
	Saved string `json:"saved"`           // "draft kept 12:04"
	Count string `json:"count"`           // words and reading time
	Stale string `json:"stale,omitempty"` // somebody has saved meanwhile
}

// keepDraft serves POST /:locale/admin/posts/:id/draft.
func (a *Admin) keepDraft(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, _, err := a.postOf(c, policy.EditPost)
	if err != nil {
		return err
	}
	fields, _ := fieldsOf(form, v.person.Zone()) // a draft may be wrong
	seen := revisionOf(form)
	err = a.Writing.SaveDraft(c.Request.Context(), v.person, store.Draft{Key: publishing.DraftKey(p.ID), BaseRevision: seen, Fields: fields})
	if err != nil {
		return err
	}
	answer := a.told(v, p.Locale, fields)
	if seen != p.Revision {
		answer.Stale = v.words.Text("AdminDraftStale")
	}
	return answerJSON(c, answer)
}

// keepNewDraft serves POST /:locale/admin/drafts: the text of a post that is
// not there yet.
func (a *Admin) keepNewDraft(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	fields, _ := fieldsOf(form, v.person.Zone())
	kind, l := content.Kind(form.Get("kind")), locale.Tag(form.Get("locale"))
	if !v.Site().Set.Has(l) {
		return errs.NotFound
	}
	err = a.Writing.SaveDraft(c.Request.Context(), v.person, store.Draft{Key: newKey(kind, l), Fields: fields})
	if err != nil {
		return err
	}
	return answerJSON(c, a.told(v, l, fields))
}

func (a *Admin) told(v *visit, l locale.Tag, f content.Fields) told {
	words := markdown.CountWords(f.Body, l)
	return told{
		Saved: v.words.Text("AdminDraftKeptAt", "Time", v.when(a.Now())),
		Count: v.words.Plural("AdminWords", words) + " · " + v.words.ReadingTime(words),
	}
}

func answerJSON(c *gin.Context, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return sendJSON(c, data)
}

// discardDraft serves POST /:locale/admin/posts/:id/discard.
func (a *Admin) discardDraft(c *gin.Context) error {
	v := visitOf(c)
	p, _, err := a.postOf(c, policy.EditPost)
	if err != nil {
		return err
	}
	if err := a.Writing.DiscardDraft(c.Request.Context(), v.person, publishing.DraftKey(p.ID)); err != nil {
		return err
	}
	return redirect(c, v.saved(p))
}

// discardNewDraft serves POST /:locale/admin/drafts/discard: the text of a
// post that is not there yet is dropped.
func (a *Admin) discardNewDraft(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	kind, l := content.Kind(form.Get("kind")), locale.Tag(form.Get("locale"))
	for _, s := range shelves() {
		if s.kind != kind || !v.Site().Set.Has(l) {
			continue
		}
		if err := a.Writing.DiscardDraft(c.Request.Context(), v.person, newKey(kind, l)); err != nil {
			return err
		}
		return redirect(c, v.href(s.path, "new")+"?locale="+l.Path()+"&saved="+l.Path())
	}
	return errs.NotFound
}

// showSlug serves GET /:locale/admin/slug?title=…: the address that a title
// makes, as text.
func (a *Admin) showSlug(c *gin.Context) error {
	view.Send(c.Writer, c.Request, http.StatusOK, view.Meta{Type: "text/plain; charset=utf-8", CacheControl: "no-store"},
		[]byte(content.Slugify(c.Query("title"))))
	return nil
}

// linksPage is the template "admin/links": a list for the link picker.
type linksPage struct {
	Page
	Links []linkOption
}

// A linkOption is a work that a text can lead to.
type linkOption struct {
	ID    string
	Href  string
	Title string
	Lang  locale.Tag
	Name  string // of the language
}

// maxLinks is how many works the link picker offers at once.
const maxLinks = 20

// showLinks serves GET /:locale/admin/links?q=…&locale=…: works in any
// language, those in the language that is written in first.
func (a *Admin) showLinks(c *gin.Context) error {
	v := visitOf(c)
	query := store.PickQuery{Text: readable(c.Query("q")), Locale: locale.Tag(c.Query("locale")), Public: true, Limit: maxLinks}
	query.Owner, query.Locales = known(v.person)
	found, err := a.DB.PickPosts(c.Request.Context(), query)
	if err != nil {
		return err
	}
	page := linksPage{}
	for i, p := range found {
		page.Links = append(page.Links, linkOption{
			ID: "link-" + strconv.Itoa(i), Href: v.Post(p), Title: p.Title, Lang: p.Locale, Name: v.Site().LanguageName(p.Locale),
		})
	}
	return a.show(c, "links", page)
}

// number64 reads an identifier, of an address or of a form: a number from 1.
func number64(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 || strings.HasPrefix(s, "+") {
		return 0, errs.NotFound
	}
	return n, nil
}
