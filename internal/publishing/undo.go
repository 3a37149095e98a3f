package publishing

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// The kinds of act that can be undone.
const (
	kindMove     = "move"
	kindLink     = "link"
	kindUnlink   = "unlink"
	kindRelocate = "relocate"
	kindDismiss  = "dismiss"
	kindStart    = "start"
)

// ErrMovedOn is the refusal to undo what others have built on since, or what
// was undone already. It is a Conflict.
var ErrMovedOn = fmt.Errorf("the site has moved on: %w", errs.Conflict)

// movedOn makes what an undo does not find any more ErrMovedOn.
func movedOn(err error) error {
	if errors.Is(err, errs.NotFound) {
		return fmt.Errorf("%w (%v)", ErrMovedOn, err)
	}
	return err
}

// Undo takes an act of the person's own back. It returns ErrMovedOn when the
// site is no longer as the act left it, and errs.NotFound for acts that are
// somebody else's.
func (s *Service) Undo(ctx context.Context, by account.User, id store.ActID) error {
	return s.do(ctx, func(tx *store.Tx) error {
		act, err := tx.LockAct(ctx, id)
		if err != nil {
			return err
		}
		if act.UserID != by.ID {
			return fmt.Errorf("act %d is another person's: %w", id, errs.NotFound)
		}
		if act.UndoneAt != nil {
			return fmt.Errorf("act %d was undone: %w", id, ErrMovedOn)
		}
		if err := s.undo(ctx, tx, by, act); err != nil {
			return err
		}
		return tx.MarkUndone(ctx, id, s.now())
	})
}

func (s *Service) undo(ctx context.Context, tx *store.Tx, by account.User, act store.Act) error {
	switch act.Kind {
	case kindMove:
		return undoing(act, func(u []place) error { return s.undoMove(ctx, tx, by, u) })
	case kindLink:
		return undoing(act, func(u linked) error { return s.undoLink(ctx, tx, by, u) })
	case kindUnlink:
		return undoing(act, func(u unlinked) error { return s.undoUnlink(ctx, tx, by, u) })
	case kindRelocate:
		return undoing(act, func(u relocated) error { return s.undoRelocate(ctx, tx, by, u) })
	case kindDismiss:
		return undoing(act, func(u store.NearPair) error { return s.undoDismiss(ctx, tx, by, u) })
	case kindStart:
		return undoing(act, func(u []place) error { return s.undoStart(ctx, tx, by, u) })
	case kindTags:
		return undoing(act, func(u []parting) error { return s.undoTags(ctx, tx, by, u) })
	case kindOrder:
		return undoing(act, func(u reordered) error { return s.undoOrder(ctx, tx, by, u) })
	case kindMenu:
		return undoing(act, func(u menuChange) error { return s.undoMenu(ctx, tx, by, u) })
	}
	return fmt.Errorf("acts of kind %q: %w", act.Kind, ErrMovedOn)
}

// undoing reads what an act remembered and undoes it.
func undoing[T any](act store.Act, undo func(T) error) error {
	var u T
	if err := json.Unmarshal([]byte(act.Undo), &u); err != nil {
		return fmt.Errorf("act %d: %w", act.ID, err)
	}
	return undo(u)
}

// undoMove puts posts back to the status they had.
func (s *Service) undoMove(ctx context.Context, tx *store.Tx, by account.User, before []place) error {
	var ids []content.PostID
	for _, was := range before {
		ids = append(ids, was.ID)
	}
	if err := tx.LockPosts(ctx, ids...); err != nil {
		return err
	}
	for _, was := range before {
		sub, err := s.subjectOf(ctx, tx, by, policy.ReadPost, was.ID)
		if err != nil {
			return movedOn(err)
		}
		p := sub.post
		if p.Revision != was.Revision {
			return fmt.Errorf("post %d is at revision %d, not %d: %w", p.ID, p.Revision, was.Revision, ErrMovedOn)
		}
		for _, may := range []policy.Action{stepping(was.Status, p.Status), stepping(p.Status, was.Status)} {
			if err := sub.check(by, may); err != nil {
				return err
			}
		}
		p.Status, p.PublishedAt, p.UTCOffset, p.TrashedAt = was.Status, was.PublishedAt, was.UTCOffset, was.TrashedAt
		if p.Status == content.Scheduled && !p.PublishedAt.After(s.now()) {
			return fmt.Errorf("the time of post %d is past: %w", p.ID, ErrMovedOn)
		}
		p.UpdatedAt, p.EditorID = s.now(), by.ID
		if _, err := tx.SavePost(ctx, p); err != nil {
			return err
		}
	}
	return nil
}
