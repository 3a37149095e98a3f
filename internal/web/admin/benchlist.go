package admin

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"verso/internal/translation"
	"verso/internal/translation/check"
	"verso/internal/workbench"
)

// lineWords is how many characters of a segment its line in the list shows.
const lineWords = 80

// numbered is a segment with its place in the whole text, from 1.
type numbered struct {
	workbench.Segment
	number int
}

// listed returns the segments that the workbench shows, numbered in their
// order. Fields that are empty in both languages are for the editor to fill,
// and what cannot be translated is no work.
func listed(view *workbench.View) []numbered {
	var all []numbered
	for _, s := range view.Segments {
		if s.Offer == "" && (s.Source == "" && s.Text == "" || s.Idle && s.Text == "") {
			continue
		}
		all = append(all, numbered{s, len(all) + 1})
	}
	return all
}

// fill puts the segments that the address asks for into the page: a window of
// them, with the one that is worked on.
func (a *Admin) fill(c *gin.Context, page *translatePage, w workplace, view *workbench.View) error {
	list := listOf(c, List{
		SearchID: "AdminBenchSearch",
		Filters:  []Filter{{Name: "show", LabelID: "AdminBenchShow", AnyID: "AdminBenchShowAny", Options: showOptions()}},
		Kept:     []Kept{{"mode", c.Query("mode")}},
	}, "")
	var found []numbered
	for _, s := range listed(view) {
		if s.HasDraft && s.Draft != s.Text {
			page.DraftsCount++
		}
		if w.shows(s.Segment) {
			found = append(found, s)
		}
	}
	page.DraftsHref = w.post(w.target, "translate", "drafts")
	current, err := a.currentOf(c, w, found)
	if err != nil {
		return err
	}
	if c.Query("page") == "" || c.Query("segment") != "" {
		list.Page = current/perBench + 1
	}
	list.paged(len(found), perBench)
	page.List, w.query.Page = list, number(list.Page)
	first, last := max(0, list.Pager.First-1), list.Pager.Last
	if current < first || current >= last {
		current = first
	}
	for i := first; i < last; i++ {
		page.Lines = append(page.Lines, w.line(found[i], i == current))
		segment := w.segment(found[i].Segment, found[i].number)
		segment.Current = i == current
		page.Segments = append(page.Segments, segment)
	}
	if len(found) == 0 {
		return nil
	}
	page.Characters = characters(w.view.Locale)
	page.Aside, err = a.asideOf(c, w, found[current].ID)
	return err
}

// currentOf returns which of the found segments is worked on: the one that the
// address names, the next that is unfinished, or the first of those.
func (a *Admin) currentOf(c *gin.Context, w workplace, found []numbered) (int, error) {
	asked := c.Query("segment")
	if asked == "next" {
		after, _ := strconv.ParseInt(c.Query("after"), 10, 64)
		next, err := a.Bench.Next(c.Request.Context(), w.person, w.target, translation.SegmentID(after))
		if err != nil {
			return 0, err
		}
		asked = decimal(int64(next))
	}
	first := -1
	for i, s := range found {
		if asked == decimal(int64(s.ID)) {
			return i, nil
		}
		if first < 0 && w.open(s.Segment) && len(w.present[s.ID]) == 0 {
			first = i
		}
	}
	return max(0, first), nil
}

// line returns a segment's line in the list at the side.
func (w workplace) line(s numbered, current bool) segmentLine {
	line := segmentLine{
		ID: decimal(int64(s.ID)), Number: s.number, Href: w.segmentHref(s.ID), State: string(s.State), StateID: stateID(s.State),
		Words: beginning(s.Source), Level: s.Kind.Heading(), Current: current, Open: w.open(s.Segment),
		Draft: s.HasDraft && s.Draft != s.Text, Talk: s.Comments + s.Suggestions,
	}
	if s.State == translation.NeedsEdit {
		line.ReasonID = reasonID(s.Reason)
	}
	for _, f := range s.Findings {
		switch f.Severity {
		case check.Error:
			line.Errors++
		case check.Warning:
			line.Warnings++
		}
	}
	return line
}

// beginning returns the first words of a text, on one line.
func beginning(text string) string {
	text = strings.ReplaceAll(text, "\n", " ")
	if utf8.RuneCountInString(text) <= lineWords {
		return text
	}
	return string([]rune(text)[:lineWords]) + "…"
}

// progressOf returns how far a translation is. Where nobody reviews, nothing
// waits for it.
func progressOf(view *workbench.View) progressView {
	p := view.Progress
	shown := progressView{
		Percent: p.Percent(), Done: p.UpToDate.Words, Words: p.Total.Words,
		Left: p.Untranslated.Segments + p.NeedsEdit.Segments, Stale: p.Stale.Segments,
	}
	if view.Review {
		shown.Waiting = p.Translated.Segments
	}
	return shown
}
