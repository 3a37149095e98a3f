package publishing

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// An Edit is what a person wants a post to be.
type Edit struct {
	Post     content.PostID
	Revision int // that the person saw
	Fields   content.Fields
}

// Save keeps what a person wrote as the next revision; what is the same as
// before makes none, so that saving twice is harmless. The person's draft of
// the post goes with it.
//
// Besides errs.Invalid, errs.Forbidden and errs.NotFound it returns *Stale
// and *SlugTaken.
func (s *Service) Save(ctx context.Context, by account.User, e Edit) (content.Post, error) {
	posts, _, err := s.SaveAll(ctx, by, []Edit{e}, nil)
	if err != nil {
		return content.Post{}, err
	}
	return posts[0], nil
}

// SaveAll keeps several texts, and takes the posts a step further when to is
// not nil: all of it or, when one part fails, nothing. It is how several
// languages of a work are published at once.
func (s *Service) SaveAll(ctx context.Context, by account.User, edits []Edit, to *Step) ([]content.Post, store.Act, error) {
	var saved []content.Post
	var act store.Act
	err := s.do(ctx, func(tx *store.Tx) error {
		saved, act = make([]content.Post, 0, len(edits)), store.Act{}
		ids := make([]content.PostID, 0, len(edits))
		for _, e := range edits {
			ids = append(ids, e.Post)
		}
		if err := tx.LockPosts(ctx, ids...); err != nil {
			return err
		}
		for _, e := range edits {
			p, err := s.save(ctx, tx, by, e)
			if err != nil {
				return err
			}
			saved = append(saved, p)
			if err := tx.RemoveDraft(ctx, by.ID, DraftKey(e.Post)); err != nil {
				return err
			}
		}
		if to == nil {
			return nil
		}
		moved, err := s.move(ctx, tx, by, *to, ids)
		if err != nil {
			return err
		}
		act = moved.act
		for i := range saved {
			saved[i] = moved.post(saved[i])
		}
		return nil
	})
	if _, stale := errors.AsType[*Stale](err); stale {
		return nil, store.Act{}, errors.Join(err, s.keep(ctx, by, edits))
	}
	return saved, act, err
}

// keep makes drafts of texts that could not be saved, so that no way out of
// the conflict loses one.
func (s *Service) keep(ctx context.Context, by account.User, edits []Edit) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		for _, e := range edits {
			d := store.Draft{UserID: by.ID, Key: DraftKey(e.Post), BaseRevision: e.Revision, Fields: e.Fields, UpdatedAt: s.now()}
			if err := tx.SaveDraft(ctx, d); err != nil {
				return err
			}
		}
		return nil
	})
}

// save is Save within a transaction.
func (s *Service) save(ctx context.Context, tx *store.Tx, by account.User, e Edit) (content.Post, error) {
	sub, err := s.subjectOf(ctx, tx, by, policy.EditPost, e.Post)
	if err != nil {
		return sub.post, err
	}
	was, mine := sub.fields(), e.Fields.Trimmed()
	if e.Revision != sub.post.Revision && !sub.completed(mine).Equal(was) {
		base, err := sub.fieldsAt(ctx, tx, e.Revision)
		if err != nil {
			return sub.post, err
		}
		since := base.Differs(was)
		if slices.Equal(since, []string{"date"}) && !slices.Contains(mine.Differs(base), "date") {
			take(&mine, was, "date") // it was published or scheduled, its text is the same
		} else if len(since) > 0 {
			return sub.post, &Stale{Current: sub.post, Theirs: was, Mine: sub.completed(mine), Base: base, BaseRevision: e.Revision}
		}
	}
	if mine = sub.completed(mine); mine.Equal(was) {
		return sub.post, nil
	}
	return s.write(ctx, tx, by, sub, was, mine)
}

// completed fills in what a form may leave out.
func (sub subject) completed(f content.Fields) content.Fields {
	if f.AuthorID == 0 {
		f.AuthorID = sub.post.AuthorID
	}
	if f.PublishedAt == nil && (sub.post.Status == content.Published || sub.post.Status == content.Scheduled) {
		f.PublishedAt, f.UTCOffset = sub.post.PublishedAt, sub.post.UTCOffset
	}
	return f
}

// write keeps fields of a post that are not what they were.
func (s *Service) write(ctx context.Context, tx *store.Tx, by account.User, sub subject, was, mine content.Fields) (content.Post, error) {
	changed := mine.Differs(was)
	o := Object(by, sub.post.Summary(), sub.variants)
	if err := mayArrange(by, o, changed, sub.post.FirstPublishedAt != nil); err != nil {
		return sub.post, err
	}
	bad := s.dates(sub.post, mine, changed)
	var slugErr error
	if slices.Contains(changed, "slug") {
		a := address{sub.post.Locale, sub.post.Kind, sub.post.ID}
		mine.Slug, slugErr = s.slug(ctx, tx, a, mine.Slug, mine.Title)
	}
	p := sub.post.With(mine)
	if err := refuse(p, mine, changed, bad, slugErr); err != nil {
		return sub.post, err
	}
	p.UpdatedAt, p.EditorID = s.now(), by.ID
	p, err := tx.SavePost(ctx, p)
	if err != nil {
		return p, err
	}
	if slices.Contains(changed, "tags") {
		ids, err := tagIDs(ctx, tx, p.Locale, mine.Tags)
		if err != nil {
			return p, err
		}
		if err := tx.SavePostTags(ctx, p.Summary(), ids); err != nil {
			return p, err
		}
	}
	return p, tx.SaveUploads(ctx, p.ID, p.Uploads())
}

// arranged are the fields that say where and whose a post is, beside what it
// says.
var arranged = []string{"slug", "date", "tags", "author", "canonical_url"}

// mayArrange asks whether by may change these fields of a post. The address of
// what was never public belongs to the text, and is translated with it. To
// give a post away takes the right to arrange anybody's.
func mayArrange(by account.User, o policy.Object, changed []string, wasPublic bool) error {
	for _, field := range changed {
		if field == "slug" && !wasPublic {
			continue
		}
		if field == "author_id" {
			o.Owner, o.WorkOwner = 0, 0
		} else if !slices.Contains(arranged, field) {
			continue
		}
		if err := policy.Check(by, policy.ArrangePost, o); err != nil {
			return err
		}
	}
	return nil
}

// dates says what is wrong with a date that was changed: what readers see
// cannot come from the future, and what is scheduled cannot be due already.
func (s *Service) dates(p content.Post, f content.Fields, changed []string) errs.Invalid {
	bad := errs.Invalid{}
	if !slices.Contains(changed, "date") || f.PublishedAt == nil {
		return bad
	}
	now := s.now()
	switch {
	case p.Status == content.Published && f.PublishedAt.After(now):
		bad["date"] = "PostDateFuture"
	case p.Status == content.Scheduled && !f.PublishedAt.After(now):
		bad["date"] = "ScheduleInPast"
	}
	return bad
}

// refuse returns every reason not to keep a post. What an import brought and
// the person did not touch is none.
func refuse(p content.Post, f content.Fields, changed []string, bad errs.Invalid, slugErr error) error {
	for _, err := range []error{f.Validate(), p.Validate()} {
		more, _ := errors.AsType[errs.Invalid](err)
		maps.Copy(bad, more)
	}
	maps.DeleteFunc(bad, func(field, _ string) bool { return !slices.Contains(changed, field) && field != "title" })
	invalid, isInvalid := errors.AsType[errs.Invalid](slugErr)
	if slugErr != nil && !isInvalid {
		return slugErr
	}
	maps.Copy(bad, invalid)
	if len(bad) == 0 {
		return nil
	}
	if slugErr != nil && len(bad) == len(invalid) {
		return slugErr // a *SlugTaken says more
	}
	return bad
}

// DraftKey returns the key of a person's draft of a post.
func DraftKey(id content.PostID) string { return fmt.Sprintf("post:%d", id) }
