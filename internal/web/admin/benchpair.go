package admin

import (
	"context"
	"net/url"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
	"verso/internal/translation"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// pairs returns the segments with both of their texts to be written.
func (w workplace) pairs(view *workbench.View) []pairView {
	var pairs []pairView
	for i, s := range view.Segments {
		if s.Skip {
			continue
		}
		pair := pairView{
			ID: decimal(int64(s.ID)), Number: i + 1, KindID: kindID(s.Kind), Source: s.Source, Target: s.Text, Version: s.Version,
			Rows: rows(s.Source, s.Text), MayWrite: w.writes,
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
	before, err := a.Bench.Open(ctx, v.person, content.PostID(id))
	if err != nil {
		return err
	}
	if err := a.savePairSource(ctx, v, before, form); err != nil {
		return err
	}
	// The versions that the person saw count; what moved since by the new
	// source is their own doing.
	seen := map[translation.SegmentID]workbench.Segment{}
	for _, s := range before.Segments {
		seen[s.ID] = s
	}
	now, err := a.Bench.Open(ctx, v.person, content.PostID(id))
	if err != nil {
		return err
	}
	for _, s := range now.Segments {
		number := decimal(int64(s.ID))
		text := lines(form.Get("target-" + number))
		version, _ := number64(form.Get("version-" + number))
		if _, sent := form["target-"+number]; !sent || text == seen[s.ID].Text {
			continue
		}
		if version == seen[s.ID].Version {
			version = s.Version
		}
		if _, err := a.Bench.Save(ctx, v.person, workbench.Edit{Target: now.Target.ID, Segment: s.ID, Version: version, Text: text, Split: true}); err != nil {
			return err
		}
	}
	return a.done(c, v.post(now.Target.ID, "translate")+"?mode="+benchPair, note{ID: "AdminPairsSaved"})
}

// savePairSource saves the source, where somebody changed it, as one revision.
func (a *Admin) savePairSource(ctx context.Context, v *visit, view *workbench.View, form url.Values) error {
	tags, err := a.DB.TagsOf(ctx, view.Source.ID)
	if err != nil {
		return err
	}
	names := make([]string, len(tags))
	for i, t := range tags {
		names[i] = t.Name
	}
	fields := view.Source.Fields(names)
	doc, err := translation.Parse(fields.Body)
	if err != nil {
		return err
	}
	edits, at, changed := map[int]translation.Edit{}, 0, false
	for _, s := range view.Segments {
		text, sent := form["source-"+decimal(int64(s.ID))]
		written := sent && lines(text[0]) != s.Source
		changed = changed || written
		switch {
		case s.Kind.Field() && written:
			*fields.Text(s.Kind.Name()) = lines(text[0])
		case !s.Kind.Field() && written:
			edits[at] = translation.Edit{Text: lines(text[0]), Split: s.Kind.Splits()}
		}
		if !s.Kind.Field() {
			at++
		}
	}
	if !changed {
		return nil
	}
	if at != len(doc.Segments) {
		return errs.Conflict
	}
	spliced, _, err := doc.Splice(edits)
	if err != nil {
		return errs.Invalid{"source": "AdminFaultStructure"}
	}
	fields.Body = spliced.Source
	_, err = a.Writing.Save(ctx, v.person, publishing.Edit{Post: view.Source.ID, Revision: view.Source.Revision, Fields: fields})
	return err
}
