package workbench

import (
	"context"
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// reader is what a transaction and the database read alike.
type reader interface {
	Post(ctx context.Context, id content.PostID) (content.Post, error)
	Group(ctx context.Context, id content.GroupID) (content.Group, error)
	Variants(ctx context.Context, id content.GroupID) ([]content.Summary, error)
	Translation(ctx context.Context, target content.PostID) (store.Translation, error)
	Segmentation(ctx context.Context, id content.PostID) (store.Segmentation, error)
}

// A pair is a target with its source, as they are stored.
type pair struct {
	source   content.Post
	target   content.Post
	group    content.Group
	variants []content.Summary
	object   policy.Object // of the target, for whom it was read
}

// pairOf reads a target and its source. NotFound says that the post is no
// translation.
func (s *Service) pairOf(ctx context.Context, db reader, by account.User, target content.PostID) (pair, error) {
	var p pair
	var err error
	if p.target, err = db.Post(ctx, target); err != nil {
		return p, err
	}
	if p.group, err = db.Group(ctx, p.target.GroupID); err != nil {
		return p, err
	}
	if p.variants, err = db.Variants(ctx, p.target.GroupID); err != nil {
		return p, err
	}
	id, ok := s.sourceOf(p.target.Summary(), p.group, p.variants)
	if !ok {
		return p, fmt.Errorf("post %d is no translation: %w", target, errs.NotFound)
	}
	p.object = policy.ObjectOf(by, p.target.Summary(), p.variants)
	p.source, err = db.Post(ctx, id)
	return p, err
}

// check asks whether by may do this to the target.
func (p pair) check(by account.User, may policy.Action) error {
	return policy.Check(by, may, p.object)
}

// public reports whether what is saved into p is at readers' eyes, now or at a
// time that is set. Of such a post the workbench changes a copy.
func public(p content.Post) bool {
	return p.Status == content.Published || p.Status == content.Scheduled
}
