package digest

import (
	"context"
	"errors"
	"slices"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// An item is a text in which something waits for a person.
type item struct {
	post  content.Summary
	bench bool // it is a translation: the workbench opens it
	lines []line
}

// A line says how many of what wait.
type line struct {
	messageID string
	count     int
}

// items returns what waits for a person of what happened since a moment: only
// in texts that they may read, and only what is theirs to do or to answer
// (translation 2.13).
func (s *Service) items(ctx context.Context, tx *store.Tx, u account.User, since time.Time) ([]item, error) {
	all, err := tx.NewsFor(ctx, u.ID, since)
	if err != nil {
		return nil, err
	}
	var items []item
	for _, news := range all {
		i, err := s.item(ctx, tx, u, news)
		if err != nil && !errors.Is(err, errs.NotFound) {
			return nil, err
		}
		if err == nil && len(i.lines) > 0 {
			items = append(items, i)
		}
	}
	slices.SortFunc(items, func(a, b item) int { return int(a.post.ID - b.post.ID) })
	return items, nil
}

// item returns what of the news about a text is for a person.
func (s *Service) item(ctx context.Context, tx *store.Tx, u account.User, news store.News) (item, error) {
	p, err := tx.Post(ctx, news.PostID)
	if err != nil {
		return item{}, err
	}
	variants, err := tx.Variants(ctx, p.GroupID)
	if err != nil {
		return item{}, err
	}
	o := policy.ObjectOf(u, p.Summary(), variants)
	if p.Status == content.Trashed || !policy.Allows(u, policy.ReadPost, o) {
		return item{}, nil
	}
	t, err := tx.Translation(ctx, p.ID)
	i := item{post: p.Summary(), bench: err == nil}
	if err != nil && !errors.Is(err, errs.NotFound) {
		return item{}, err
	}
	workers, err := tx.Translators(ctx, p.ID)
	if err != nil {
		return item{}, err
	}
	does := slices.Contains(workers, u.ID) && policy.Allows(u, policy.Translate, o)
	owns := o.Owner == u.ID || o.WorkOwner == u.ID
	decides := policy.Allows(u, policy.Approve, o)
	i.add(does && news.Changed, "LetterDigestChanged", t.NeedsEdit+t.Untranslated)
	i.add(does, "LetterDigestReturned", news.Returned)
	i.add(decides && (s.Site().Reviews(p.Locale) || p.Status == content.InReview), "LetterDigestReview", min(news.Submitted, t.Translated))
	i.add(does || owns || decides && i.bench, "LetterDigestSuggested", news.Suggested)
	i.add(does || owns, "LetterDigestSaid", news.Said)
	return i, nil
}

// add adds a line where it concerns the person and says something.
func (i *item) add(concerns bool, messageID string, count int) {
	if concerns && count > 0 {
		i.lines = append(i.lines, line{messageID, count})
	}
}
