package workbench

import (
	"context"
	"errors"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/diff"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// As is what a text is saved as.
type As string

// What a text may be saved as.
const (
	AsTranslated As = "save"
	AsUnsure     As = "needs-edit" // its translator is not sure of it
	AsApproved   As = "approve"    // by a reviewer
	AsSuggestion As = "suggest"    // for others to decide on
)

// An Edit is what somebody typed into a segment.
type Edit struct {
	Target  content.PostID
	Segment translation.SegmentID
	Version int64  // of the segment, that the person saw
	Text    string // the edit form; nothing takes the translation away
	Seen    string // the text of the source that the person saw; "" for the one it has now
	Split   bool   // an empty line begins another block
	As      As     // AsTranslated when empty
}

// Saved is what became of an Edit.
type Saved struct {
	Segment   Segment
	Suggested bool              // it waits beside what was approved before
	Fault     translation.Fault // it does not fit its place: it is kept, and the document is as it was
	Changed   bool              // false: it was so already
}

// ErrOwnWork is the refusal to approve what one has translated oneself. It is
// Forbidden.
var ErrOwnWork = fmt.Errorf("one's own translation: %w", errs.Forbidden)

// ErrNotYet is the refusal to approve what is not translated, or from a source
// that has changed since. It is a Conflict.
var ErrNotYet = fmt.Errorf("not translated: %w", errs.Conflict)

// Save keeps what somebody typed. Text with faults is kept too: checks hold
// back the state of a segment, and the publication, never the text.
//
// Besides errs.Invalid, errs.Forbidden and errs.NotFound it returns *Stale,
// ErrOwnWork and, for a segment that has left its source, errs.Gone; what was
// typed is then the person's draft.
func (s *Service) Save(ctx context.Context, by account.User, e Edit) (Saved, error) {
	text, err := cleaned(e.Text)
	if err != nil {
		return Saved{}, err
	}
	e.Text = text
	links, err := s.leadsOf(ctx, e.Target, e.Text)
	if err != nil {
		return Saved{}, err
	}
	var saved Saved
	err = s.do(ctx, func(tx *store.Tx) error {
		h, err := s.take(ctx, tx, by, e.Target, e.Segment, policy.Suggest)
		if err != nil {
			return err
		}
		h.links = links
		if saved, err = h.save(ctx, tx, e); err != nil {
			return err
		}
		return tx.RemoveSegmentDraft(ctx, by.ID, e.Target, e.Segment)
	})
	if errors.Is(err, errs.Conflict) || errors.Is(err, errs.Gone) || errors.Is(err, ErrOwnWork) {
		return saved, errors.Join(err, s.keepTyped(ctx, by, e, err))
	}
	return saved, err
}

// keepTyped makes a draft of what could not be saved. What came too late
// stands in the history of the segment as well, so that no way out of the
// conflict loses it, not even to take the other text.
func (s *Service) keepTyped(ctx context.Context, by account.User, e Edit, cause error) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		if stale, ok := errors.AsType[*Stale](cause); ok && stale.Current.ID == e.Segment {
			late := store.SegmentEvent{
				TargetID: e.Target, UID: e.Segment, UserID: by.ID, At: s.now(), What: wasSetAside,
				OldText: stale.Current.Text, NewText: e.Text, Version: stale.Current.Version,
			}
			if err := tx.AddSegmentEvents(ctx, late); err != nil {
				return err
			}
		}
		return tx.SaveSegmentDraft(ctx, store.SegmentDraft{
			UserID: by.ID, TargetID: e.Target, UID: e.Segment, Version: e.Version, Text: e.Text, UpdatedAt: s.now(),
		})
	})
}

// save is Save within a transaction.
func (h *hand) save(ctx context.Context, tx *store.Tx, e Edit) (Saved, error) {
	approves := h.may(policy.Approve)
	changes := e.Text != h.row.Text
	switch {
	case e.As == AsSuggestion, h.row.State == translation.Approved && changes && !approves, !h.may(policy.Translate):
		return h.suggest(ctx, tx, e.Text)
	case e.As == AsApproved && !approves:
		return Saved{}, policy.Check(h.by, policy.Approve, h.pair.object)
	case e.As == AsApproved && !h.mayApproveOwn() && (changes || h.row.EditorID == h.by.ID):
		return Saved{}, ErrOwnWork
	case e.Version != h.row.Version && (changes || e.As == AsUnsure):
		return Saved{}, h.stale(ctx, tx, e)
	}
	findings, err := h.put(ctx, tx, e)
	if err != nil {
		return Saved{}, err
	}
	text := h.row.Text // with its escapes
	h.row.Text = h.was.Text
	what := h.row.Save(h.source.Kind, translation.SaveAs{
		Text: text, Source: h.source.Text, Seen: h.seen(e), Unsure: e.As == AsUnsure, Draft: !public(h.pair.target),
		Error: h.row.Fault != "" || check.Worst(findings) == check.Error,
	})
	if what == "" && (h.row.Omitted || h.moved) {
		what = translation.WasSaved // as it was, in a place that it had lost
	}
	if what != "" {
		h.row.EditorID, h.row.EditedAt, h.row.Omitted = h.by.ID, h.s.nowPointer(), false
	}
	if e.As == AsApproved {
		if approved, _ := h.row.Approve(h.source.Kind, h.source.Text); approved != "" {
			what = approved
			h.row.ReviewerID, h.row.ReviewedAt = h.by.ID, h.s.nowPointer()
		}
	}
	if h.row.State != translation.Approved {
		h.row.ReviewerID, h.row.ReviewedAt = 0, nil
	}
	err = h.keep(ctx, tx, what, "", 0)
	return h.saved(findings), err
}

// mayApproveOwn reports whether the site lets people of this language approve
// what they translated.
func (h *hand) mayApproveOwn() bool { return h.s.site().ApprovesOwn(h.pair.target.Locale) }

// seen returns the text of the source that was translated.
func (h *hand) seen(e Edit) string {
	if e.Seen == "" || translation.Hash(h.source.Kind, e.Seen) == h.source.Hash {
		return h.source.Text
	}
	return e.Seen
}

// stale is the refusal of an edit of a text that is another by now.
func (h *hand) stale(ctx context.Context, tx *store.Tx, e Edit) error {
	base, err := tx.TextAt(ctx, e.Target, e.Segment, e.Version)
	if err != nil {
		return err
	}
	return &Stale{Current: segmentOf(h.source, h.row), Base: base, Mine: e.Text}
}

// Stale is the refusal to save over what somebody else has saved meanwhile. It
// is a Conflict. What the person typed is kept as a draft; the ways out are to
// save Mine, Current.Text or what Merged returns, each with the version of
// Current.
type Stale struct {
	Current    Segment
	Base, Mine string // what the person began from, and what they made of it
}

// Error says which segment it is about.
func (e *Stale) Error() string {
	return fmt.Sprintf("segment %d is at version %d", e.Current.ID, e.Current.Version)
}

// Unwrap makes it a Conflict.
func (e *Stale) Unwrap() error { return errs.Conflict }

// Merged puts both changes together, word by word, and returns how many words
// were changed by both: there it has both texts.
func (e *Stale) Merged() (text string, clashes int) {
	return diff.Text(diff.Merge(e.Base, e.Mine, e.Current.Text))
}
