package admin

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/translation"
	"verso/internal/web/problem"
	"verso/internal/web/view"
	"verso/internal/workbench"
)

// A segmentTold is the answer to a script that did something to a segment:
// what it says, and parts of the page as they are now.
type segmentTold struct {
	Said     string  `json:"said,omitempty"`
	Stale    string  `json:"stale,omitempty"` // somebody else has saved meanwhile
	Flash    string  `json:"flash,omitempty"`
	Version  string  `json:"version,omitempty"`
	Text     *string `json:"text,omitempty"`
	HTML     string  `json:"html,omitempty"` // the segment
	Line     string  `json:"line,omitempty"`
	Progress string  `json:"progress,omitempty"`
	Findings *string `json:"findings,omitempty"`
	Conflict string  `json:"conflict,omitempty"`
}

// A toldPart is the template "admin/told": one part of the workbench.
type toldPart struct {
	Segment  *segmentView
	Line     *segmentLine
	Progress *progressView
	Findings *segmentView
	Waits    *changesWait
}

// part renders a part of the workbench.
func (a *Admin) part(c *gin.Context, p toldPart) (string, error) {
	html, err := a.Views.Render(localeOf(c), "admin/told", p)
	return string(html), err
}

// tellSegment answers a script with a segment as it is after an act.
func (a *Admin) tellSegment(c *gin.Context, f segmentForm, saved workbench.Saved) error {
	v := visitOf(c)
	view, err := a.Bench.Open(c.Request.Context(), v.person, f.target)
	if err != nil {
		return err
	}
	w := v.workplaceOf(view, f.query)
	w.waiting = w.waiting || f.query.Mode == benchReview
	told := segmentTold{Said: v.words.Text("AdminSavedAt", "Time", v.when(a.Now()))}
	for _, s := range listed(view) {
		if s.ID != f.id {
			continue
		}
		segment, line := w.segment(s.Segment, s.number), w.line(s, false)
		if f.query.Mode == benchReview {
			segment = w.reviewed(s.Segment, "", s.number)
		}
		told.Version, told.Text = decimal(s.Version), &s.Text
		if told.HTML, err = a.part(c, toldPart{Segment: &segment}); err != nil {
			return err
		}
		if told.Line, err = a.part(c, toldPart{Line: &line}); err != nil {
			return err
		}
		findings, err := a.part(c, toldPart{Findings: &segment})
		if err != nil {
			return err
		}
		told.Findings = &findings
	}
	progress := progressOf(view)
	if told.Progress, err = a.part(c, toldPart{Progress: &progress}); err != nil {
		return err
	}
	if saved.Suggested && f.act != "suggest" {
		told.Flash = v.words.Text("AdminBenchSuggested")
	}
	return answerJSON(c, told)
}

// keepSegment serves POST /:locale/admin/posts/:id/segments/:uid/draft.
func (a *Admin) keepSegment(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	f, err := segmentFormOf(c)
	if err != nil {
		return err
	}
	if err := a.Bench.SaveDraft(ctx, v.person, f.target, f.id, f.version, f.text); err != nil {
		return err
	}
	row, err := a.DB.TargetSegment(ctx, f.target, f.id)
	if err != nil {
		return err
	}
	if row.Text == f.text {
		if err := a.Bench.DiscardDraft(ctx, v.person, f.target, f.id); err != nil {
			return err
		}
	}
	checked, err := a.Bench.Check(ctx, v.person, f.target, f.id, f.text, f.split)
	if err != nil {
		return err
	}
	told := segmentTold{Said: v.words.Text("AdminDraftKeptAt", "Time", v.when(a.Now()))}
	if checked.Version != f.version {
		told.Stale = v.words.Text("AdminBenchDraftStale")
	}
	findings, err := a.part(c, toldPart{Findings: &segmentView{Findings: v.findings(checked.Findings, f.text)}})
	if err != nil {
		return err
	}
	told.Findings = &findings
	return answerJSON(c, told)
}

// seeAtSegment serves POST /:locale/admin/posts/:id/segments/:uid/presence,
// every few seconds while a segment is worked on, and once with "gone".
func (a *Admin) seeAtSegment(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	target, err := idOf(c, "id")
	if err != nil {
		return err
	}
	id, err := segmentID(c)
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	if err := a.Bench.Attend(ctx, v.person, content.PostID(target), id, form.Get("gone") == ""); err != nil {
		return err
	}
	others, err := a.DB.PresentAtSegments(ctx, content.PostID(target), v.person.ID, a.Now())
	if err != nil {
		return err
	}
	var names []string
	for _, other := range others {
		if other.UID == id {
			names = append(names, other.Name)
		}
	}
	return answerJSON(c, present{Text: v.presentAt(names)})
}

// A segmentConflict is a segment that somebody else saved meanwhile, with
// three ways out.
type segmentConflict struct {
	Action  string
	Back    string
	Act     string
	By      string
	When    string
	Lang    string
	Dir     string
	Source  sourceView
	Version int64
	Ways    []segmentWay
	Clashes bool
	Query   benchQuery
}

// A segmentWay is one of the texts that can be kept.
type segmentWay struct {
	LabelID string
	HelpID  string
	Text    string
	Runs    []Run // against what is saved
	Main    bool
}

type segmentConflictPage struct {
	Page
	Conflict segmentConflict
}

// showSegmentConflict answers 409 with both texts (translation 2.12).
func (a *Admin) showSegmentConflict(c *gin.Context, f segmentForm, e *workbench.Stale) error {
	v := visitOf(c)
	target, err := a.DB.Post(c.Request.Context(), f.target)
	if err != nil {
		return err
	}
	source, err := a.sourceOf(c.Request.Context(), f.target)
	if err != nil {
		return err
	}
	merged, clashes := e.Merged()
	conflict := segmentConflict{
		Action: v.post(f.target, "segments", decimal(int64(f.id))), Act: f.act, Version: e.Current.Version,
		Back: v.post(f.target, "translate") + f.query.with("segment", decimal(int64(f.id))),
		Lang: string(target.Locale), Dir: target.Locale.Dir(), Clashes: clashes > 0, Query: f.query,
		Source: sourceView{Lang: source.Locale, Now: plainRuns(e.Current.Source)},
		Ways: []segmentWay{
			{"AdminConflictMine", "AdminConflictMineHelp", e.Mine, changeRuns(translation.Changes(e.Current.Text, e.Mine)), clashes > 0},
			{"AdminConflictTheirs", "AdminConflictTheirsHelp", e.Current.Text, plainRuns(e.Current.Text), false},
			{"AdminConflictMerged", "AdminConflictMergedHelp", merged, changeRuns(translation.Changes(e.Current.Text, merged)), clashes == 0},
		},
	}
	if e.Current.EditedAt != nil {
		conflict.When = v.when(*e.Current.EditedAt)
	}
	if u, err := a.DB.User(c.Request.Context(), e.Current.EditorID); err == nil {
		conflict.By = u.Name
	}
	if !wantsJSON(c) {
		return a.showInvalid(c, "segment-conflict", segmentConflictPage{Page: a.page(c, "AdminConflictTitle"), Conflict: conflict}, e)
	}
	html, err := a.Views.Render(v.locale, "admin/conflict-part", conflict)
	if err != nil {
		return err
	}
	return answerJSONAs(c, http.StatusConflict, segmentTold{Conflict: string(html)})
}

// answerJSONAs answers a script with a status of its own.
func answerJSONAs(c *gin.Context, status int, value any) error {
	view.Send(c.Writer, c.Request, status, view.Meta{Type: "application/json", CacheControl: "no-store"}, []byte(asJSON(value)))
	return nil
}
