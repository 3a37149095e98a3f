package publishing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
)

// A TagName is what a term is called in a locale. Without a name it has no
// tag there; without a slug one is made of the name.
type TagName struct {
	Locale locale.Tag
	Name   string
	Slug   string
}

// SaveTerm says what a term is called, and adds it when id is 0. Locales that
// are not among names stay as they are. Old addresses lead to the new ones.
// errs.Invalid names its fields "name-pt-br" and "slug-pt-br".
func (s *Service) SaveTerm(ctx context.Context, by account.User, id content.TermID, names ...TagName) (content.TermID, error) {
	if err := policy.Check(by, policy.ManageTags, policy.Object{}); err != nil {
		return 0, err
	}
	saved := id
	err := s.do(ctx, func(tx *store.Tx) error {
		term := store.Term{ID: id}
		var err error
		if id != 0 {
			if term, err = tx.Term(ctx, id); err != nil {
				return err
			}
		}
		bad := errs.Invalid{}
		for _, n := range names {
			if err := knownLocale(ctx, tx, n.Locale); err != nil {
				return err
			}
			t := term.In(n.Locale)
			t.Locale, t.TermID = n.Locale, term.ID
			err := saveTag(ctx, tx, &t, n)
			if invalid, ok := errors.AsType[errs.Invalid](err); ok {
				for field, message := range invalid {
					bad[field+"-"+n.Locale.Path()] = message
				}
				continue
			}
			if err != nil {
				return err
			}
			term.ID = t.TermID
		}
		if len(bad) == 0 && term.ID == 0 {
			bad["name"] = "TagNameRequired"
		}
		if len(bad) > 0 {
			return bad
		}
		saved = term.ID
		return nil
	})
	return saved, err
}

// saveTag adds a tag, changes it, or removes it where it has lost its name. A
// new tag of no term makes one.
func saveTag(ctx context.Context, tx *store.Tx, t *content.Tag, n TagName) error {
	n.Name, n.Slug = oneLine(n.Name), content.FoldSlug(oneLine(n.Slug))
	if n.Name == "" {
		return dropTag(ctx, tx, *t)
	}
	if !content.CleanLine(n.Name) || utf8.RuneCountInString(n.Name) > content.MaxName || content.Slugify(n.Name) == "" {
		return errs.Invalid{"name": "PostTagInvalid"}
	}
	slug, err := tagSlug(ctx, tx, *t, n)
	if err != nil || t.ID != 0 && t.Name == n.Name && t.Slug == slug {
		return err
	}
	t.Name, t.Slug = n.Name, slug
	if t.ID != 0 {
		return tx.SaveTag(ctx, *t)
	}
	*t, err = tx.AddTag(ctx, *t)
	return err
}

// dropTag removes a tag that no post carries.
func dropTag(ctx context.Context, tx *store.Tx, t content.Tag) error {
	if t.ID == 0 {
		return nil
	}
	posts, err := tx.PostsWithTag(ctx, t.ID)
	if err != nil {
		return err
	}
	if len(posts) > 0 {
		return errs.Invalid{"name": "TagNameInUse"}
	}
	return tx.RemoveTag(ctx, t)
}

// tagSlug returns the slug of a tag: as typed when it is free, else one made
// of the name.
func tagSlug(ctx context.Context, tx *store.Tx, t content.Tag, n TagName) (string, error) {
	taken := func(slug string) (bool, error) {
		owner, err := tx.TagBySlug(ctx, n.Locale, slug)
		if errors.Is(err, errs.NotFound) {
			return false, nil
		}
		return owner.ID != t.ID, err
	}
	if n.Slug != "" {
		switch used, err := taken(n.Slug); {
		case content.ValidSlug(n.Slug) != nil:
			return "", errs.Invalid{"slug": "PostSlugInvalid"}
		case content.MixesScripts(n.Slug):
			return "", errs.Invalid{"slug": "PostSlugMixed"} // trust T33
		case err != nil:
			return "", err
		case used:
			return "", errs.Invalid{"slug": "TagSlugTaken"}
		}
		return n.Slug, nil
	}
	for i := 1; ; i++ {
		slug := numbered(content.SlugifyIn(n.Name, n.Locale), i)
		if used, err := taken(slug); err != nil || !used {
			return slug, err
		}
	}
}

// MergeTerms makes several terms one: what carried the others carries keep,
// their addresses lead to its own, and it takes the names that it lacks.
func (s *Service) MergeTerms(ctx context.Context, by account.User, keep content.TermID, others ...content.TermID) (store.Act, error) {
	var act store.Act
	if err := policy.Check(by, policy.ManageTags, policy.Object{}); err != nil {
		return act, err
	}
	err := s.do(ctx, func(tx *store.Tx) error {
		kept, err := tx.Term(ctx, keep)
		if err != nil {
			return err
		}
		var parts []parting
		for _, id := range others {
			if id == keep {
				continue
			}
			other, err := tx.Term(ctx, id)
			if err != nil {
				return err
			}
			for _, t := range other.Tags {
				part, err := mergeTag(ctx, tx, &kept, t)
				if err != nil {
					return err
				}
				parts = append(parts, part)
			}
		}
		if len(parts) == 0 {
			return fmt.Errorf("term %d and no other: %w", keep, errs.NotFound)
		}
		act, err = s.remember(ctx, tx, by, kindTags, parts)
		return err
	})
	return act, err
}

// mergeTag moves a tag to a term, or into the term's tag in its locale.
func mergeTag(ctx context.Context, tx *store.Tx, kept *store.Term, t content.Tag) (parting, error) {
	part := parting{Tag: t}
	into := kept.In(t.Locale)
	if into.ID == 0 {
		part.Moved = true
		moved := t
		moved.TermID = kept.ID
		kept.Tags = append(kept.Tags, moved)
		return part, tx.MoveTag(ctx, t, kept.ID)
	}
	err := part.retag(ctx, tx, func(tags []content.TagID) []content.TagID {
		if slices.Contains(tags, into.ID) {
			return without(tags, t.ID)
		}
		tags = slices.Clone(tags)
		tags[slices.Index(tags, t.ID)] = into.ID
		return tags
	})
	if err != nil {
		return part, err
	}
	return part, tx.MergeTag(ctx, t, into)
}

// RemoveTerm removes a term from what carries it. Its addresses answer 410.
func (s *Service) RemoveTerm(ctx context.Context, by account.User, id content.TermID) (store.Act, error) {
	var act store.Act
	if err := policy.Check(by, policy.ManageTags, policy.Object{}); err != nil {
		return act, err
	}
	err := s.do(ctx, func(tx *store.Tx) error {
		term, err := tx.Term(ctx, id)
		if err != nil {
			return err
		}
		var parts []parting
		for _, t := range term.Tags {
			part := parting{Tag: t}
			err := part.retag(ctx, tx, func(tags []content.TagID) []content.TagID { return without(tags, t.ID) })
			if err != nil {
				return err
			}
			if err := tx.RemoveTag(ctx, t); err != nil {
				return err
			}
			parts = append(parts, part)
		}
		act, err = s.remember(ctx, tx, by, kindTags, parts)
		return err
	})
	return act, err
}

func without(tags []content.TagID, id content.TagID) []content.TagID {
	return slices.DeleteFunc(slices.Clone(tags), func(other content.TagID) bool { return other == id })
}

// oneLine returns s with single spaces and none around.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
