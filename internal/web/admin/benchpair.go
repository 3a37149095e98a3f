package admin

import (
	"errors"
	"net/url"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/translation"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// pairs returns the segments with both of their texts to be written.
func (w workplace) pairs(view *workbench.View) []pairView {
	var pairs []pairView
	for _, s := range listed(view) {
		if s.Skip {
			continue
		}
		pair := pairView{
			ID: decimal(int64(s.ID)), Number: s.number, KindID: kindID(s.Kind), Source: s.Source, SourceWas: s.Source, Target: s.Text, TargetWas: s.Text,
			Version: s.Version, Rows: rows(s.Source, s.Text), MayWrite: w.rights.Source,
		}
		switch {
		case s.State == translation.Untranslated:
			pair.State, pair.StateID = string(s.State), "AdminPairsOnlySource"
		case s.Outdated:
			pair.State, pair.StateID = "stale", "AdminPairsSourceNewer"
		case s.Drift == translation.TranslationImproved:
			pair.State, pair.StateID = "scheduled", "AdminPairsTargetNewer"
		default:
			pair.State, pair.StateID = string(translation.Approved), "AdminPairsInStep"
		}
		pairs = append(pairs, pair)
	}
	return pairs
}

// savePairs serves POST /:locale/admin/posts/:id/translate/pairs: both
// languages as somebody who knows both has written them. What they changed on
// both sides is in step (translation 2.7).
func (a *Admin) savePairs(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	edits, err := pairEdits(form)
	if err != nil {
		return err
	}
	target := content.PostID(id)
	_, err = a.Bench.SavePair(ctx, v.person, target, edits...)
	if stale, ok := errors.AsType[*workbench.Stale](err); ok {
		return a.showTyped(c, "AdminPairsStale", stale, edits)
	}
	if invalid, ok := errors.AsType[errs.Invalid](err); ok {
		return a.showTyped(c, noticeOf(err, invalid), err, edits)
	}
	if err != nil {
		return err
	}
	to := v.post(target, "translate") + "?mode=" + benchPair
	if len(edits) == 0 {
		return redirect(c, to)
	}
	return a.done(c, to, note{ID: "AdminPairsSaved"})
}

// pairEdits reads what somebody changed: a text that is as the form was sent
// with it is none.
func pairEdits(form url.Values) ([]workbench.PairEdit, error) {
	var edits []workbench.PairEdit
	for _, value := range form["segment"] {
		id, err := number64(value)
		if err != nil {
			return nil, err
		}
		version, _ := number64(form.Get("version-" + value))
		e := workbench.PairEdit{Segment: translation.SegmentID(id), Version: version, Seen: lines(form.Get("source-was-" + value))}
		if text := lines(form.Get("source-" + value)); form.Has("source-"+value) && text != e.Seen {
			e.Source = &text
		}
		if text := lines(form.Get("target-" + value)); form.Has("target-"+value) && text != lines(form.Get("target-was-"+value)) {
			e.Text = &text
		}
		if e.Source != nil || e.Text != nil {
			edits = append(edits, e)
		}
	}
	return edits, nil
}

// showTyped shows the pair mode again with what was typed, and says why it is
// not saved.
func (a *Admin) showTyped(c *gin.Context, problemID string, cause error, edits []workbench.PairEdit) error {
	c.Request.URL.RawQuery = "mode=" + benchPair
	page, err := a.benchOf(c)
	if err != nil {
		return err
	}
	page.ProblemID = problemID
	for _, e := range edits {
		for i := range page.Pairs {
			p := &page.Pairs[i]
			if p.ID != decimal(int64(e.Segment)) {
				continue
			}
			if e.Source != nil {
				p.Source = *e.Source
			}
			if e.Text != nil {
				if p.Version != e.Version {
					p.Theirs = p.Target
				}
				p.Target = *e.Text
			}
		}
	}
	return a.showInvalid(c, "translate", page, cause)
}
