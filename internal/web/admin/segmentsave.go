package admin

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/translation"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// A segmentForm is what is sent for a segment.
type segmentForm struct {
	target  content.PostID
	id      translation.SegmentID
	act     string
	text    string
	version int64
	seen    string // the text of the source that the person saw
	split   bool
	reason  string
	dismiss string // a check whose finding is right as it is
	always  string // or a check that is wrong throughout the text
	query   benchQuery
}

// segmentFormOf reads the form of a segment.
func segmentFormOf(c *gin.Context) (segmentForm, error) {
	target, err := idOf(c, "id")
	if err != nil {
		return segmentForm{}, err
	}
	id, err := segmentID(c)
	if err != nil {
		return segmentForm{}, err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return segmentForm{}, err
	}
	version, _ := number64(form.Get("version")) // 0: nobody has touched it yet
	return segmentForm{
		target: content.PostID(target), id: id, act: form.Get("act"), text: lines(form.Get("text")), version: version, seen: lines(form.Get("seen")),
		split: form.Get("split") != "", reason: strings.TrimSpace(form.Get("reason")), dismiss: form.Get("dismiss"), always: form.Get("dismiss-all"), query: queryOf(form),
	}, nil
}

// lines returns typed text with line feeds alone at the ends of its lines.
func lines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// queryOf reads where in the list somebody was.
func queryOf(form url.Values) benchQuery {
	return benchQuery{Mode: modeOf(form.Get("mode")), Show: form.Get("show"), Sought: form.Get("q"), Page: form.Get("page")}
}

// saveSegment serves POST /:locale/admin/posts/:id/segments/:uid: it does one
// thing to a segment. A browser is led on to the next; a script is told what
// became of it.
func (a *Admin) saveSegment(c *gin.Context) error {
	f, err := segmentFormOf(c)
	if err != nil {
		return err
	}
	saved, err := a.actOnSegment(c, f)
	if stale, ok := errors.AsType[*workbench.Stale](err); ok {
		return a.showSegmentConflict(c, f, stale)
	}
	if err != nil {
		return a.refuseSegment(c, f, err)
	}
	if wantsJSON(c) {
		return a.tellSegment(c, f, saved)
	}
	return a.leadOn(c, f, saved)
}

// actOnSegment does what a button of a segment stands for.
func (a *Admin) actOnSegment(c *gin.Context, f segmentForm) (workbench.Saved, error) {
	by, ctx := personOf(c), c.Request.Context()
	edit := workbench.Edit{Target: f.target, Segment: f.id, Version: f.version, Text: f.text, Seen: f.seen, Split: f.split}
	if f.dismiss != "" {
		return workbench.Saved{}, a.Bench.Dismiss(ctx, by, f.target, f.id, f.dismiss, f.text)
	}
	if f.always != "" {
		return workbench.Saved{}, a.Bench.DismissAll(ctx, by, f.target, f.always)
	}
	switch f.act {
	case "next", "save":
		edit.As = workbench.AsTranslated
	case "needs-edit":
		edit.As = workbench.AsUnsure
	case "approve":
		edit.As = workbench.AsApproved
	case "suggest":
		edit.As = workbench.AsSuggestion
	case "offer":
		return workbench.Saved{}, a.Bench.Offer(ctx, by, f.target, f.id)
	case "suggest-source":
		return workbench.Saved{}, a.Bench.SuggestSource(ctx, by, f.target, f.id, f.text)
	case "still":
		return a.Bench.StillCorrect(ctx, by, f.target, f.id, f.version)
	case "reject":
		return a.Bench.Reject(ctx, by, f.target, f.id, f.version, f.reason)
	case "omit", "unomit":
		return a.Bench.Omit(ctx, by, f.target, f.id, f.version, f.act == "omit")
	default:
		return workbench.Saved{}, errs.NotFound
	}
	return a.Bench.Save(ctx, by, edit)
}

// stays are the acts after which one stays where one is.
func (f segmentForm) stays() bool {
	return f.act == "save" || f.act == "suggest-source" || f.act == "offer" || f.act == "omit" || f.act == "unomit" || f.dismiss != "" || f.always != ""
}

// leadOn sends a browser without script on to the next segment that is not
// finished.
func (a *Admin) leadOn(c *gin.Context, f segmentForm, saved workbench.Saved) error {
	v := visitOf(c)
	next, done := f.id, false
	if !f.stays() {
		found, err := a.Bench.Next(c.Request.Context(), v.person, f.target, f.id)
		if err != nil {
			return err
		}
		if found != 0 {
			next = found
		}
		done = found == 0
	}
	if f.query.Mode == benchReview {
		return redirect(c, v.reviewHref(f.query))
	}
	f.query.Page = ""
	to := v.post(f.target, "translate") + f.query.with("segment", decimal(int64(next))) + "#s-" + decimal(int64(next))
	switch {
	case f.act == "offer" || f.act == "suggest-source":
		return a.done(c, to, note{ID: "AdminImprovedOffered"})
	case saved.Suggested && f.act != "suggest":
		return a.done(c, to, note{ID: "AdminBenchSuggested"})
	case done:
		return a.done(c, to, note{ID: "AdminBenchDone"})
	}
	return redirect(c, to)
}

// refuseSegment says why something was not done, beside the segment and with
// all that was typed.
func (a *Admin) refuseSegment(c *gin.Context, f segmentForm, err error) error {
	status := problem.Status(err)
	invalid, ok := errors.AsType[errs.Invalid](err)
	if !ok || status >= http.StatusInternalServerError {
		return err
	}
	id := noticeOf(err, invalid)
	if wantsJSON(c) {
		return answerJSONAs(c, status, segmentTold{Said: visitOf(c).words.Text(id)})
	}
	c.Request.URL.RawQuery = strings.TrimPrefix(f.query.with("segment", decimal(int64(f.id))), "?")
	page, openErr := a.benchOf(c)
	if openErr != nil {
		return openErr
	}
	for i := range page.Segments {
		if s := &page.Segments[i]; s.Current {
			s.Problem, s.Over = id, f.version
			if f.act != "reject" {
				s.Text = f.text
			}
		}
	}
	return a.showInvalid(c, "translate", page, err)
}

// wantsJSON reports whether a script asks.
func wantsJSON(c *gin.Context) bool {
	return strings.Contains(c.GetHeader("Accept"), "application/json")
}
