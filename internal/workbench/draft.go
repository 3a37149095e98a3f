package workbench

import (
	"context"
	"slices"
	"sort"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// freshDraft is how young somebody's draft has to be for others to be led past
// its segment (translation 2.12).
const freshDraft = 20 * time.Minute

// SaveDraft keeps what a person typed into a segment and has not saved; "" is
// kept too, DiscardDraft forgets it. It is no change of the site, and nobody
// else's.
func (s *Service) SaveDraft(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, version int64, text string) error {
	if len(text) > maxText {
		return errs.Invalid{"text": "SegmentTooLong"}
	}
	if !content.CleanText(text) {
		return errs.Invalid{"text": "TextInvalid"}
	}
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		p, err := s.pairOf(ctx, tx, by, target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.Suggest); err != nil {
			return err
		}
		if _, err := tx.SourceSegment(ctx, p.source.ID, id); err != nil {
			return err
		}
		return tx.SaveSegmentDraft(ctx, store.SegmentDraft{
			UserID: by.ID, TargetID: target, UID: id, Version: version, Text: text, UpdatedAt: s.now(),
		})
	})
}

// DiscardDraft forgets a draft of the person's own.
func (s *Service) DiscardDraft(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error { return tx.RemoveSegmentDraft(ctx, by.ID, target, id) })
}

// A DraftLine is a draft of a person's, with what it is of.
type DraftLine struct {
	store.SegmentDraft
	Title    string // of the target
	Locale   locale.Tag
	Saveable bool // the person may still save it
}

// maxDraftLines is how many drafts Drafts returns.
const maxDraftLines = 200

// Drafts returns what a person typed and has not saved, the newest first, in
// translations that they may no longer change too: what they typed is theirs
// to read (translation case 65).
func (s *Service) Drafts(ctx context.Context, by account.User) ([]DraftLine, error) {
	drafts, err := s.db.SegmentDrafts(ctx, by.ID, 0)
	if err != nil {
		return nil, err
	}
	drafts = drafts[:min(len(drafts), maxDraftLines)]
	var ids []content.PostID
	for _, d := range drafts {
		ids = append(ids, d.TargetID)
	}
	slices.Sort(ids)
	posts, err := s.db.Posts(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	var groups []content.GroupID
	for _, p := range posts {
		groups = append(groups, p.GroupID)
	}
	variants, err := s.db.VariantsOf(ctx, groups)
	if err != nil {
		return nil, err
	}
	lines := make([]DraftLine, 0, len(drafts))
	for _, d := range drafts {
		p := posts[d.TargetID]
		lines = append(lines, DraftLine{
			SegmentDraft: d, Title: p.Title, Locale: p.Locale,
			Saveable: policy.Allows(by, policy.Suggest, policy.ObjectOf(by, p.Summary(), variants[p.GroupID])),
		})
	}
	return lines, nil
}

// Attend notes that somebody is on a segment of a translation (0: on none in
// particular), or has left. It keeps nobody out: there are no locks.
func (s *Service) Attend(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, here bool) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		p, err := s.pairOf(ctx, tx, by, target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.Suggest); err != nil {
			return err
		}
		if !here {
			return tx.Leave(ctx, target, by.ID)
		}
		if id != 0 {
			if _, err := tx.SourceSegment(ctx, p.source.ID, id); err != nil {
				return err
			}
		}
		return tx.SeeSegment(ctx, target, id, by.ID, s.now())
	})
}

// Next returns the segment of a translation that is to be worked on next after
// one, in the order of the text and then from its beginning: one that is not
// done, that nobody else is on, and of which nobody else has a fresh draft. 0
// says that there is none.
func (s *Service) Next(ctx context.Context, by account.User, target content.PostID, after translation.SegmentID) (translation.SegmentID, error) {
	p, err := s.pairOf(ctx, s.db, by, target)
	if err != nil {
		return 0, err
	}
	if err := p.check(by, policy.Suggest); err != nil {
		return 0, err
	}
	busy, err := s.db.Busy(ctx, target, by.ID, s.now(), s.now().Add(-freshDraft))
	if err != nil {
		return 0, err
	}
	open, err := s.db.Unfinished(ctx, p.source.ID, target)
	if err != nil {
		return 0, err
	}
	from := 0
	if seg, err := s.db.SourceSegment(ctx, p.source.ID, after); err == nil {
		from = sort.Search(len(open), func(i int) bool { return open[i].Ord > seg.Ord })
	}
	for _, seg := range slices.Concat(open[from:], open[:from]) {
		if seg.UID != after && !busy[seg.UID] {
			return seg.UID, nil
		}
	}
	return 0, nil
}
