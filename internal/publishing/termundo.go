package publishing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// kindTags is the act of tags that were merged or removed.
const kindTags = "tags"

// A parting is what happened to a tag that was merged or removed, as undoing
// needs it.
type parting struct {
	Tag   content.Tag // as it was
	Moved bool        // to another term; else it is there no more
	Past  []string    // slugs that led to it
	Posts []retagged
}

// A retagged post had other tags before.
type retagged struct {
	ID     content.PostID
	Before []content.TagID
	After  []content.TagID
}

// retag gives the posts that carry the tag others instead.
func (p *parting) retag(ctx context.Context, tx *store.Tx, change func([]content.TagID) []content.TagID) error {
	var err error
	if p.Past, err = tx.TagSlugsOnceOf(ctx, p.Tag.ID); err != nil {
		return err
	}
	carrying, err := tx.PostsWithTag(ctx, p.Tag.ID)
	if err != nil || len(carrying) == 0 {
		return err
	}
	if err := tx.LockPosts(ctx, carrying...); err != nil {
		return err
	}
	tags, err := tx.TagsOfPosts(ctx, carrying)
	if err != nil {
		return err
	}
	posts, err := tx.Posts(ctx, carrying)
	if err != nil {
		return err
	}
	for _, id := range carrying {
		before := ids(tags[id])
		after := change(before)
		if err := tx.SavePostTags(ctx, posts[id].Summary(), after); err != nil {
			return err
		}
		p.Posts = append(p.Posts, retagged{id, before, after})
	}
	return nil
}

// undoTags takes the merging or removing of tags back, the last first.
func (s *Service) undoTags(ctx context.Context, tx *store.Tx, by account.User, parts []parting) error {
	if err := policy.Check(by, policy.ManageTags, policy.Object{}); err != nil {
		return err
	}
	u := undoneTags{terms: map[content.TermID]content.TermID{}, tags: map[content.TagID]content.TagID{}}
	for _, part := range slices.Backward(parts) {
		var err error
		if part.Moved {
			err = u.moveBack(ctx, tx, part)
		} else {
			err = u.bringBack(ctx, tx, part)
		}
		if err != nil {
			return movedOn(err)
		}
	}
	return nil
}

// undoneTags are the terms and tags that are back, by what they were.
type undoneTags struct {
	terms map[content.TermID]content.TermID
	tags  map[content.TagID]content.TagID
}

// term returns the term that stands for one that was: the same, if it is
// still there.
func (u undoneTags) term(ctx context.Context, tx *store.Tx, was content.TermID) (content.TermID, error) {
	if id, known := u.terms[was]; known {
		return id, nil
	}
	id := was
	_, err := tx.Term(ctx, was)
	if errors.Is(err, errs.NotFound) {
		id, err = tx.AddTerm(ctx)
	}
	u.terms[was] = id
	return id, err
}

// moveBack gives a tag back to its term.
func (u undoneTags) moveBack(ctx context.Context, tx *store.Tx, part parting) error {
	now, err := tx.TagBySlug(ctx, part.Tag.Locale, part.Tag.Slug)
	if err != nil {
		return err
	}
	if now.ID != part.Tag.ID {
		return fmt.Errorf("%s is another tag: %w", part.Tag.Slug, ErrMovedOn)
	}
	term, err := u.term(ctx, tx, part.Tag.TermID)
	if err != nil {
		return err
	}
	if there, err := tx.Term(ctx, term); err == nil && there.In(now.Locale).ID != 0 {
		return fmt.Errorf("term %d has a tag in %s: %w", term, now.Locale, ErrMovedOn)
	}
	return tx.MoveTag(ctx, now, term)
}

// bringBack makes a tag again that is there no more. Posts whose tags were
// changed meanwhile keep them.
func (u undoneTags) bringBack(ctx context.Context, tx *store.Tx, part parting) error {
	t := part.Tag
	if _, err := tx.TagBySlug(ctx, t.Locale, t.Slug); !errors.Is(err, errs.NotFound) {
		if err != nil {
			return err
		}
		return fmt.Errorf("%s is taken: %w", t.Slug, ErrMovedOn)
	}
	var err error
	if t.TermID, err = u.term(ctx, tx, t.TermID); err != nil {
		return err
	}
	if t, err = tx.AddTag(ctx, t); err != nil {
		return err
	}
	u.tags[part.Tag.ID] = t.ID
	if err := tx.OwnTagSlugs(ctx, t, part.Past...); err != nil {
		return err
	}
	for _, p := range part.Posts {
		if err := u.tagAgain(ctx, tx, p); err != nil {
			return err
		}
	}
	return nil
}

func (u undoneTags) tagAgain(ctx context.Context, tx *store.Tx, was retagged) error {
	post, err := tx.Post(ctx, was.ID)
	if errors.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	now, err := tx.TagsOf(ctx, was.ID)
	if err != nil || !slices.Equal(ids(now), u.now(was.After)) {
		return err
	}
	return tx.SavePostTags(ctx, post.Summary(), u.now(was.Before))
}

// now returns tags by their identifiers of today.
func (u undoneTags) now(tags []content.TagID) []content.TagID {
	tags = slices.Clone(tags)
	for i, id := range tags {
		if again, ok := u.tags[id]; ok {
			tags[i] = again
		}
	}
	return tags
}
