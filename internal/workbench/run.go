package workbench

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
)

const (
	// settle is how long changes are gathered before anything is done about
	// them: an import makes many.
	settle = 200 * time.Millisecond

	// away is how long a database that does not answer is left alone.
	away = time.Second

	// keepRemoved is how long a segment that left its source can come back with
	// its translations (translation 2.4).
	keepRemoved = 400 * 24 * time.Hour
	tidyEvery   = 24 * time.Hour

	scanned = 200 // translations that one look for neglected ones returns
)

// A queue holds the posts that changed and were not looked at yet.
type queue struct {
	wake chan struct{}

	mu    sync.Mutex
	posts map[content.PostID]struct{}
	all   bool // more than can be told
}

func newQueue() *queue {
	return &queue{wake: make(chan struct{}, 1), posts: map[content.PostID]struct{}{}}
}

// add notes posts, or that everything may have changed.
func (q *queue) add(all bool, ids ...content.PostID) {
	q.mu.Lock()
	for _, id := range ids {
		q.posts[id] = struct{}{}
	}
	q.all = q.all || all
	q.mu.Unlock()
	select {
	case q.wake <- struct{}{}:
	default: // it is awake already
	}
}

// take empties the queue.
func (q *queue) take() (ids []content.PostID, all bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for id := range q.posts {
		ids = append(ids, id)
	}
	clear(q.posts)
	all, q.all = q.all, false
	return ids, all
}

// Changed tells the service what changed, on this or another instance. It does
// not wait for anything.
func (s *Service) Changed(c store.Change) {
	var ids []content.PostID
	for _, key := range c.Keys {
		if key == store.AllKeys {
			s.work.add(true)
			return
		}
		digits, isPost := strings.CutPrefix(string(key), "post:")
		if id, err := strconv.ParseInt(digits, 10, 64); isPost && err == nil {
			ids = append(ids, content.PostID(id))
		}
	}
	if len(ids) > 0 {
		s.work.add(false, ids...)
	}
}

// Run brings translations up to date as their texts change, until ctx ends, so
// that lists are right before anybody opens one. Every instance does it; what
// one has done is nothing to the others.
func (s *Service) Run(ctx context.Context) {
	s.work.add(true) // what changed while nobody looked
	tidy := time.NewTicker(tidyEvery)
	defer tidy.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tidy.C:
			s.report(ctx, s.tidy(ctx))
			continue
		case <-s.work.wake:
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(settle):
		}
		s.CatchUp(ctx)
	}
}

// CatchUp brings every translation up to date whose texts have changed since
// it was last called.
func (s *Service) CatchUp(ctx context.Context) {
	ids, all := s.work.take()
	if all {
		if err := s.scan(ctx); err != nil {
			s.report(ctx, err)
			s.later(ctx, true, ids...)
			return
		}
	}
	for i, id := range ids {
		if ctx.Err() != nil {
			return
		}
		err := s.attend(ctx, id)
		s.report(ctx, err)
		if errors.Is(err, errs.Unavailable) {
			s.later(ctx, false, ids[i:]...)
			return
		}
	}
}

// later notes what could not be looked at while the database was away, and
// gives it a moment.
func (s *Service) later(ctx context.Context, all bool, ids ...content.PostID) {
	select {
	case <-ctx.Done():
	case <-time.After(away):
	}
	s.work.add(all, ids...)
}

func (s *Service) report(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		s.log.WarnContext(ctx, "translations cannot be brought up to date yet", "err", err)
	}
}

// tidy forgets segments that nobody will want back.
func (s *Service) tidy(ctx context.Context) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		return tx.RemoveSegmentsGoneBefore(ctx, s.now().Add(-keepRemoved))
	})
}

// scan looks for translations that are behind their texts.
func (s *Service) scan(ctx context.Context) error {
	var after content.PostID
	for {
		behind, err := s.db.Neglected(ctx, after, scanned)
		if err != nil || len(behind) == 0 {
			return err
		}
		for _, id := range behind {
			after = id
			if err := s.attendTarget(ctx, id); err != nil && !errors.Is(err, errs.NotFound) {
				s.report(ctx, err)
			}
		}
	}
}

// attend looks after a post that changed: as a translation, and as what others
// are translated from.
func (s *Service) attend(ctx context.Context, id content.PostID) error {
	p, err := s.db.Post(ctx, id)
	if errors.Is(err, errs.NotFound) || p.Status == content.Trashed {
		return nil
	}
	if err != nil {
		return err
	}
	group, err := s.db.Group(ctx, p.GroupID)
	if err != nil {
		return err
	}
	variants, err := s.db.Variants(ctx, p.GroupID)
	if err != nil {
		return err
	}
	var all error
	for _, v := range variants {
		source, translated := s.sourceOf(v, group, variants)
		if !translated || v.Status == content.Trashed || v.ID != id && source != id {
			continue
		}
		known, err := s.worthFollowing(ctx, v, p)
		if err == nil && known {
			err = s.attendTarget(ctx, v.ID)
		}
		all = errors.Join(all, err)
	}
	return all
}

// worthFollowing reports whether a translation is one that somebody works on,
// or whose source has changed. What was just imported waits until somebody
// opens it.
func (s *Service) worthFollowing(ctx context.Context, v content.Summary, changed content.Post) (bool, error) {
	if v.SourceID != nil || changed.ID != v.ID && changed.Revision > 1 {
		return true, nil
	}
	_, err := s.db.Translation(ctx, v.ID)
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// attendTarget brings one translation up to date. No text of a person's is
// changed by it.
func (s *Service) attendTarget(ctx context.Context, id content.PostID) error {
	p, err := s.pairOf(ctx, s.db, account.User{}, id)
	if err != nil {
		return err
	}
	return s.bring(ctx, account.User{}, p)
}
