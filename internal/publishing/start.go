package publishing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
)

// MaxStart is how many translations one act begins: it is one transaction, and
// others wait for it.
const MaxStart = 200

// Started is what Start began.
type Started struct {
	Posts   []content.Post
	Skipped []content.GroupID // works that are in the language already
}

// Start begins the translations of works into a locale: of each a draft with
// the text of its source, to be replaced piece by piece (translation 2.13).
// The act can be undone; it has ID 0 when every work was skipped.
func (s *Service) Start(ctx context.Context, by account.User, to locale.Tag, works ...content.GroupID) (Started, store.Act, error) {
	var started Started
	var act store.Act
	if len(works) > MaxStart {
		return started, act, errs.Invalid{"works": "TranslationStartTooMany"}
	}
	err := s.do(ctx, func(tx *store.Tx) error {
		started, act = Started{}, store.Act{}
		def, err := defaultLocale(ctx, tx)
		if err != nil {
			return err
		}
		var begun []place
		for _, id := range works {
			p, err := s.startOne(ctx, tx, by, to, id, def)
			if _, there := errors.AsType[*SameLocale](err); there {
				started.Skipped = append(started.Skipped, id)
				continue
			}
			if err != nil {
				return err
			}
			started.Posts = append(started.Posts, p)
			begun = append(begun, place{ID: p.ID, Revision: p.Revision})
		}
		if len(begun) > 0 {
			act, err = s.remember(ctx, tx, by, kindStart, begun)
		}
		return err
	})
	return started, act, err
}

// startOne begins the translation of one work.
func (s *Service) startOne(ctx context.Context, tx *store.Tx, by account.User, to locale.Tag, id content.GroupID, def locale.Tag) (content.Post, error) {
	group, err := tx.Group(ctx, id)
	if err != nil {
		return content.Post{}, err
	}
	variants, err := tx.Variants(ctx, id)
	if err != nil {
		return content.Post{}, err
	}
	read := slices.DeleteFunc(slices.Clone(variants), func(v content.Summary) bool { return v.Status == content.Trashed })
	if len(read) == 0 {
		return content.Post{}, fmt.Errorf("work %d is in the trash: %w", id, errs.NotFound)
	}
	if other, there := variantIn(variants, to); there {
		return content.Post{}, &SameLocale{A: other, B: other}
	}
	from := content.Source(read, group.SourceID, def)
	if err := policy.Check(by, policy.ReadPost, Object(by, from, variants)); err != nil {
		return content.Post{}, err
	}
	return s.create(ctx, tx, by, NewPost{Locale: to, Group: id, From: from.ID})
}

func defaultLocale(ctx context.Context, tx *store.Tx) (locale.Tag, error) {
	locales, err := tx.Locales(ctx)
	for _, l := range locales {
		if l.Default {
			return l.Tag, err
		}
	}
	return "", err
}

// undoStart puts into the trash what Start began and nobody has touched since.
func (s *Service) undoStart(ctx context.Context, tx *store.Tx, by account.User, begun []place) error {
	left := 0
	for _, was := range begun {
		sub, err := s.subjectOf(ctx, tx, by, policy.EditPost, was.ID)
		if errors.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return movedOn(err)
		}
		if sub.post.Revision != was.Revision || sub.post.Status != content.Draft {
			continue
		}
		now := s.now()
		sub.post.Status, sub.post.TrashedAt, sub.post.UpdatedAt, sub.post.EditorID = content.Trashed, &now, now, by.ID
		if _, err := tx.SavePost(ctx, sub.post); err != nil {
			return err
		}
		left++
	}
	if left == 0 {
		return fmt.Errorf("everything that was begun has been worked on: %w", ErrMovedOn)
	}
	return nil
}
