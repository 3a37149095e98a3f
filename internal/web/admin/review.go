package admin

import (
	"context"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/translation"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// benchReview is the mode of segments on the reviewer's screen.
const benchReview = "review"

// perReview is how many segments a page of the review queue holds.
const perReview = 30

// reviewRoutes are those of what waits for a reviewer.
func (a *Admin) reviewRoutes() []route {
	return []route{
		get("/review", policy.Approve, a.showReview),
		post("/posts/:id/translate/approve", policy.Approve, a.approveAll),
	}
}

// reviewPage is the template "admin/review": segments that others have
// translated, to be read one after the other (translation 2.13).
type reviewPage struct {
	Page
	List
	benchScript
	Works       []reviewWork
	Suggestions []waitingSuggestion
}

// A reviewWork is the waiting segments of one translation.
type reviewWork struct {
	Title    string
	Source   benchSide
	Target   benchSide
	Href     string // its workbench
	Approve  string // approves all of Segments
	Segments []segmentView
	IDs      []string // of Segments
}

// A waitingSuggestion is a suggestion with what it is for.
type waitingSuggestion struct {
	suggestionView
	Title  string
	Name   string // of the language
	Href   string
	Source []Run
	From   locale.Tag // of Source
}

// FromDir returns the writing direction of the source.
func (s waitingSuggestion) FromDir() string { return s.From.Dir() }

// showReview serves GET /:locale/admin/review.
func (a *Admin) showReview(c *gin.Context) error {
	v := visitOf(c)
	var languages []Option
	for _, l := range v.tongues() {
		if v.Site().Reviews(l) || v.person.Role != account.Translator || v.person.Reviews(l) {
			languages = append(languages, Option{Value: string(l), Label: v.Site().LanguageName(l), Lang: l})
		}
	}
	list := listOf(c, List{
		Filters: []Filter{{Name: "language", LabelID: "AdminLanguage", AnyID: "AdminMatrixInAny", Options: languages}},
		Empty:   Empty{TextID: "AdminReviewEmpty", Href: v.href("translations"), ActionID: "AdminReviewElsewhere"},
	}, "")
	query := workbench.QueueQuery{Locale: locale.Tag(list.Filter("language")), Limit: perReview, Offset: (list.Page - 1) * perReview}
	found, err := a.Bench.Queue(c.Request.Context(), v.person, query)
	if err != nil {
		return err
	}
	list.paged(found.Total, perReview)
	page := reviewPage{Page: a.page(c, "AdminNavReview"), List: list, benchScript: v.benchScript()}
	page.Live = []string{"admin:translations"}
	if err := a.fillReview(c, &page, found); err != nil {
		return err
	}
	return a.show(c, "review", page)
}

// fillReview puts what waits into the page, by translation.
func (a *Admin) fillReview(c *gin.Context, page *reviewPage, found *workbench.Queue) error {
	known := map[content.PostID]workplace{}
	at := func(target content.PostID) (workplace, error) {
		w, ok := known[target]
		if ok {
			return w, nil
		}
		w, err := a.reviewerAt(c, target)
		known[target] = w
		return w, err
	}
	numbers := 0
	for i, line := range found.Lines {
		w, err := at(line.Target.ID)
		if err != nil {
			return err
		}
		if i == 0 || found.Lines[i-1].Target.ID != line.Target.ID {
			page.Works = append(page.Works, w.reviewWork())
		}
		work := &page.Works[len(page.Works)-1]
		numbers++
		segment := w.reviewed(line.Segment, line.Approved, numbers)
		segment.Current = i == 0
		work.Segments, work.IDs = append(work.Segments, segment), append(work.IDs, decimal(int64(line.Segment.ID)))
	}
	who := a.namer(c.Request.Context())
	for _, s := range found.Suggestions {
		w, err := at(s.Target.ID)
		if err != nil {
			return err
		}
		s.BaseText = s.Text
		page.Suggestions = append(page.Suggestions, waitingSuggestion{
			suggestionView: w.suggestion(s.Suggestion, s.Version, who(s.UserID)), Title: w.source.Title, Href: w.segmentHref(s.UID),
			Name: w.Site().LanguageName(s.Target.Locale), Source: plainRuns(s.Source), From: w.source.Lang,
		})
	}
	return nil
}

// reviewerAt is workplaceAt for the reviewer's screen.
func (a *Admin) reviewerAt(c *gin.Context, target content.PostID) (workplace, error) {
	w, err := a.workplaceAt(c, target)
	if err != nil {
		return w, err
	}
	source, err := a.sourceOf(c.Request.Context(), target)
	w.source = sourceView{Lang: source.Locale, Name: w.Site().LanguageName(source.Locale), Title: source.Title}
	w.review, w.waiting, w.query = true, true, benchQuery{Mode: benchReview, Show: c.Query("language")}
	return w, err
}

// reviewHref returns the reviewer's screen as it was.
func (v *visit) reviewHref(q benchQuery) string {
	if q.Show == "" {
		return v.href("review")
	}
	return v.href("review") + "?language=" + escapeQuery(q.Show)
}

// sourceOf returns the post that one is translated from.
func (a *Admin) sourceOf(ctx context.Context, target content.PostID) (content.Post, error) {
	t, err := a.DB.Translation(ctx, target)
	if err != nil {
		return content.Post{}, err
	}
	return a.DB.Post(ctx, t.SourceID)
}

func (w workplace) reviewWork() reviewWork {
	return reviewWork{
		Title: w.source.Title, Href: w.post(w.target, "translate"), Approve: w.post(w.target, "translate", "approve"),
		Source: benchSide{Lang: w.source.Lang, Name: w.source.Name},
		Target: benchSide{Lang: w.view.Locale, Name: w.Site().LanguageName(w.view.Locale)},
	}
}

// reviewed is segment for a reviewer, who may have the same segment before
// them in several languages.
func (w workplace) reviewed(s workbench.Segment, approved string, number int) segmentView {
	view := w.segment(s, number)
	view.ID = decimal(int64(w.target)) + "-" + view.ID
	view.Href = w.post(w.target, "translate") + "?segment=" + decimal(int64(s.ID))
	if approved != "" && approved != s.Text {
		view.Approved = changeRuns(translation.Changes(approved, s.Text))
	}
	return view
}

// approveAll serves POST /:locale/admin/posts/:id/translate/approve: some
// segments, or all that wait, in one act that can be undone.
func (a *Admin) approveAll(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	ids, err := segmentIDs(form["segment"])
	if err != nil {
		return err
	}
	back, ok := v.back(c)
	if !ok {
		back = v.href("review")
	}
	act, err := a.Bench.ApproveAll(ctx, v.person, content.PostID(id), ids...)
	if err != nil {
		return err
	}
	if act.ID == 0 {
		return a.done(c, back, note{ID: "AdminReviewNothing"})
	}
	return a.done(c, back, note{ID: "AdminReviewApproved", Act: int64(act.ID)})
}
