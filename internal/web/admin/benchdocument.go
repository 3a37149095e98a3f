package admin

import (
	"errors"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// document returns the whole text as Markdown with the page that it makes.
func (w workplace) document(view *workbench.View) *documentView {
	d := &documentView{
		Preview: w.Preview(view.Target.Summary(), ""), Body: view.Working.Body, Title: view.Working.Title, Stamp: view.Stamp,
		To: w.post(w.target, "translate") + "?segment=",
	}
	if view.May.Translate {
		d.Action = w.post(w.target, "translate")
	}
	var at [][2]int64
	line, done := int64(1), 0
	for _, s := range view.Slots {
		if s.Start < done || s.Start > len(d.Body) || s.Segment == 0 {
			continue
		}
		line += int64(strings.Count(d.Body[done:s.Start], "\n"))
		done = s.Start
		at = append(at, [2]int64{line, int64(s.Segment)})
	}
	d.Lines = asJSON(at)
	return d
}

// saveDocument serves POST /:locale/admin/posts/:id/translate: the whole text
// as somebody wrote it, whose segments find their sources again.
func (a *Admin) saveDocument(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	view, err := a.Bench.Open(c.Request.Context(), v.person, content.PostID(id))
	if err != nil {
		return err
	}
	fields := view.Working
	fields.Body = lines(form.Get("body"))
	_, err = a.Bench.SaveDocument(c.Request.Context(), v.person, workbench.Document{
		Target: content.PostID(id), Stamp: form.Get("stamp"), Fields: fields, Confirm: form.Get("act") == "confirm",
	})
	if err != nil {
		return a.refuseDocument(c, fields.Body, err)
	}
	return a.done(c, v.post(content.PostID(id), "translate")+"?mode="+benchDocument, note{ID: "AdminDocumentSaved"})
}

// refuseDocument shows a text again that was not saved. Where somebody else
// has saved one meanwhile, theirs is compared with it; saving once more puts
// one's own in its place.
func (a *Admin) refuseDocument(c *gin.Context, typed string, cause error) error {
	stale, isStale := errors.AsType[*workbench.StaleDocument](cause)
	invalid, isInvalid := errors.AsType[errs.Invalid](cause)
	if !isStale && !isInvalid {
		return cause
	}
	c.Request.URL.RawQuery = "mode=" + benchDocument
	page, err := a.benchOf(c)
	if err != nil {
		return err
	}
	page.Document.Body, page.ProblemID = typed, noticeOf(cause, invalid)
	if isStale {
		page.Document.Stamp, page.ProblemID = stale.Stamp, "AdminDocumentStale"
		if page.Document.Theirs, err = blockRows(stale.Theirs.Body, typed); err != nil {
			return err
		}
	}
	return a.showInvalid(c, "translate", page, cause)
}
