package admin

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/translation"
	"verso/internal/translation/check"
	"verso/internal/workbench"
)

// The ways to work on a translation.
const (
	benchSegment  = "segment"
	benchList     = "list"
	benchPair     = "pair"
	benchDocument = "document"
)

// perBench is how many segments a page of the workbench holds. All of them
// are there for the script, so that going on needs no network.
const perBench = 60

// translateRoutes are those of the workbench.
func (a *Admin) translateRoutes() []route {
	return []route{
		get("/posts/:id/translate", policy.Suggest, a.showTranslate),
		post("/posts/:id/translate", policy.Translate, a.saveDocument),
		post("/posts/:id/translate/pairs", policy.Translate, a.savePairs),
		post("/posts/:id/translate/drafts", policy.Translate, a.saveDrafts),
		post("/posts/:id/translate/publish", policy.Suggest, a.publishTranslation),
		get("/posts/:id/translate/compare", policy.Suggest, a.showCompare),
		post("/posts/:id/translate/conflicts", policy.Translate, a.settleConflicts),
		get("/posts/:id/segments/:uid", policy.Suggest, a.showAside),
		post("/posts/:id/segments/:uid", policy.Suggest, a.saveSegment),
		post("/posts/:id/segments/:uid/draft", policy.Suggest, a.keepSegment),
		post("/posts/:id/segments/:uid/presence", policy.Suggest, a.seeAtSegment),
		post("/posts/:id/segments/:uid/comments", policy.Suggest, a.addComment),
		post("/posts/:id/comments/:comment", policy.Suggest, a.resolveComment),
		post("/posts/:id/suggestions/:suggestion", policy.Suggest, a.decideSuggestion),
	}
}

// showTranslate serves GET /:locale/admin/posts/:id/translate.
func (a *Admin) showTranslate(c *gin.Context) error {
	page, err := a.benchOf(c)
	if err != nil {
		return err
	}
	return a.show(c, "translate", page)
}

// benchOf returns the workbench of the translation that the address names.
func (a *Admin) benchOf(c *gin.Context) (translatePage, error) {
	id, err := idOf(c, "id")
	if err != nil {
		return translatePage{}, err
	}
	page, _, err := a.benchAt(c, content.PostID(id))
	return page, err
}

// benchAt returns the workbench of a translation.
func (a *Admin) benchAt(c *gin.Context, target content.PostID) (translatePage, *workbench.View, error) {
	v := visitOf(c)
	view, err := a.Bench.Open(c.Request.Context(), v.person, target)
	if err != nil {
		return translatePage{}, nil, err
	}
	page := translatePage{
		Page: a.page(c, "AdminTranslateTitle", "Title", view.Source.Title), Mode: modeOf(c.Query("mode")),
		Source: v.side(view.Source, view.May.Source), Target: v.side(view.Target, view.May.Edit), Progress: progressOf(view),
		BackHref: v.href("translations"), benchScript: v.benchScript(),
		AllHref: v.post(view.Target.ID, "translate"),
	}
	page.Target.Changed = view.Public && view.Changed
	page.Live = []string{"admin:translation:" + decimal(int64(target))}
	w := v.workplaceOf(view, benchQuery{Mode: page.Mode, Show: c.Query("show"), Sought: strings.TrimSpace(readable(c.Query("q"))), Page: c.Query("page")})
	page.Modes = w.modes(page.Mode)
	page.Banner, page.Since = w.banner(view.Banner, len(view.Conflicts))
	page.steps(v, view)
	switch page.Mode {
	case benchDocument:
		page.Document = w.document(view)
	case benchPair:
		page.Pairs, page.PairHref = w.pairs(view), v.post(view.Target.ID, "translate", "pairs")
	default:
		err = a.fill(c, &page, w, view)
	}
	return page, view, err
}

// workplaceOf returns what the segments of a translation share.
func (v *visit) workplaceOf(view *workbench.View, query benchQuery) workplace {
	w := workplace{
		visit: v, target: view.Target.ID, view: view.Target.Summary(), rights: view.May, review: view.Review, query: query,
		source:  sourceView{Lang: view.Source.Locale, Name: v.Site().LanguageName(view.Source.Locale)},
		waiting: query.Show == showWaiting, present: map[translation.SegmentID][]string{},
	}
	for _, p := range view.Present {
		w.present[p.UID] = append(w.present[p.UID], p.Name)
	}
	return w
}

func modeOf(asked string) string {
	switch asked {
	case benchList, benchPair, benchDocument, benchReview:
		return asked
	}
	return benchSegment
}

func (v *visit) side(p content.Post, edits bool) benchSide {
	s := benchSide{Lang: p.Locale, Name: v.Site().LanguageName(p.Locale), Title: p.Title, Status: p.Status, StatusID: statusID(p.Status)}
	s.ViewHref = v.Preview(p.Summary(), "")
	if edits {
		s.EditHref = v.post(p.ID)
	}
	return s
}

func (w workplace) modes(now string) []modeLink {
	labels := map[string]string{
		benchSegment: "AdminBenchModeSegment", benchList: "AdminBenchModeList", benchPair: "AdminBenchModePair", benchDocument: "AdminBenchModeDocument",
	}
	names := []string{benchSegment, benchList, benchPair, benchDocument}
	if !w.rights.Translate {
		names = names[:2]
	}
	var links []modeLink
	for _, name := range names {
		query := w.query
		query.Mode = name
		links = append(links, modeLink{Href: w.post(w.target, "translate") + query.with("", ""), LabelID: labels[name], Name: name, Current: name == now})
	}
	return links
}

// banner says what changed in the source, each number a way to its segments.
func (w workplace) banner(b workbench.Banner, conflicts int) ([]bannerPart, string) {
	var parts []bannerPart
	add := func(show, id string, n int) {
		if n > 0 {
			parts = append(parts, bannerPart{Href: w.post(w.target, "translate") + benchQuery{Mode: w.query.Mode, Show: show}.with("", ""), ID: id, N: n})
		}
	}
	add(showChanged, "AdminBannerChanged", b.Changed)
	add(showNew, "AdminBannerNew", b.New)
	add(showMissing, "AdminBannerMissing", b.Missing)
	compare := func(id string, n int) {
		if n > 0 {
			parts = append(parts, bannerPart{Href: w.post(w.target, "translate", "compare"), ID: id, N: n})
		}
	}
	compare("AdminBannerRemoved", b.Removed)
	compare("AdminBannerCode", b.Code)
	compare("AdminBannerConflicts", conflicts)
	if len(parts) == 0 || b.Since.IsZero() {
		return parts, ""
	}
	return parts, w.words.Text("AdminBannerSince", "When", w.words.Date(w.in(b.Since), message.Medium),
		"From", w.words.Number(int64(b.From)), "To", w.words.Number(int64(b.To)))
}

// What the list of segments can be narrowed to, beside the states.
const (
	showUnfinished = "unfinished"
	showChanged    = "changed"
	showNew        = "new"
	showWaiting    = "waiting"
	showDrafts     = "drafts"
	showErrors     = "errors"
	showWarnings   = "warnings"
	showTalk       = "talk"
	showMissing    = "missing"
)

func showOptions() []Option {
	options := []Option{
		{Value: showUnfinished, LabelID: "AdminBenchShowUnfinished"}, {Value: showChanged, LabelID: "AdminBenchShowChanged"},
		{Value: showNew, LabelID: "AdminBenchShowNew"}, {Value: showWaiting, LabelID: "AdminBenchShowWaiting"},
	}
	for _, s := range translation.States() {
		if s != translation.Translated { // that is what waits
			options = append(options, Option{Value: string(s), LabelID: stateID(s)})
		}
	}
	options = append(options,
		Option{Value: showErrors, LabelID: "AdminBenchShowErrors"}, Option{Value: showWarnings, LabelID: "AdminBenchShowWarnings"},
		Option{Value: showTalk, LabelID: "AdminBenchShowTalk"}, Option{Value: showMissing, LabelID: "AdminBenchShowMissing"},
		Option{Value: showDrafts, LabelID: "AdminBenchShowDrafts"})
	for _, r := range translation.Reasons() {
		options = append(options, Option{Value: string(r), LabelID: reasonID(r)})
	}
	return options
}

// shows reports whether a segment is one of those that are to be shown.
func (w workplace) shows(s workbench.Segment) bool {
	show, sought := w.query.Show, w.query.Sought
	if sought != "" && !contains(s.Source, sought) && !contains(s.Text, sought) {
		return false
	}
	switch show {
	case "":
		return true
	case showUnfinished:
		return !s.Skip && !s.Omitted && !s.Idle && !s.State.Done()
	case showChanged:
		return s.Outdated
	case showNew:
		return s.New
	case showWaiting:
		return w.open(s)
	case showDrafts:
		return s.HasDraft
	case showErrors:
		return worst(s) == check.Error
	case showWarnings:
		return slices.ContainsFunc(s.Findings, func(f check.Finding) bool { return f.Severity == check.Warning })
	case showTalk:
		return s.Comments+s.Suggestions > 0
	case showMissing:
		return s.Missing && !s.Omitted
	}
	return string(s.State) == show || s.State == translation.NeedsEdit && string(s.Reason) == show
}

func worst(s workbench.Segment) check.Severity { return check.Worst(s.Findings) }

func contains(text, sought string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(sought))
}

func escapeQuery(s string) string { return url.QueryEscape(s) }

// segmentID reads the segment that an address names.
func segmentID(c *gin.Context) (translation.SegmentID, error) {
	id, err := number64(c.Param("uid"))
	if err != nil {
		return 0, errs.NotFound
	}
	return translation.SegmentID(id), nil
}
