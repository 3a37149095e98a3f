package admin

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"verso/internal/content"
	"verso/internal/markdown"
	"verso/internal/translation"
	"verso/internal/translation/check"
	"verso/internal/workbench"
)

// A workplace is what all segments of one translation share on the screen.
type workplace struct {
	*visit
	target  content.PostID
	source  sourceView // language and name alone
	view    content.Summary
	rights  workbench.Rights
	review  bool // what is translated waits for a reviewer
	query   benchQuery
	waiting bool                               // the work is to review, not to translate
	present map[translation.SegmentID][]string // who else is where
}

// at returns an address below a segment's.
func (w workplace) at(id translation.SegmentID, parts ...string) string {
	return w.post(w.target, append([]string{"segments", decimal(int64(id))}, parts...)...)
}

// segment returns a segment as the workbench shows it.
func (w workplace) segment(s workbench.Segment, number int) segmentView {
	view := segmentView{
		ID: decimal(int64(s.ID)), Number: number, Href: w.segmentHref(s.ID), Action: w.at(s.ID),
		DraftHref: w.at(s.ID, "draft"), SeenHref: w.at(s.ID, "presence"), AsideHref: w.at(s.ID),
		Kind: string(s.Kind), KindID: kindID(s.Kind), Level: s.Kind.Heading(),
		State: string(s.State), StateID: stateID(s.State), Reason: s.Rejection,
		Note: s.Note, Context: s.Context, Skip: s.Skip, Missing: s.Missing && !s.Omitted, Omitted: s.Omitted,
		Outdated: s.Outdated, Opaque: s.Kind.Opaque(), Splits: s.Kind.Splits(), Split: s.Split,
		Source: w.sourceOf(s), Lang: w.view.Locale, Tongue: w.Site().LanguageName(w.view.Locale), Text: s.Text, Saved: s.Text, Offer: s.Offer, Version: s.Version, Over: s.Version,
		Findings: w.findings(s.Findings, s.Text), Pieces: pieces(s.Source),
		Present: w.presentAt(w.present[s.ID]), Talk: s.Comments + s.Suggestions, Open: w.open(s), Query: w.query, Review: w.waiting,
	}
	if view.OfferID = "AdminBenchOffer"; s.Kind == translation.FieldSlug {
		view.OfferID = "AdminBenchOfferSlug"
	}
	if s.State == translation.NeedsEdit {
		view.ReasonID = reasonID(s.Reason)
	}
	view.Improved = s.Drift == translation.TranslationImproved && s.State.Done() && w.rights.Suggest
	if s.EditedAt != nil {
		view.Said = w.words.Text("AdminSavedAt", "Time", w.when(*s.EditedAt))
	}
	if s.HasDraft && s.Draft != s.Text {
		view.Text, view.Draft, view.Over = s.Draft, true, s.DraftVersion
	}
	view.Rows = rows(view.Text, s.Source)
	view.May = segmentRights{
		Translate: w.rights.Translate, Suggest: w.rights.Suggest && !w.rights.Translate,
		Approve: w.rights.Approve && w.review, Reject: w.rights.Approve && s.State.Done(),
		Still: w.rights.Translate && s.Outdated && s.Text != "", Omit: w.rights.Translate,
	}
	return view
}

// segmentHref returns the address of the workbench with one segment open.
func (w workplace) segmentHref(id translation.SegmentID) string {
	return w.post(w.target, "translate") + w.query.with("segment", decimal(int64(id)))
}

// open reports whether something is left to do to a segment: for a reviewer,
// to read it.
func (w workplace) open(s workbench.Segment) bool {
	if s.Skip || s.Omitted || s.Idle {
		return false
	}
	if w.waiting {
		return s.State == translation.Translated || s.Suggestions > 0
	}
	return !s.State.Done()
}

// sourceOf returns the source of a segment with what changed in it.
func (w workplace) sourceOf(s workbench.Segment) sourceView {
	view := w.source
	view.Text, view.Now = s.Source, plainRuns(s.Source)
	if s.Outdated && s.Then != "" && s.Then != s.Source {
		view.Changes, view.Then = changeRuns(translation.Changes(s.Then, s.Source)), plainRuns(s.Then)
	}
	return view
}

// findings returns what checks found in a text. Scripts count in UTF-16.
func (v *visit) findings(found []check.Finding, text string) []findingView {
	var views []findingView
	for _, f := range found {
		view := findingView{
			Severity: string(f.Severity), SeverityID: severityID(f.Severity), Check: f.Check,
			Text: v.words.Text(f.MessageID, f.Args...), Start: units(text, f.Start), End: units(text, f.End),
			Fixed: f.Fix, HasFix: f.Fix != "", MayDismiss: f.Severity != check.Error,
		}
		views = append(views, view)
	}
	return views
}

func severityID(s check.Severity) string {
	switch s {
	case check.Error:
		return "AdminCheckError"
	case check.Warning:
		return "AdminCheckWarning"
	}
	return "AdminCheckInfo"
}

// units returns how many UTF-16 code units come before a byte of a text.
func units(text string, at int) int {
	n := 0
	for i, r := range text {
		if i >= at {
			break
		}
		n += utf16.RuneLen(r)
	}
	return n
}

// pieces returns what of a source can be put into its translation, each once.
func pieces(source string) []pieceView {
	var views []pieceView
	seen := map[string]bool{}
	for _, p := range markdown.Pieces(source, markdown.References{}) {
		text := source[p.Start:p.End]
		ltr := true
		switch p.Kind {
		case markdown.PieceEm, markdown.PieceStrong, markdown.PieceStrike:
			continue
		case markdown.PieceLink, markdown.PieceImage:
			ltr = false
		}
		if seen[text] || strings.ContainsAny(text, "\n") {
			continue
		}
		seen[text] = true
		key := len(views) + 1
		if key > 9 {
			key = 0
		}
		views = append(views, pieceView{Key: key, Text: text, LTR: ltr})
	}
	return views
}

// lineLength is about how many characters a field shows in a line, and
// longest how many lines it begins with.
const (
	lineLength = 52
	longest    = 14
)

// rows returns how many lines a field needs for the longer of two texts, in
// browsers that do not find out by themselves.
func rows(texts ...string) int {
	n := 1
	for _, text := range texts {
		lines := 0
		for line := range strings.SplitSeq(text, "\n") {
			lines += 1 + utf8.RuneCountInString(line)/lineLength
		}
		n = max(n, lines)
	}
	return min(n+1, longest)
}

// with returns the query of an address of the workbench with one value more.
func (q benchQuery) with(name, value string) string {
	var parts []string
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+"="+escapeQuery(value))
		}
	}
	mode := q.Mode
	if mode == benchSegment {
		mode = ""
	}
	add("mode", mode)
	add("show", q.Show)
	add("q", q.Sought)
	if name != "page" {
		add("page", q.Page)
	}
	add(name, value)
	if len(parts) == 0 {
		return ""
	}
	return "?" + strings.Join(parts, "&")
}

// pairID reads a post and a segment of it, "12:34".
func pairID(s string) (content.PostID, translation.SegmentID, error) {
	left, right, _ := strings.Cut(s, ":")
	target, err := number64(left)
	if err != nil {
		return 0, 0, err
	}
	id, err := number64(right)
	return content.PostID(target), translation.SegmentID(id), err
}
