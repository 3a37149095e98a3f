package admin

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/translation"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// changeRoutes are those by which authors say what an edit means for
// translators.
func (a *Admin) changeRoutes() []route {
	return []route{
		get("/posts/:id/changes", policy.EditPost, a.showChanges),
		post("/posts/:id/changes", policy.EditPost, a.classifyChanges),
	}
}

// changesPage is the template "admin/changes".
type changesPage struct {
	Page
	Action   string
	BackHref string
	Lang     locale.Tag
	Side     string // writing direction of Lang
	Since    int    // the revision that it is compared with
	Rows     []changeRow
	Improved []improvedRow
	Talk     []sourceSuggestion
	Asked    []questionRow
}

// A changeRow is a segment of the source that changed since translations of it.
type changeRow struct {
	ID        string
	KindID    string
	ClassID   string
	Runs      []Run
	Ticked    bool // it needs translating again
	May       bool // it is translated in Languages, and can be ticked
	Languages []Tongue
}

// An improvedRow is a translation that was changed while its source was not.
type improvedRow struct {
	ID     string // target and segment
	Action string
	Href   string
	Lang   locale.Tag
	Name   string
	Source string
	Runs   []Run
}

// Dir returns the writing direction of the translation.
func (r improvedRow) Dir() string { return r.Lang.Dir() }

// showChanges serves GET /:locale/admin/posts/:id/changes (translation 2.7).
func (a *Admin) showChanges(c *gin.Context) error {
	v := visitOf(c)
	p, variants, err := a.postOf(c, policy.EditPost)
	if err != nil {
		return err
	}
	since, _ := strconv.Atoi(c.Query("since"))
	found, err := a.Bench.Changes(c.Request.Context(), v.person, p.ID, since)
	if err != nil {
		return err
	}
	page := changesPage{
		Page: a.page(c, "AdminChangesTitle", "Title", p.Title), Action: v.post(p.ID, "changes"), BackHref: v.post(p.ID),
		Lang: p.Locale, Side: p.Locale.Dir(), Since: found.Since,
	}
	page.Live = []string{"admin:post:" + decimal(int64(p.ID))}
	for _, change := range found.Segments {
		row := changeRow{
			ID: decimal(int64(change.ID)), KindID: kindID(change.Kind), ClassID: classID(change.Change), Ticked: change.Ticked,
			Runs: changeRuns(translation.Changes(change.Then, change.Now)),
		}
		row.May = len(change.Languages) > 0
		for _, l := range change.Languages {
			row.Languages = append(row.Languages, v.tongue(l))
		}
		page.Rows = append(page.Rows, row)
	}
	for _, better := range found.Improved {
		page.Improved = append(page.Improved, v.improved(p.ID, better))
	}
	if page.Talk, err = a.sourceSuggestions(c, p, variants); err != nil {
		return err
	}
	if page.Asked, err = a.questions(c, p, variants); err != nil {
		return err
	}
	page.under(v.shelf(p.Kind))
	return a.show(c, "changes", page)
}

func (v *visit) improved(source content.PostID, better workbench.Improved) improvedRow {
	id := decimal(int64(better.ID))
	return improvedRow{
		ID: decimal(int64(better.Target)) + ":" + id, Action: v.post(source, "changes"), Lang: better.Locale,
		Name: v.Site().LanguageName(better.Locale), Href: v.post(better.Target, "translate") + "?segment=" + id,
		Source: better.Source, Runs: plainRuns(better.Text),
	}
}

// classID returns the message that says what an edit did to a segment.
func classID(change translation.Change) string {
	switch change {
	case translation.Trivial:
		return "AdminClassTrivial"
	case translation.Split:
		return "AdminClassSplit"
	case translation.Merged:
		return "AdminClassMerged"
	case translation.New:
		return "AdminClassNew"
	case translation.Moved:
		return "AdminClassMoved"
	}
	return "AdminClassChanged"
}

// classifyChanges serves POST /:locale/admin/posts/:id/changes: what has a new
// meaning is translated again, the rest stays as it is; or what came from a
// translation is decided.
func (a *Admin) classifyChanges(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	p, _, err := a.postOf(c, policy.EditPost)
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	switch {
	case form.Get("step") != "":
		target, id, err := pairID(form.Get("step"))
		if err != nil {
			return err
		}
		if err := a.Bench.InStep(ctx, v.person, p.ID, target, id); err != nil {
			return err
		}
		return a.done(c, v.post(p.ID, "changes"), note{ID: "AdminImprovedInStep"})
	case form.Get("suggestion") != "":
		said, err := a.settleSource(c, form)
		if err != nil {
			return err
		}
		return a.done(c, v.post(p.ID, "changes"), said)
	}
	shown, err := segmentIDs(form["shown"])
	if err != nil {
		return err
	}
	changed, err := segmentIDs(form["changed"])
	if err != nil {
		return err
	}
	since, _ := strconv.Atoi(form.Get("since"))
	switch {
	case form.Get("all") != "":
		changed = shown
	case form.Get("none") != "":
		changed = nil
	}
	act, err := a.Bench.Classify(ctx, v.person, p.ID, since, shown, changed)
	if err != nil {
		return err
	}
	return a.done(c, v.post(p.ID)+"?saved=1", note{ID: "AdminChangesSaved", Act: int64(act.ID)})
}

func segmentIDs(values []string) ([]translation.SegmentID, error) {
	var ids []translation.SegmentID
	for _, value := range values {
		id, err := number64(value)
		if err != nil {
			return nil, err
		}
		ids = append(ids, translation.SegmentID(id))
	}
	return ids, nil
}
