package publishing

import (
	"context"
	"errors"
	"fmt"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/store"
)

// SlugTaken is the refusal of a slug that another post of the locale has
// (rule 29). It is Invalid in its field "slug".
type SlugTaken struct {
	Slug       string
	Suggestion string // one that is free
	By         content.Summary
}

// Error names the post that has it.
func (e *SlugTaken) Error() string {
	return fmt.Sprintf("the slug %q is post %d's", e.Slug, e.By.ID)
}

// Unwrap makes it Invalid.
func (e *SlugTaken) Unwrap() error { return errs.Invalid{"slug": "PostSlugTaken"} }

// An address is where a post is or wants to be. Its slug is unique among the
// posts of its kind in its locale.
type address struct {
	locale locale.Tag
	kind   content.Kind
	id     content.PostID // of the post; 0 for a new one
}

// slug returns the slug of a post that has one: as typed, when nothing is in
// its way, else one made of the title.
func (s *Service) slug(ctx context.Context, tx *store.Tx, a address, typed, title string) (string, error) {
	if typed == "" {
		return s.freeSlug(ctx, tx, a, content.SlugifyIn(title, a.locale))
	}
	if content.ValidSlug(typed) != nil {
		return typed, errs.Invalid{"slug": "PostSlugInvalid"}
	}
	if content.MixesScripts(typed) {
		return typed, errs.Invalid{"slug": "PostSlugMixed"} // trust T33
	}
	reserved, err := s.reserved(ctx, tx, a, typed)
	if err != nil || reserved {
		return typed, orInvalid(err, "PostSlugReserved")
	}
	owner, err := a.owner(ctx, tx, typed)
	if err != nil {
		return typed, err
	}
	if owner.ID != 0 {
		free, err := s.freeSlug(ctx, tx, a, typed)
		if err != nil {
			return typed, err
		}
		return typed, &SlugTaken{Slug: typed, Suggestion: free, By: owner}
	}
	alike, err := a.alike(ctx, tx, typed)
	if err != nil || alike {
		return typed, orInvalid(err, "PostSlugConfusable")
	}
	return typed, nil
}

func orInvalid(err error, id string) error {
	if err != nil {
		return err
	}
	return errs.Invalid{"slug": id}
}

// owner returns the other post that has a slug, or the zero Summary.
func (a address) owner(ctx context.Context, tx *store.Tx, slug string) (content.Summary, error) {
	p, err := tx.PostBySlug(ctx, a.locale, a.kind, slug)
	if errors.Is(err, errs.NotFound) || err == nil && p.ID == a.id {
		return content.Summary{}, nil
	}
	return p.Summary(), err
}

// alike reports whether another post has a slug that readers take for this
// one (trust T33).
func (a address) alike(ctx context.Context, tx *store.Tx, slug string) (bool, error) {
	plain := content.Skeleton(slug)
	if plain == slug {
		return false, nil
	}
	owner, err := a.owner(ctx, tx, plain)
	return owner.ID != 0, err
}

// reserved reports whether a slug means something else at its place: only
// pages stand where section words, locales and fixed words do (trust T6).
func (s *Service) reserved(ctx context.Context, tx *store.Tx, a address, slug string) (bool, error) {
	if a.kind != content.Page {
		return false, nil
	}
	snapshot, err := tx.Site(ctx, s.words)
	if err != nil {
		return false, err
	}
	_, _, _, isLocale := snapshot.Set.ByPath(slug)
	return isLocale || snapshot.ReservedIn(a.locale, slug), nil
}

// freeSlug returns wanted, or wanted with a number, so that it is free: no
// post's, and no address that leads to another post (rule 25). A title of
// which nothing can stand in a slug gets the name of the kind.
func (s *Service) freeSlug(ctx context.Context, tx *store.Tx, a address, wanted string) (string, error) {
	if wanted == "" {
		wanted = string(a.kind)
	}
	for n := 1; ; n++ {
		slug := numbered(wanted, n)
		free, err := s.isFree(ctx, tx, a, slug)
		if err != nil || free {
			return slug, err
		}
	}
}

func (s *Service) isFree(ctx context.Context, tx *store.Tx, a address, slug string) (bool, error) {
	owner, err := a.owner(ctx, tx, slug)
	if err != nil || owner.ID != 0 {
		return false, err
	}
	past, err := tx.PastSlugs(ctx, string(a.kind), slug)
	if err != nil {
		return false, err
	}
	for _, p := range past {
		if p.Locale == a.locale && p.Owner.Valid && content.PostID(p.Owner.Int64) != a.id {
			return false, nil
		}
	}
	reserved, err := s.reserved(ctx, tx, a, slug)
	if err != nil || reserved {
		return false, err
	}
	alike, err := a.alike(ctx, tx, slug)
	return !alike, err
}

// numbered returns a slug with a number behind it from 2 on, cut where it is
// too long for one.
func numbered(slug string, n int) string {
	if n == 1 {
		return slug
	}
	ending := fmt.Sprintf("-%d", n)
	if with := content.Slugify(slug + ending); with == slug+ending {
		return with
	}
	letters := []rune(slug)
	return content.Slugify(string(letters[:len(letters)*4/5]) + ending)
}
