package workbench

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// How much of a segment's past a Detail has.
const (
	shownEvents      = 100
	shownSuggestions = 50
)

// A Detail is what stands beside one segment.
type Detail struct {
	History     []store.SegmentEvent // the newest first
	Suggestions []store.Suggestion   // for this translation: open ones first
	ForSource   []store.Suggestion   // for the source
	Comments    []store.Comment      // on the translation and on the source, the oldest first
	Others      []Other
}

// An Other is what became of the segment in another language.
type Other struct {
	Locale locale.Tag
	Text   string
	State  translation.State
}

// Detail returns what stands beside a segment. Texts of other languages are
// those that the person may read.
func (s *Service) Detail(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID) (*Detail, error) {
	p, err := s.pairOf(ctx, s.db, by, target)
	if err != nil {
		return nil, err
	}
	if err := p.check(by, policy.Suggest); err != nil {
		return nil, err
	}
	if _, err := s.db.SourceSegment(ctx, p.source.ID, id); err != nil {
		return nil, err
	}
	d := &Detail{}
	if d.History, err = s.db.SegmentEvents(ctx, target, id, shownEvents); err != nil {
		return nil, err
	}
	if d.Suggestions, err = s.db.SuggestionsFor(ctx, target, id, shownSuggestions); err != nil {
		return nil, err
	}
	if d.ForSource, err = s.db.SuggestionsFor(ctx, p.source.ID, id, shownSuggestions); err != nil {
		return nil, err
	}
	if d.Comments, err = s.db.Comments(ctx, p.source.ID, id, target); err != nil {
		return nil, err
	}
	rows, err := s.db.TargetsOf(ctx, []translation.SegmentID{id})
	if err != nil {
		return nil, err
	}
	readable := map[content.PostID]locale.Tag{}
	for _, v := range p.variants {
		if v.ID != target && policy.Allows(by, policy.ReadPost, policy.ObjectOf(by, v, p.variants)) {
			readable[v.ID] = v.Locale
		}
	}
	for _, row := range rows {
		if l, may := readable[row.TargetID]; may && row.State != translation.Untranslated {
			d.Others = append(d.Others, Other{Locale: l, Text: row.Text, State: row.State})
		}
	}
	return d, nil
}
