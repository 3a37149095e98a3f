package publishing

import (
	"context"
	"fmt"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// A linked is what undoing Link needs.
type linked struct {
	To       content.GroupID
	ToSource *content.PostID // of To, before
	From     content.Group   // that went
	Moved    []variant
}

// A variant is a post in a group, with the post it was translated from.
type variant struct {
	ID     content.PostID
	Source *content.PostID
}

// Link makes two works one: the variants of a's and those of b's are then
// variants of the older work. It returns *SameLocale when a language would
// have two posts, and errs.Invalid for works of two kinds. Two variants of one
// work are linked already.
func (s *Service) Link(ctx context.Context, by account.User, a, b content.PostID) (store.Act, error) {
	var act store.Act
	err := s.do(ctx, func(tx *store.Tx) (err error) {
		act, err = s.link(ctx, tx, by, a, b)
		return err
	})
	return act, err
}

func (s *Service) link(ctx context.Context, tx *store.Tx, by account.User, a, b content.PostID) (store.Act, error) {
	if err := lockWorks(ctx, tx, a, b); err != nil {
		return store.Act{}, err
	}
	to, err := s.subjectOf(ctx, tx, by, policy.ArrangePost, a)
	if err != nil {
		return store.Act{}, err
	}
	from, err := s.subjectOf(ctx, tx, by, policy.ArrangePost, b)
	if err != nil {
		return store.Act{}, err
	}
	if to.group.ID > from.group.ID {
		to, from = from, to
	}
	if err := linkable(to, from); err != nil || to.group.ID == from.group.ID {
		return store.Act{}, err
	}
	undo := linked{To: to.group.ID, ToSource: to.group.SourceID, From: from.group}
	for _, v := range from.variants {
		if err := regroup(ctx, tx, v.ID, to.group.ID, v.SourceID); err != nil {
			return store.Act{}, err
		}
		undo.Moved = append(undo.Moved, variant{v.ID, v.SourceID})
	}
	if to.group.SourceID == nil && from.group.SourceID != nil {
		to.group.SourceID = from.group.SourceID
		if err := tx.SaveGroup(ctx, to.group); err != nil {
			return store.Act{}, err
		}
	}
	if err := tx.MoveMissingReads(ctx, from.group.ID, to.group.ID); err != nil {
		return store.Act{}, err
	}
	if err := tx.RemoveGroup(ctx, from.group.ID); err != nil {
		return store.Act{}, err
	}
	return s.remember(ctx, tx, by, kindLink, undo)
}

// linkable says what is in the way of making two works one.
func linkable(a, b subject) error {
	if a.group.ID == b.group.ID {
		return nil
	}
	if a.group.Kind != b.group.Kind {
		return errs.Invalid{"post": "LinkKindsDiffer"}
	}
	for _, v := range a.variants {
		if other, taken := variantIn(b.variants, v.Locale); taken {
			return &SameLocale{A: v, B: other}
		}
	}
	return nil
}

// lockWorks locks every variant of the works of two posts.
func lockWorks(ctx context.Context, tx *store.Tx, posts ...content.PostID) error {
	all := slices.Clone(posts)
	for _, id := range posts {
		p, err := tx.Post(ctx, id)
		if err != nil {
			return err
		}
		variants, err := tx.Variants(ctx, p.GroupID)
		if err != nil {
			return err
		}
		for _, v := range variants {
			all = append(all, v.ID)
		}
	}
	slices.Sort(all)
	return tx.LockPosts(ctx, slices.Compact(all)...)
}

// regroup moves a post to a group, unless it is there with that source.
func regroup(ctx context.Context, tx *store.Tx, id content.PostID, to content.GroupID, source *content.PostID) error {
	p, err := tx.Post(ctx, id)
	if err != nil {
		return err
	}
	_, err = tx.RegroupPost(ctx, p, to, source)
	return err
}

// undoLink takes the works apart again.
func (s *Service) undoLink(ctx context.Context, tx *store.Tx, by account.User, u linked) error {
	var ids []content.PostID
	for _, v := range u.Moved {
		ids = append(ids, v.ID)
	}
	if err := tx.LockPosts(ctx, ids...); err != nil {
		return err
	}
	group, err := tx.AddGroup(ctx, content.Group{Kind: u.From.Kind, Position: u.From.Position, Key: u.From.Key, SourceID: u.From.SourceID})
	if err != nil {
		return err
	}
	for _, v := range u.Moved {
		sub, err := s.subjectOf(ctx, tx, by, policy.ArrangePost, v.ID)
		if err != nil {
			return movedOn(err)
		}
		if sub.group.ID != u.To {
			return fmt.Errorf("post %d is in another work: %w", v.ID, ErrMovedOn)
		}
		if err := regroup(ctx, tx, v.ID, group.ID, v.Source); err != nil {
			return err
		}
	}
	to, err := tx.Group(ctx, u.To)
	if err != nil {
		return movedOn(err)
	}
	to.SourceID = u.ToSource
	return tx.SaveGroup(ctx, to)
}

// An unlinked is what undoing Unlink needs.
type unlinked struct {
	Post     variant
	From     content.GroupID
	Alone    content.GroupID  // that it got
	IsSource bool             // it was recorded as the source of From
	Children []content.PostID // variants translated from it
}

// Unlink makes a post a work of its own. It keeps its tags, address and
// status. A post that is alone already stays as it is.
func (s *Service) Unlink(ctx context.Context, by account.User, id content.PostID) (store.Act, error) {
	var act store.Act
	err := s.do(ctx, func(tx *store.Tx) (err error) {
		if err := lockWorks(ctx, tx, id); err != nil {
			return err
		}
		sub, err := s.subjectOf(ctx, tx, by, policy.ArrangePost, id)
		if err != nil || len(sub.variants) < 2 {
			return err
		}
		act, err = s.unlink(ctx, tx, by, sub)
		return err
	})
	return act, err
}

func (s *Service) unlink(ctx context.Context, tx *store.Tx, by account.User, sub subject) (store.Act, error) {
	p := sub.post
	alone, err := tx.AddGroup(ctx, content.Group{Kind: p.Kind, Position: sub.group.Position})
	if err != nil {
		return store.Act{}, err
	}
	undo := unlinked{Post: variant{p.ID, p.SourceID}, From: sub.group.ID, Alone: alone.ID}
	for _, v := range sub.variants {
		if v.ID == p.ID || v.SourceID == nil || *v.SourceID != p.ID {
			continue
		}
		undo.Children = append(undo.Children, v.ID)
		if err := regroup(ctx, tx, v.ID, sub.group.ID, nil); err != nil {
			return store.Act{}, err
		}
	}
	if undo.IsSource = sub.group.SourceID != nil && *sub.group.SourceID == p.ID; undo.IsSource {
		sub.group.SourceID = nil
		if err := tx.SaveGroup(ctx, sub.group); err != nil {
			return store.Act{}, err
		}
	}
	if err := regroup(ctx, tx, p.ID, alone.ID, nil); err != nil {
		return store.Act{}, err
	}
	return s.remember(ctx, tx, by, kindUnlink, undo)
}

// undoUnlink puts a post back among its variants.
func (s *Service) undoUnlink(ctx context.Context, tx *store.Tx, by account.User, u unlinked) error {
	if err := lockWorks(ctx, tx, u.Post.ID); err != nil {
		return movedOn(err)
	}
	sub, err := s.subjectOf(ctx, tx, by, policy.ArrangePost, u.Post.ID)
	if err != nil {
		return movedOn(err)
	}
	group, err := tx.Group(ctx, u.From)
	if err != nil {
		return movedOn(err)
	}
	variants, err := tx.Variants(ctx, u.From)
	if err != nil {
		return err
	}
	if _, taken := variantIn(variants, sub.post.Locale); taken || sub.group.ID != u.Alone {
		return fmt.Errorf("post %d cannot go back to work %d: %w", u.Post.ID, u.From, ErrMovedOn)
	}
	if err := regroup(ctx, tx, u.Post.ID, u.From, u.Post.Source); err != nil {
		return err
	}
	for _, v := range variants {
		if slices.Contains(u.Children, v.ID) {
			if err := regroup(ctx, tx, v.ID, u.From, &u.Post.ID); err != nil {
				return err
			}
		}
	}
	if u.IsSource {
		group.SourceID = &u.Post.ID
		if err := tx.SaveGroup(ctx, group); err != nil {
			return err
		}
	}
	return tx.RemoveGroup(ctx, u.Alone)
}
