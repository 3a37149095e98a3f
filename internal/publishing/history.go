package publishing

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/policy"
	"verso/internal/store"
)

// RestoreRevision makes a post what it was in a revision, as a new one: every
// field but the status. seen is the revision that the person saw as the
// newest; *Stale says that somebody saved since. A slug that another post has
// by now gets a number.
func (s *Service) RestoreRevision(ctx context.Context, by account.User, id content.PostID, number, seen int) (content.Post, error) {
	var p content.Post
	err := s.do(ctx, func(tx *store.Tx) error {
		sub, err := s.subjectOf(ctx, tx, by, policy.EditPost, id)
		if err != nil {
			return err
		}
		rev, err := tx.Revision(ctx, id, number)
		if err != nil {
			return err
		}
		was := sub.fields()
		mine := sub.completed(whole(rev, was))
		mine.AuthorID = was.AuthorID // whose a post is, is no part of the text
		if mine.Slug != was.Slug {
			if mine.Slug, err = s.freeSlug(ctx, tx, address{sub.post.Locale, sub.post.Kind, id}, mine.Slug); err != nil {
				return err
			}
		}
		p, err = s.save(ctx, tx, by, Edit{Post: id, Revision: seen, Fields: mine})
		return err
	})
	return p, err
}
