package admin

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/publishing"
	"verso/internal/translation"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// steps offers what can be done with the translation as a whole.
func (p *translatePage) steps(v *visit, view *workbench.View) {
	target := v.post(view.Target.ID, "translate", "publish")
	if view.May.Approve && view.Review {
		for _, s := range listed(view) {
			own := s.EditorID == v.person.ID && !v.Site().ApprovesOwn(view.Target.Locale)
			if s.State == translation.Translated && !s.Outdated && !own && !s.Skip && !s.Omitted && !s.Idle {
				p.Waiting = append(p.Waiting, decimal(int64(s.ID)))
			}
		}
	}
	if len(p.Waiting) > 0 {
		p.ApproveHref = v.post(view.Target.ID, "translate", "approve")
	}
	switch {
	case view.May.Publish && view.Public && view.Changed:
		p.PublishHref, p.PublishID = target, "AdminBenchPublishChanges"
	case view.May.Publish && !view.Public:
		p.PublishHref, p.PublishID = target, "AdminBenchPublish"
	case view.May.Translate && !view.May.Publish && view.Target.Status == content.Draft:
		p.SubmitHref = target
	}
}

// publishTranslation serves POST /:locale/admin/posts/:id/translate/publish:
// readers get what translators have made, or somebody is asked to let them.
func (a *Admin) publishTranslation(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	target, back := content.PostID(id), v.post(content.PostID(id), "translate")
	if form.Get("act") == string(content.InReview) {
		if _, err := a.Writing.Move(ctx, v.person, publishing.Step{Status: content.InReview}, target); err != nil {
			return err
		}
		return a.done(c, back, note{ID: "AdminBenchSubmitted"})
	}
	ready, err := a.Bench.Publishable(ctx, v.person, target)
	if held, ok := errors.AsType[*workbench.Held](err); ok {
		return a.showHeld(c, target, held)
	}
	if err != nil {
		return err
	}
	var step *publishing.Step
	if !ready.Public {
		step = &publishing.Step{Status: content.Published}
	}
	edit := publishing.Edit{Post: ready.Post, Revision: ready.Revision, Fields: ready.Fields}
	_, act, err := a.Writing.SaveAll(ctx, v.person, []publishing.Edit{edit}, step)
	if err != nil {
		return err
	}
	return a.done(c, back, note{ID: "AdminBenchPublished", Act: int64(act.ID)})
}

// showHeld answers 422 with what keeps a translation from being published.
func (a *Admin) showHeld(c *gin.Context, target content.PostID, held *workbench.Held) error {
	page, view, err := a.benchAt(c, target)
	if err != nil {
		return err
	}
	w := visitOf(c).workplaceOf(view, benchQuery{Mode: benchSegment})
	page.Held = &heldView{Untranslated: len(held.Untranslated), Href: w.post(w.target, "translate") + "?show=" + string(translation.Untranslated)}
	faulty := map[translation.SegmentID]bool{}
	for _, s := range held.Faulty {
		faulty[s.ID] = true
	}
	for _, s := range listed(view) {
		if faulty[s.ID] {
			page.Held.Errors = append(page.Held.Errors, w.line(s, false))
		}
	}
	return a.showAs(c, http.StatusUnprocessableEntity, "translate", page)
}

// saveDrafts serves POST /:locale/admin/posts/:id/translate/drafts.
func (a *Admin) saveDrafts(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	n, err := a.Bench.SaveDrafts(c.Request.Context(), v.person, content.PostID(id))
	if err != nil {
		return err
	}
	to := v.post(content.PostID(id), "translate")
	if n == 0 {
		return redirect(c, to+"?show="+showDrafts)
	}
	return a.done(c, to, note{ID: "AdminBenchDraftsSaved", Count: n})
}
