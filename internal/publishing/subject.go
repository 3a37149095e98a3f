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

// A subject is a post that somebody acts on, with the work it belongs to.
type subject struct {
	post     content.Post
	tags     []content.Tag
	group    content.Group
	variants []content.Summary // the post among them
}

// subjectOf locks a post, reads what belongs to it and asks whether by may do
// this to it.
func (s *Service) subjectOf(ctx context.Context, tx *store.Tx, by account.User, may policy.Action, id content.PostID) (subject, error) {
	var sub subject
	err := tx.LockPosts(ctx, id)
	if err != nil {
		return sub, err
	}
	if sub.post, err = tx.Post(ctx, id); err != nil {
		return sub, err
	}
	if sub.tags, err = tx.TagsOf(ctx, id); err != nil {
		return sub, err
	}
	if sub.group, err = tx.Group(ctx, sub.post.GroupID); err != nil {
		return sub, err
	}
	if sub.variants, err = tx.Variants(ctx, sub.post.GroupID); err != nil {
		return sub, err
	}
	return sub, sub.check(by, may)
}

// check asks whether by may do this to the post.
func (sub subject) check(by account.User, may policy.Action) error {
	return policy.Check(by, may, Object(by, sub.post.Summary(), sub.variants))
}

// Object is policy.ObjectOf.
func Object(by account.User, p content.Summary, variants []content.Summary) policy.Object {
	return policy.ObjectOf(by, p, variants)
}

// fields returns what the author wrote, as it would be kept now: line ends of
// imported texts aside.
func (sub subject) fields() content.Fields {
	return sub.post.Fields(names(sub.tags)).Trimmed()
}

func names(tags []content.Tag) []string {
	var all []string
	for _, t := range tags {
		all = append(all, t.Name)
	}
	return all
}

// variantIn returns the variant of a locale.
func variantIn(variants []content.Summary, l locale.Tag) (content.Summary, bool) {
	for _, v := range variants {
		if v.Locale == l {
			return v, true
		}
	}
	return content.Summary{}, false
}

// SameLocale is the refusal to make two posts of one locale variants of one
// work. It is a Conflict.
type SameLocale struct {
	A, B content.Summary
}

// Error names the two posts.
func (e *SameLocale) Error() string {
	return fmt.Sprintf("posts %d and %d are both in %s", e.A.ID, e.B.ID, e.A.Locale)
}

// Unwrap makes it a Conflict.
func (e *SameLocale) Unwrap() error { return errs.Conflict }
