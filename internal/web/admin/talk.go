package admin

import (
	"errors"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/translation"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// addComment serves POST /:locale/admin/posts/:id/segments/:uid/comments.
func (a *Admin) addComment(c *gin.Context) error {
	f, err := segmentFormOf(c)
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	if _, err := a.Bench.Comment(c.Request.Context(), personOf(c), f.target, f.id, f.text, form.Get("on") == "source"); err != nil {
		return a.refuseSegment(c, f, err)
	}
	return a.afterTalk(c, f)
}

// afterTalk leads back to the segment that was talked about.
func (a *Admin) afterTalk(c *gin.Context, f segmentForm) error {
	if wantsJSON(c) {
		return answerJSON(c, segmentTold{})
	}
	if f.query.Mode == benchReview {
		return redirect(c, visitOf(c).reviewHref(f.query))
	}
	to := visitOf(c).post(f.target, "translate")
	if f.id == 0 {
		return redirect(c, to)
	}
	return redirect(c, to+f.query.with("segment", decimal(int64(f.id)))+"#s-"+decimal(int64(f.id)))
}

// resolveComment serves POST /:locale/admin/posts/:id/comments/:comment.
func (a *Admin) resolveComment(c *gin.Context) error {
	v := visitOf(c)
	target, err := idOf(c, "id")
	if err != nil {
		return err
	}
	id, err := idOf(c, "comment")
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	if err := a.Bench.Resolve(c.Request.Context(), v.person, content.PostID(target), id, form.Get("act") != "reopen"); err != nil {
		return err
	}
	return a.afterTalk(c, segmentForm{target: content.PostID(target), id: onSegment(form.Get("on")), query: queryOf(form)})
}

// onSegment reads the segment that a form stands at; 0 for none.
func onSegment(s string) translation.SegmentID {
	id, err := number64(s)
	if err != nil {
		return 0
	}
	return translation.SegmentID(id)
}

// decideSuggestion serves POST /:locale/admin/posts/:id/suggestions/:suggestion.
func (a *Admin) decideSuggestion(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	target, err := idOf(c, "id")
	if err != nil {
		return err
	}
	id, err := idOf(c, "suggestion")
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	version, _ := number64(form.Get("version"))
	f := segmentForm{target: content.PostID(target), id: onSegment(form.Get("on")), act: "save", query: queryOf(form), version: version}
	var saved workbench.Saved
	switch form.Get("act") {
	case "accept":
		saved, err = a.Bench.AcceptSuggestion(ctx, v.person, f.target, id, version, "")
	case "accept-edited":
		f.text = lines(form.Get("text"))
		saved, err = a.Bench.AcceptSuggestion(ctx, v.person, f.target, id, version, f.text)
	case "reject":
		err = a.Bench.RejectSuggestion(ctx, v.person, f.target, id, strings.TrimSpace(form.Get("reason")))
	default:
		return errs.NotFound
	}
	if stale, ok := errors.AsType[*workbench.Stale](err); ok {
		f.id = stale.Current.ID
		return a.showSegmentConflict(c, f, stale)
	}
	if err != nil {
		return a.refuseSegment(c, f, err)
	}
	if saved.Segment.ID != 0 {
		f.id = saved.Segment.ID
	}
	if wantsJSON(c) && f.id != 0 {
		return a.tellSegment(c, f, saved)
	}
	return a.afterTalk(c, f)
}
