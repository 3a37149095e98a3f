package workbench

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// A QueueQuery says which part of the review queue is asked for; its zero asks
// for the beginning of all of it.
type QueueQuery struct {
	Locale locale.Tag     // of the translations
	Target content.PostID // of this translation
	Limit  int            // 50 when it is 0
	Offset int
}

// A Queue is what waits for somebody's decision (translation 2.13).
type Queue struct {
	Lines       []QueueLine
	Total       int // of all lines, whatever Limit is
	Suggestions []QueuedSuggestion
}

// A QueueLine is a translation that somebody may approve or reject.
type QueueLine struct {
	Target   content.Summary
	Segment  Segment // with its findings, but without drafts and counts
	Approved string  // the text that was approved last; "" if none was
	checks   checker
}

// A QueuedSuggestion is one that somebody may accept or reject.
type QueuedSuggestion struct {
	store.Suggestion
	Target  content.Summary
	Kind    translation.Kind
	Source  string
	Text    string // as it stands
	State   translation.State
	Version int64 // of the segment
	Own     bool  // the person's own
}

// The bounds of a part of the queue.
const (
	queueLimit    = 50
	maxQueueLimit = 200
)

// Queue returns what waits for a person: what others have translated from the
// source as it is, where somebody has to approve it or where it was submitted,
// and open suggestions. What the person must not decide on is not in it.
func (s *Service) Queue(ctx context.Context, by account.User, q QueueQuery) (*Queue, error) {
	if !policy.Somewhere(by, policy.Approve) {
		return nil, policy.Check(by, policy.Approve, policy.Object{})
	}
	asked := s.reviewable(by, q)
	if asked.Limit = q.Limit; asked.Limit <= 0 {
		asked.Limit = queueLimit
	}
	asked.Limit, asked.Offset = min(asked.Limit, maxQueueLimit), max(0, q.Offset)
	queue := &Queue{}
	var suggestions []store.WaitingSuggestion
	var found []store.Review
	err := s.db.Snapshot(ctx, func(db *store.Snapshot) error {
		queue.Lines, queue.Suggestions = nil, nil
		var err error
		if suggestions, err = db.WaitingSuggestions(ctx, asked); err != nil {
			return err
		}
		if found, queue.Total, err = db.Reviews(ctx, asked); err != nil {
			return err
		}
		return s.fillQueue(ctx, db, by, queue, found, suggestions)
	})
	if err != nil {
		return nil, err
	}
	return queue, s.check(ctx, queue, found)
}

// check adds what checks find in the lines of a queue. Where links lead is
// asked for once a translation.
func (s *Service) check(ctx context.Context, queue *Queue, found []store.Review) error {
	texts := map[content.PostID][]string{}
	for _, review := range found {
		texts[review.Row.TargetID] = append(texts[review.Row.TargetID], review.Row.Text)
	}
	links := map[content.PostID]map[string]check.Link{}
	for i, review := range found {
		line := &queue.Lines[i]
		target := review.Row.TargetID
		if _, known := links[target]; !known {
			var err error
			if links[target], err = s.leads(ctx, line.checks.to, texts[target]...); err != nil {
				return err
			}
		}
		line.checks.links = links[target]
		line.Segment.Findings = line.checks.open(review.Source, review.Row)
	}
	return nil
}

// reviewable narrows a query to what a person may decide on.
func (s *Service) reviewable(by account.User, q QueueQuery) store.ReviewQuery {
	asked := store.ReviewQuery{Target: q.Target, But: by.ID}
	for _, l := range s.site().Set.Tags() {
		if q.Locale != "" && q.Locale != l || by.Role == account.Translator && !by.Reviews(l) {
			continue
		}
		asked.Locales = append(asked.Locales, l)
		if s.site().ApprovesOwn(l) {
			asked.OwnIn = append(asked.OwnIn, l)
		}
	}
	asked.All = s.inReview(asked.Locales)
	if by.Role == account.Author {
		asked.Owner = by.ID
	}
	return asked
}

// inReview returns the languages in which translations have to be approved.
func (s *Service) inReview(all []locale.Tag) []locale.Tag {
	reviewed := []locale.Tag{}
	for _, l := range all {
		if s.site().Reviews(l) {
			reviewed = append(reviewed, l)
		}
	}
	return reviewed
}

// fillQueue adds what belongs to the lines: their posts and the texts around.
func (s *Service) fillQueue(ctx context.Context, db *store.Snapshot, by account.User, queue *Queue, found []store.Review, suggestions []store.WaitingSuggestion) error {
	checks := map[content.PostID]checker{}
	pairs := map[content.PostID]pair{}
	at := func(target content.PostID) (pair, error) {
		p, known := pairs[target]
		if known {
			return p, nil
		}
		p, err := s.pairOf(ctx, db, by, target)
		pairs[target] = p
		return p, err
	}
	for _, review := range found {
		target := review.Row.TargetID
		p, err := at(target)
		if err != nil {
			return err
		}
		c, known := checks[target]
		if !known {
			t, err := db.Translation(ctx, target)
			if err != nil {
				return err
			}
			if c, err = s.checkerOf(ctx, db, p, body(p.target, t)); err != nil {
				return err
			}
			checks[target] = c
		}
		queue.Lines = append(queue.Lines, QueueLine{
			Target: p.target.Summary(), Segment: segmentOf(review.Source, review.Row), Approved: review.Approved, checks: c,
		})
	}
	for _, w := range suggestions {
		p, err := at(w.PostID)
		if err != nil {
			return err
		}
		if w.State == translation.Approved && p.check(by, policy.Approve) != nil {
			continue
		}
		queue.Suggestions = append(queue.Suggestions, QueuedSuggestion{
			Suggestion: w.Suggestion, Target: p.target.Summary(), Kind: w.Kind, Source: w.Source, Text: w.Stands, State: w.State, Version: w.Version, Own: w.UserID == by.ID,
		})
	}
	return nil
}
