package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// The kinds of act that can be undone.
const (
	kindPrefix   = "segments-"
	kindApprove  = kindPrefix + "approve"
	kindClassify = kindPrefix + "classify"
	kindPrefill  = kindPrefix + "prefill"
)

// Undoes reports whether acts of a kind are the workbench's to undo.
func Undoes(kind string) bool { return strings.HasPrefix(kind, kindPrefix) }

// ErrMovedOn is the refusal to undo what was undone already, or to decide what
// was decided. It is a Conflict.
var ErrMovedOn = fmt.Errorf("it has moved on: %w", errs.Conflict)

// A before is what undoing an act needs of one segment.
type before struct {
	Row     store.TargetSegment // as it was
	Version int64               // that the act made
}

// ApproveAll approves those of some segments that may be; it is one act that
// can be undone. An act with ID 0 approved nothing.
func (s *Service) ApproveAll(ctx context.Context, by account.User, target content.PostID, ids ...translation.SegmentID) (store.Act, error) {
	return s.each(ctx, by, target, policy.Approve, kindApprove, ids, func(h *hand) translation.What {
		what, _, err := h.approve()
		if err != nil {
			return ""
		}
		return what
	})
}

// A Prefill is a text that was found for a segment, with the reason why it
// needs a look.
type Prefill struct {
	Segment translation.SegmentID
	Text    string
	Why     translation.Reason // MemoryExact, MemoryFuzzy, Machine or Imported
}

// PrefillAll puts texts into segments that nobody has translated. It is one act
// that can be undone; what people have written stays.
func (s *Service) PrefillAll(ctx context.Context, by account.User, target content.PostID, texts ...Prefill) (store.Act, error) {
	found := map[translation.SegmentID]Prefill{}
	var ids []translation.SegmentID
	for _, t := range texts {
		text, err := cleaned(t.Text)
		if err != nil {
			return store.Act{}, err
		}
		t.Text = text
		found[t.Segment] = t
		ids = append(ids, t.Segment)
	}
	return s.each(ctx, by, target, policy.Translate, kindPrefill, ids, func(h *hand) translation.What {
		t := found[h.source.UID]
		return h.row.Prefill(h.source.Kind, t.Text, h.source.Text, t.Why)
	})
}

// each does something to several segments in one act. What changes the text of
// one changes the document with it.
func (s *Service) each(ctx context.Context, by account.User, target content.PostID, may policy.Action, kind string, ids []translation.SegmentID, act func(h *hand) translation.What) (store.Act, error) {
	var done store.Act
	err := s.do(ctx, func(tx *store.Tx) error {
		b := batch{s: s, by: by, kind: kind}
		if err := b.begin(ctx, tx, target, may); err != nil {
			return err
		}
		for _, id := range ids {
			if err := b.do(ctx, tx, id, act); err != nil {
				return err
			}
		}
		var err error
		done, err = b.end(ctx, tx)
		return err
	})
	return done, err
}

// A batch is an act on several segments of one translation.
type batch struct {
	s       *Service
	by      account.User
	kind    string
	hand    hand // on the segment in turn
	sources map[translation.SegmentID]store.SourceSegment
	rows    map[translation.SegmentID]store.TargetSegment
	undo    []before
	changed []store.TargetSegment
	events  []store.SegmentEvent
}

func (b *batch) begin(ctx context.Context, tx *store.Tx, target content.PostID, may policy.Action) error {
	h := hand{s: b.s, by: b.by}
	var err error
	if h.pair, err = b.s.pairOf(ctx, tx, b.by, target); err != nil {
		return err
	}
	if err := h.pair.check(b.by, may); err != nil {
		return err
	}
	if h.w, err = b.s.follow(ctx, tx, h.pair.source, target); err != nil {
		return err
	}
	if may == policy.Translate || may == policy.Approve {
		if err := b.s.merge(ctx, tx, h.w, b.by.ID); err != nil {
			return err
		}
	}
	h.w.editor, h.fields = b.by.ID, workingFields(h.w.target, h.w.t)
	b.hand = h
	all, err := tx.SourceSegments(ctx, h.w.source.ID, false)
	b.sources = map[translation.SegmentID]store.SourceSegment{}
	for _, source := range all {
		b.sources[source.UID] = source
	}
	if err != nil {
		return err
	}
	b.rows, err = tx.TargetSegments(ctx, target)
	return err
}

// do acts on one segment. One that is not there any more is skipped.
func (b *batch) do(ctx context.Context, tx *store.Tx, id translation.SegmentID, act func(h *hand) translation.What) error {
	source, there := b.sources[id]
	if !there {
		return nil
	}
	h := &b.hand
	h.source = source
	if h.row, there = b.rows[id]; !there {
		h.row = store.Untouched(h.w.target.ID, id)
	}
	h.was = h.row
	what := act(h)
	if what == "" {
		return nil
	}
	if h.row.Text != h.was.Text {
		if err := h.putOnly(ctx, tx, Edit{Text: h.row.Text, Split: h.row.Split}); err != nil {
			return err
		}
	}
	h.row.Version = h.was.Version + 1
	b.rows[id] = h.row
	b.undo = append(b.undo, before{Row: h.was, Version: h.row.Version})
	b.changed = append(b.changed, h.row)
	b.events = append(b.events, eventOf(h.was, h.row, what, b.by.ID, b.s.now()))
	return nil
}

func (b *batch) end(ctx context.Context, tx *store.Tx) (store.Act, error) {
	if len(b.changed) == 0 {
		return store.Act{}, nil
	}
	act, err := b.s.remember(ctx, tx, b.by, b.kind, b.undo)
	if err != nil {
		return act, err
	}
	for i := range b.events {
		b.events[i].BatchID = act.ID
	}
	if err := b.keep(ctx, tx); err != nil {
		return act, err
	}
	return act, tx.AddTranslator(ctx, b.hand.w.target.ID, b.by.ID, b.s.now())
}

// keep stores what the batch changed.
func (b *batch) keep(ctx context.Context, tx *store.Tx) error {
	h := &b.hand
	if h.moved {
		if err := b.s.keepFields(ctx, tx, h.w, h.fields); err != nil {
			return err
		}
	}
	if err := tx.SaveTargetSegments(ctx, b.changed...); err != nil {
		return err
	}
	if err := tx.AddSegmentEvents(ctx, b.events...); err != nil {
		return err
	}
	return tx.Recount(ctx, h.w.source.ID, h.w.target.ID)
}

// Undone is what an undo did.
type Undone struct {
	Segments int                     // that are as they were
	Skipped  []translation.SegmentID // that somebody has worked on since
}

// Undo takes an act of the person's own back, but for the segments that
// somebody has worked on since (translation case 64). It returns ErrMovedOn
// when it was undone already, and errs.NotFound for acts of others.
func (s *Service) Undo(ctx context.Context, by account.User, id store.ActID) (Undone, error) {
	var done Undone
	err := s.do(ctx, func(tx *store.Tx) error {
		done = Undone{}
		act, err := tx.LockAct(ctx, id)
		if err != nil {
			return err
		}
		if act.UserID != by.ID || !Undoes(act.Kind) {
			return fmt.Errorf("act %d: %w", id, errs.NotFound)
		}
		if act.UndoneAt != nil {
			return fmt.Errorf("act %d was undone: %w", id, ErrMovedOn)
		}
		var all []before
		if err := json.Unmarshal([]byte(act.Undo), &all); err != nil {
			return err
		}
		for _, target := range targetsOf(all) {
			if err := s.undoIn(ctx, tx, by, target, all, &done); err != nil {
				return err
			}
		}
		return tx.MarkUndone(ctx, id, s.now())
	})
	return done, err
}

// targetsOf returns the translations that an act was about, in order.
func targetsOf(all []before) []content.PostID {
	var targets []content.PostID
	for _, b := range all {
		targets = append(targets, b.Row.TargetID)
	}
	slices.Sort(targets)
	return slices.Compact(targets)
}

// undoIn puts the segments of one translation back.
func (s *Service) undoIn(ctx context.Context, tx *store.Tx, by account.User, target content.PostID, all []before, done *Undone) error {
	b := batch{s: s, by: by}
	err := b.begin(ctx, tx, target, policy.Translate)
	if errors.Is(err, errs.NotFound) {
		return nil // the translation is gone
	}
	if err != nil {
		return err
	}
	for _, was := range all {
		if was.Row.TargetID != target {
			continue
		}
		if b.rows[was.Row.UID].Version != was.Version {
			done.Skipped = append(done.Skipped, was.Row.UID)
			continue
		}
		err := b.do(ctx, tx, was.Row.UID, func(h *hand) translation.What {
			version := h.row.Version
			h.row = was.Row
			h.row.Version = version
			return wasPutBack
		})
		if err != nil {
			return err
		}
	}
	done.Segments += len(b.changed)
	return b.keep(ctx, tx)
}
