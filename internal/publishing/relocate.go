package publishing

import (
	"context"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
)

// A relocated is what undoing ChangeLocale needs.
type relocated struct {
	ID       content.PostID
	Revision int // that the change made
	Locale   locale.Tag
	Slug     string
	Tags     []content.TagID
}

// ChangeLocale says that a post is in another language. Its tags become those
// of that language, its old address leads to the new one if readers ever had
// it, and its slug gets a number where another post of that language has it.
// It returns *SameLocale when the work has that language already.
func (s *Service) ChangeLocale(ctx context.Context, by account.User, id content.PostID, to locale.Tag) (store.Act, error) {
	var act store.Act
	err := s.do(ctx, func(tx *store.Tx) (err error) {
		if err := lockWorks(ctx, tx, id); err != nil {
			return err
		}
		sub, err := s.subjectOf(ctx, tx, by, policy.ArrangePost, id)
		if err != nil || sub.post.Locale == to {
			return err
		}
		if err := s.mayRelocate(ctx, tx, by, sub, to); err != nil {
			return err
		}
		slug, err := s.freeSlug(ctx, tx, address{to, sub.post.Kind, id}, sub.post.Slug)
		if err != nil {
			return err
		}
		tags, err := tagsIn(ctx, tx, to, sub.tags, true)
		if err != nil {
			return err
		}
		undo := relocated{ID: id, Locale: sub.post.Locale, Slug: sub.post.Slug, Tags: ids(sub.tags)}
		p, err := s.relocate(ctx, tx, by, sub.post, to, slug, ids(tags))
		if err != nil {
			return err
		}
		undo.Revision = p.Revision
		act, err = s.remember(ctx, tx, by, kindRelocate, undo)
		return err
	})
	return act, err
}

func (s *Service) mayRelocate(ctx context.Context, tx *store.Tx, by account.User, sub subject, to locale.Tag) error {
	if to == "" || knownLocale(ctx, tx, to) != nil {
		return errs.Invalid{"locale": "PostLocaleUnknown"}
	}
	there := sub.post.Summary()
	there.Locale = to
	if err := policy.Check(by, policy.ArrangePost, Object(by, there, sub.variants)); err != nil {
		return err
	}
	if other, taken := variantIn(sub.variants, to); taken {
		return &SameLocale{A: sub.post.Summary(), B: other}
	}
	return nil
}

func (s *Service) relocate(ctx context.Context, tx *store.Tx, by account.User, p content.Post, to locale.Tag, slug string, tags []content.TagID) (content.Post, error) {
	p.Locale, p.Slug = to, slug
	p.UpdatedAt, p.EditorID = s.now(), by.ID
	p, err := tx.SavePost(ctx, p)
	if err != nil {
		return p, err
	}
	return p, tx.SavePostTags(ctx, p.Summary(), tags)
}

// undoRelocate gives a post its language, address and tags back.
func (s *Service) undoRelocate(ctx context.Context, tx *store.Tx, by account.User, u relocated) error {
	if err := lockWorks(ctx, tx, u.ID); err != nil {
		return movedOn(err)
	}
	sub, err := s.subjectOf(ctx, tx, by, policy.ArrangePost, u.ID)
	if err != nil {
		return movedOn(err)
	}
	owner, err := address{u.Locale, sub.post.Kind, u.ID}.owner(ctx, tx, u.Slug)
	if err != nil {
		return err
	}
	_, taken := variantIn(sub.variants, u.Locale)
	if sub.post.Revision != u.Revision || taken || owner.ID != 0 || knownLocale(ctx, tx, u.Locale) != nil {
		return fmt.Errorf("post %d cannot go back to %s: %w", u.ID, u.Locale, ErrMovedOn)
	}
	_, err = s.relocate(ctx, tx, by, sub.post, u.Locale, u.Slug, u.Tags)
	return movedOn(err)
}
