package publishing

import (
	"context"
	"fmt"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/policy"
	"verso/internal/store"
)

// How long what was put aside is kept.
const (
	trashKept = 30 * 24 * time.Hour
	actsKept  = 30 * 24 * time.Hour
)

// Restore takes posts out of the trash, to where they were before: what was
// published is public again (rule 34a). A post whose scheduled time passed in
// the trash is a draft.
func (s *Service) Restore(ctx context.Context, by account.User, ids ...content.PostID) (store.Act, error) {
	var act store.Act
	err := s.do(ctx, func(tx *store.Tx) error {
		if err := tx.LockPosts(ctx, ids...); err != nil {
			return err
		}
		moved, err := s.each(ctx, tx, by, kindMove, ids, func(sub subject) (content.Post, error) {
			p := sub.post
			if p.Status != content.Trashed {
				return p, fmt.Errorf("post %d is not in the trash: %w", p.ID, ErrStatus)
			}
			status, err := tx.StatusBefore(ctx, p)
			if err != nil {
				return p, err
			}
			if p.TrashedAt = nil; status == content.Scheduled && !p.PublishedAt.After(s.now()) {
				status = content.Draft
			}
			return s.out(by, sub, p, status)
		})
		act = moved.act
		return err
	})
	return act, err
}

// out gives a post from the trash a status, if by may give it that.
func (s *Service) out(by account.User, sub subject, p content.Post, status content.Status) (content.Post, error) {
	if status == "" || sub.check(by, actions[status]) != nil {
		status = content.Draft // it was nothing else, or that is not by's to decide
	}
	if p.Status = status; status == content.Published {
		p.Publish(s.now())
	}
	return p, sub.check(by, policy.RemovePost)
}

// PurgeTrash deletes for good what has been in the trash for thirty days, and
// returns how many posts that were. Readers of theirs get 410 (rule 31).
func (s *Service) PurgeTrash(ctx context.Context) (int, error) {
	before := s.now().Add(-trashKept)
	old, err := s.db.TrashedBefore(ctx, before)
	if err != nil || len(old) == 0 {
		return 0, err
	}
	purged := 0
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPosts(ctx, old...); err != nil {
			return err
		}
		old, err := tx.TrashedBefore(ctx, before) // another instance may have been first
		if err != nil {
			return err
		}
		for _, id := range old {
			if err := tx.RemovePost(ctx, id); err != nil {
				return err
			}
		}
		purged = len(old)
		return tx.RemoveActsBefore(ctx, s.now().Add(-actsKept))
	})
	return purged, err
}
