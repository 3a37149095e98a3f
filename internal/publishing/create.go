package publishing

import (
	"context"
	"fmt"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/policy"
	"verso/internal/store"
)

// A NewPost is a post that a person begins.
type NewPost struct {
	Kind   content.Kind // of a new work; a variant has that of its work
	Locale locale.Tag
	Group  content.GroupID // 0: a new work, else one more language of this one
	From   content.PostID  // 0: empty, else a copy of this variant of the work
	Fields content.Fields  // of a copy: zero takes all of them
	Draft  string          // the key of the person's draft it came from, or ""
}

// Create adds a draft. Beside errs.Invalid and errs.Forbidden it returns
// *SameLocale when the work is in that language already.
func (s *Service) Create(ctx context.Context, by account.User, n NewPost) (content.Post, error) {
	var p content.Post
	err := s.do(ctx, func(tx *store.Tx) (err error) {
		p, err = s.create(ctx, tx, by, n)
		if err != nil || n.Draft == "" {
			return err
		}
		return tx.RemoveDraft(ctx, by.ID, n.Draft)
	})
	return p, err
}

func (s *Service) create(ctx context.Context, tx *store.Tx, by account.User, n NewPost) (content.Post, error) {
	if err := knownLocale(ctx, tx, n.Locale); err != nil || n.Locale == "" {
		return content.Post{}, errs.Invalid{"locale": "PostLocaleUnknown"}
	}
	p := content.Post{Kind: n.Kind, Locale: n.Locale, Status: content.Draft, AuthorID: by.ID, EditorID: by.ID}
	var from content.Post
	var o policy.Object
	var err error
	switch {
	case n.Group == 0 && n.From == 0:
		o, err = s.mayBegin(by, n)
	case n.From != 0:
		if from, err = tx.Post(ctx, n.From); err != nil {
			return p, err
		}
		if n.Group != 0 && n.Group != from.GroupID {
			return p, fmt.Errorf("post %d is no variant of group %d: %w", n.From, n.Group, errs.NotFound)
		}
		n.Group, p.SourceID, p.Extra = from.GroupID, &from.ID, from.Extra
		p.Kind, o, err = s.mayTranslate(ctx, tx, by, n)
	default:
		p.Kind, o, err = s.mayTranslate(ctx, tx, by, n)
	}
	if err != nil {
		return p, err
	}
	f := n.Fields.Trimmed()
	if f.AuthorID == by.ID {
		f.AuthorID = 0
	}
	if err := mayArrange(by, o, f.Differs(content.Fields{}), false); err != nil {
		return p, err
	}
	if from.ID != 0 && f.Equal(content.Fields{}) {
		if f, err = copied(ctx, tx, from, n.Locale); err != nil {
			return p, err
		}
	}
	if p, err = s.begin(ctx, tx, p, n.Group, f); err != nil || from.ID == 0 {
		return p, err
	}
	if err := tx.CopyPostMedia(ctx, from.ID, p.ID); err != nil {
		return p, err
	}
	return p, tx.SaveUploads(ctx, p.ID, p.Uploads())
}

// mayBegin asks whether a person may begin a work of this kind, and returns
// what it will be to policy.
func (s *Service) mayBegin(by account.User, n NewPost) (policy.Object, error) {
	o := policy.Object{Owner: by.ID, Locale: n.Locale}
	if !slices.Contains(content.Kinds(), n.Kind) {
		return o, errs.Invalid{"kind": "PostKindUnknown"}
	}
	return o, policy.Check(by, policy.CreatePost, o)
}

// mayTranslate asks whether a person may give a work one more language, and
// returns its kind and what the post will be to policy.
func (s *Service) mayTranslate(ctx context.Context, tx *store.Tx, by account.User, n NewPost) (content.Kind, policy.Object, error) {
	group, err := tx.Group(ctx, n.Group)
	if err != nil {
		return "", policy.Object{}, err
	}
	variants, err := tx.Variants(ctx, group.ID)
	if err != nil {
		return "", policy.Object{}, err
	}
	p := content.Summary{Locale: n.Locale, Kind: group.Kind, Title: n.Fields.Title} // nobody's yet
	o := Object(by, p, variants)
	if err := policy.Check(by, policy.AddVariant, o); err != nil {
		return "", o, err
	}
	if other, taken := variantIn(variants, n.Locale); taken {
		return "", o, &SameLocale{A: p, B: other}
	}
	return group.Kind, o, nil
}

// copied returns the fields of a variant for another language: everything but
// its address, its date and where else it is published.
func copied(ctx context.Context, tx *store.Tx, from content.Post, l locale.Tag) (content.Fields, error) {
	tags, err := tx.TagsOf(ctx, from.ID)
	if err != nil {
		return content.Fields{}, err
	}
	here, err := tagsIn(ctx, tx, l, tags, false)
	f := from.Fields(names(here)).Trimmed()
	f.Slug, f.CanonicalURL, f.PublishedAt, f.UTCOffset, f.AuthorID, f.Translator = "", "", nil, 0, 0, ""
	return f, err
}

// begin adds the post, in its work or in a new one.
func (s *Service) begin(ctx context.Context, tx *store.Tx, p content.Post, group content.GroupID, f content.Fields) (content.Post, error) {
	if f.AuthorID == 0 {
		f.AuthorID = p.AuthorID
	}
	changed := append(f.Differs(content.Fields{}), "slug", "title")
	var slugErr error
	f.Slug, slugErr = s.slug(ctx, tx, address{p.Locale, p.Kind, 0}, f.Slug, f.Title)
	p = p.With(f)
	if err := refuse(p, f, changed, errs.Invalid{}, slugErr); err != nil {
		return p, err
	}
	p.GroupID = group
	if group == 0 {
		position, err := tx.NextPosition(ctx, p.Kind)
		if err != nil {
			return p, err
		}
		g, err := tx.AddGroup(ctx, content.Group{Kind: p.Kind, Position: position})
		if err != nil {
			return p, err
		}
		p.GroupID = g.ID
	}
	p.CreatedAt, p.UpdatedAt = s.now(), s.now()
	p.Words = markdown.CountWords(p.Body, p.Locale)
	p, err := tx.AddPost(ctx, p)
	if err != nil {
		return p, err
	}
	tags, err := tagIDs(ctx, tx, p.Locale, f.Tags)
	if err != nil {
		return p, err
	}
	if err := tx.SavePostTags(ctx, p.Summary(), tags); err != nil {
		return p, err
	}
	return p, tx.SaveUploads(ctx, p.ID, p.Uploads())
}
