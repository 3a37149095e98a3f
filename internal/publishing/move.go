package publishing

import (
	"context"
	"fmt"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// A Step takes posts to another status.
type Step struct {
	Status    content.Status
	At        time.Time // of Scheduled: when
	UTCOffset int       // of Scheduled: minutes east of UTC of the author's clock then
}

// ErrStatus is the refusal of a step that makes no sense from where the post
// is, such as reviewing what is published. It is a Conflict.
var ErrStatus = fmt.Errorf("not from this status: %w", errs.Conflict)

// actions are what a person must be allowed for each step.
var actions = map[content.Status]policy.Action{
	content.Draft: policy.PublishPost, content.InReview: policy.SubmitPost, content.Scheduled: policy.PublishPost,
	content.Published: policy.PublishPost, content.Archived: policy.RemovePost, content.Trashed: policy.RemovePost,
}

// stepping returns what a person must be allowed to take a post from a status
// to another.
func stepping(from, to content.Status) policy.Action {
	if from == content.InReview && to == content.Draft {
		return policy.SubmitPost // whoever may hand it in may take it back
	}
	return actions[to]
}

// Move takes posts a step further: all of them or, when one cannot, none.
// Those that are there already stay as they are; an act with ID 0 changed
// nothing. The posts may be variants of one work, or any.
func (s *Service) Move(ctx context.Context, by account.User, to Step, ids ...content.PostID) (store.Act, error) {
	var act store.Act
	err := s.do(ctx, func(tx *store.Tx) error {
		if err := tx.LockPosts(ctx, ids...); err != nil {
			return err
		}
		moved, err := s.move(ctx, tx, by, to, ids)
		act = moved.act
		return err
	})
	return act, err
}

// A movement is what a step did.
type movement struct {
	act   store.Act
	posts map[content.PostID]content.Post // those that changed
}

// post returns p as the step left it.
func (m movement) post(p content.Post) content.Post {
	if after, ok := m.posts[p.ID]; ok {
		return after
	}
	return p
}

// A place is where a post was before a step, and how to see that it is still
// where the step left it.
type place struct {
	ID          content.PostID
	Revision    int // that the step made
	Status      content.Status
	PublishedAt *time.Time
	UTCOffset   int
	TrashedAt   *time.Time
}

func placeOf(p content.Post) place {
	return place{ID: p.ID, Status: p.Status, PublishedAt: p.PublishedAt, UTCOffset: p.UTCOffset, TrashedAt: p.TrashedAt}
}

// move is Move within a transaction.
func (s *Service) move(ctx context.Context, tx *store.Tx, by account.User, to Step, ids []content.PostID) (movement, error) {
	if _, known := actions[to.Status]; !known {
		return movement{}, errs.Invalid{"status": "PostStatusUnknown"}
	}
	return s.each(ctx, tx, by, kindMove, ids, func(sub subject) (content.Post, error) {
		if err := sub.check(by, stepping(sub.post.Status, to.Status)); err != nil {
			return sub.post, err
		}
		return s.step(sub.post, to, by)
	})
}

// each changes posts one after another and remembers the act. change returns
// a post with the status it had when there is nothing to do.
func (s *Service) each(ctx context.Context, tx *store.Tx, by account.User, kind string, ids []content.PostID, change func(subject) (content.Post, error)) (movement, error) {
	m := movement{posts: map[content.PostID]content.Post{}}
	var before []place
	for _, id := range ids {
		sub, err := s.subjectOf(ctx, tx, by, policy.ReadPost, id)
		if err != nil {
			return m, err
		}
		after, err := change(sub)
		if err != nil {
			return m, err
		}
		if placeOf(after) == placeOf(sub.post) {
			continue
		}
		after.UpdatedAt, after.EditorID = s.now(), by.ID
		if after, err = tx.SavePost(ctx, after); err != nil {
			return m, err
		}
		was := placeOf(sub.post)
		was.Revision = after.Revision
		before = append(before, was)
		m.posts[id] = after
	}
	if len(before) == 0 {
		return m, nil
	}
	var err error
	m.act, err = s.remember(ctx, tx, by, kind, before)
	return m, err
}

// step returns p where to leads.
func (s *Service) step(p content.Post, to Step, by account.User) (content.Post, error) {
	now := s.now()
	if p.Status == content.Trashed && to.Status != content.Trashed {
		return p, fmt.Errorf("post %d is in the trash: %w", p.ID, ErrStatus)
	}
	switch to.Status {
	case content.Published:
		if p.Status == content.Published {
			return p, nil
		}
		if p.PublishedAt == nil || p.PublishedAt.After(now) {
			p.PublishedAt, p.UTCOffset = &now, offset(by, now)
		}
		p.Publish(now)
	case content.Scheduled:
		return s.schedule(p, to)
	case content.InReview:
		if p.Status != content.Draft && p.Status != content.InReview {
			return p, fmt.Errorf("post %d is %s: %w", p.ID, p.Status, ErrStatus)
		}
		p.Status = content.InReview
	case content.Trashed:
		if p.Status != content.Trashed {
			p.Status, p.TrashedAt = content.Trashed, &now
		}
	default:
		p.Status = to.Status
	}
	return p, nil
}

// schedule returns p waiting for a time. What is public would vanish until
// then; it has to be unpublished by somebody who means it.
func (s *Service) schedule(p content.Post, to Step) (content.Post, error) {
	if p.Status == content.Published {
		return p, fmt.Errorf("post %d is published: %w", p.ID, ErrStatus)
	}
	at := to.At.UTC().Truncate(time.Microsecond)
	if p.Status == content.Scheduled && p.PublishedAt != nil && p.PublishedAt.Equal(at) {
		return p, nil
	}
	if !at.After(s.now()) {
		return p, errs.Invalid{"at": "ScheduleInPast"}
	}
	p.Status, p.PublishedAt, p.UTCOffset = content.Scheduled, &at, to.UTCOffset
	return p, nil
}

// offset returns how many minutes east of UTC a person's clock is.
func offset(by account.User, at time.Time) int {
	_, seconds := at.In(by.Zone()).Zone()
	return seconds / 60
}
