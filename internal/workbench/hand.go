package workbench

import (
	"context"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// A hand is somebody's on one segment, within a transaction.
type hand struct {
	s      *Service
	by     account.User
	pair   pair
	w      *working
	source store.SourceSegment
	row    store.TargetSegment   // as the act makes it
	was    store.TargetSegment   // as it was
	moved  bool                  // the text that is worked on changes with it
	fields content.Fields        // beside it
	links  map[string]check.Link // where those of a text lead
}

// take brings a translation up to date, and puts somebody's hand on a segment
// of it.
func (s *Service) take(ctx context.Context, tx *store.Tx, by account.User, target content.PostID, id translation.SegmentID, may policy.Action) (*hand, error) {
	h := &hand{s: s, by: by}
	var err error
	if h.pair, err = s.pairOf(ctx, tx, by, target); err != nil {
		return h, err
	}
	if err := h.pair.check(by, may); err != nil {
		return h, err
	}
	if h.w, err = s.follow(ctx, tx, h.pair.source, target); err != nil {
		return h, err
	}
	if policy.Allows(by, policy.Translate, h.pair.object) {
		if err := s.merge(ctx, tx, h.w, by.ID); err != nil {
			return h, err
		}
	}
	h.w.editor, h.fields = by.ID, workingFields(h.w.target, h.w.t)
	if h.source, err = tx.SourceSegment(ctx, h.w.source.ID, id); err != nil {
		return h, err
	}
	if h.source.RemovedAt != nil {
		return h, fmt.Errorf("segment %d left its source: %w", id, errs.Gone)
	}
	h.row, err = tx.TargetSegment(ctx, target, id)
	h.was = h.row
	return h, err
}

// may reports whether the person may do this to the translation.
func (h *hand) may(a policy.Action) bool { return policy.Allows(h.by, a, h.pair.object) }

// keep stores what the act made of the segment; "" is nothing, and nothing is
// stored.
func (h *hand) keep(ctx context.Context, tx *store.Tx, what translation.What, note string, batch store.ActID) error {
	if what == "" && h.row == h.was {
		return nil
	}
	h.row.Version = h.was.Version + 1
	if h.moved {
		if err := h.s.keepFields(ctx, tx, h.w, h.fields); err != nil {
			return err
		}
	}
	if err := tx.SaveTargetSegments(ctx, h.row); err != nil {
		return err
	}
	e := eventOf(h.was, h.row, what, h.by.ID, h.s.now())
	e.Note, e.BatchID = note, batch
	if err := tx.AddSegmentEvents(ctx, e); err != nil {
		return err
	}
	if err := tx.AddTranslator(ctx, h.row.TargetID, h.by.ID, h.s.now()); err != nil {
		return err
	}
	return tx.Recount(ctx, h.w.source.ID, h.w.target.ID)
}

// findings returns what is wrong with a text in the segment's place.
func (h *hand) findings(ctx context.Context, tx *store.Tx, text string, fault translation.Fault) ([]check.Finding, error) {
	c, err := h.s.checkerOf(ctx, tx, pair{source: h.w.source, target: h.w.target}, h.w.text.Doc.Source)
	if err != nil {
		return nil, err
	}
	c.links, c.taken = h.links, h.w.text.Doc
	row := h.row
	row.Text, row.Fault = text, fault
	if h.source.Kind == translation.FieldSlug {
		if c.slug, err = h.s.slugFacts(ctx, tx, h.w.target, text); err != nil {
			return nil, err
		}
	}
	return c.open(h.source, row), nil
}

// saved returns the segment as the act left it.
func (h *hand) saved(findings []check.Finding) Saved {
	seg := segmentOf(h.source, h.row)
	seg.Findings = findings
	return Saved{Segment: seg, Fault: h.row.Fault, Changed: h.row != h.was}
}
