package store

import (
	"context"
	"time"

	"verso/internal/content"
)

// sessionLength is how long the saves of one person in the workbench make one
// revision.
const sessionLength = 30 * time.Minute

// SaveInSession is SavePost for one of many small saves: those of one person
// within half an hour are kept as one revision, which gets a new number each
// time, so that nobody's save over it goes unnoticed. before is the post as the
// transaction has locked it.
func (tx *Tx) SaveInSession(ctx context.Context, before, p content.Post) (content.Post, error) {
	if err := tx.touchBoth(ctx, before, p, true); err != nil {
		return p, err
	}
	begun, err := tx.sessionOf(ctx, before, p)
	if err != nil {
		return p, err
	}
	if begun == nil {
		if err := tx.sealRevision(ctx, before); err != nil {
			return p, err
		}
		if p, err = tx.updatePost(ctx, before, p); err != nil {
			return p, err
		}
		if err := tx.addRevisions(ctx, p); err != nil {
			return p, err
		}
		_, err = tx.exec(ctx, `UPDATE revisions SET begun_at = $3 WHERE post_id = $1 AND revision = $2`, p.ID, p.Revision, p.UpdatedAt)
		return p, wrap(err, "session at post %d", p.ID)
	}
	if p, err = tx.updatePost(ctx, before, p); err != nil {
		return p, err
	}
	_, err = tx.exec(ctx, `
		UPDATE revisions SET revision = $3, title = $4, slug = $5, excerpt = $6, body = $7, status = $8, author = $9, created_at = $10
		WHERE post_id = $1 AND revision = $2`,
		p.ID, before.Revision, p.Revision, p.Title, p.Slug, p.Excerpt, p.Body, p.Status, p.Author, p.UpdatedAt)
	return p, wrap(err, "revision %d of post %d", p.Revision, p.ID)
}

// sessionOf returns since when the editor of p has been saving it; nil, when
// this save begins.
func (tx *Tx) sessionOf(ctx context.Context, before, p content.Post) (*time.Time, error) {
	var newest []struct {
		UserID  content.UserID
		BegunAt *time.Time
	}
	err := tx.q.SelectContext(ctx, &newest, `
		SELECT user_id, begun_at FROM revisions WHERE post_id = $1 AND revision = $2`, p.ID, before.Revision)
	if err != nil || len(newest) == 0 || newest[0].BegunAt == nil {
		return nil, wrap(err, "newest revision of post %d", p.ID)
	}
	begun := newest[0].BegunAt
	age := p.UpdatedAt.Sub(*begun)
	if newest[0].UserID != p.EditorID || age < 0 || age >= sessionLength {
		return nil, nil
	}
	return begun, nil
}

// touchBoth notes that a post changes from one to the other. quietly says that
// what no reader could see before and cannot see afterwards concerns no page.
func (tx *Tx) touchBoth(ctx context.Context, before, after content.Post, quietly bool) error {
	if quietly && unseen(before) && unseen(after) {
		tx.touch(postKey(after.ID), deskPosts, deskKey(after.ID))
		return nil
	}
	if err := tx.touchPost(ctx, before); err != nil {
		return err
	}
	return tx.touchPost(ctx, after)
}

// unseen reports whether readers have never seen a post and do not see it.
func unseen(p content.Post) bool {
	return p.FirstPublishedAt == nil && (p.Status == content.Draft || p.Status == content.InReview)
}
