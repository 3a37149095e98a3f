package public

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// parallelPage is a work in two languages, side by side: "public/parallel".
type parallelPage struct {
	view.Page
	Own   side
	Other side
	Cover *image
	Rows  []facingRow
}

// A side is the head of one of the two texts.
type side struct {
	Variant     view.Variant // leads to the text alone
	Title       string
	Lang        locale.Tag
	PublishedAt time.Time // in the author's zone; zero where the text has no date
	Author      string
	Translator  string
	Stale       *staleNote
}

// beside returns the text that the reader wants to read beside r, if there is
// one that readers can see. Any other wish is like a parameter nobody knows
// (rule 43). exact is false when its locale is spelt in another way (rule 18).
func (v visit) beside(r reading, wish string) (p content.Summary, exact, ok bool) {
	if wish == "" {
		return p, false, false
	}
	l, exact, _, ok := v.Site().Set.ByPath(wish)
	if !ok || l == r.post.Locale {
		return p, false, false
	}
	p, ok = in(r.variants, l)
	return p, exact, ok
}

// showParallel serves a work in two languages, block by block. The page is a
// way of reading, and none to be found by: it stands for the text it is of.
func (s *Site) showParallel(c *gin.Context, v visit, r reading, other content.Summary) error {
	ctx, w := c.Request.Context(), v
	w.locale, w.words = other.Locale, s.Catalog.For(other.Locale)
	right, err := s.read(ctx, w, other.ID)
	if err != nil {
		return err
	}
	base, err := s.page(ctx, v, headTitle(r.post), v.workTurn(r))
	if err != nil {
		return err
	}
	base.Head = v.workHead(r, true, base.Site.Name, s.pictures(v, r))
	page := parallelPage{Page: base, Own: v.side(r), Other: w.side(right), Cover: v.cover(r.post, r.media)}
	if page.Rows, err = s.facing(ctx, v, r.post.ID, w, other.ID); err != nil {
		return err
	}
	meta := view.Meta{Language: v.locale, Query: urls.BesideQuery(other.Locale)}
	return s.sendAs(c, v, http.StatusOK, "public/parallel", page, meta)
}

// facing returns the rows of two texts, each read as its own readers do. They
// are shared between requests.
func (s *Site) facing(ctx context.Context, v visit, own content.PostID, w visit, other content.PostID) ([]facingRow, error) {
	size := func(all []facingRow) int {
		n := 64
		for _, row := range all {
			n += 64 + len(row.Own) + len(row.Other)
		}
		return n
	}
	return remember(ctx, s.Memory, fmt.Sprintf("facing:%d:%d", own, other), size, func(ctx context.Context) ([]facingRow, error) {
		left, err := s.read(ctx, v, own)
		if err != nil {
			return nil, err
		}
		right, err := s.read(ctx, w, other)
		if err != nil {
			return nil, err
		}
		return s.face(ctx, left, right)
	})
}

// side returns what stands above a text.
func (v visit) side(r reading) side {
	p := r.post
	s := side{Variant: v.variant(p.Summary()), Title: p.Title, Lang: p.Locale, Translator: p.Translator, Stale: v.stale(r)}
	if p.Kind == content.Article {
		s.PublishedAt, s.Author = p.Date(), v.author(p)
	}
	return s
}

// parallels returns where a work is read side by side with its other
// languages.
func (v visit) parallels(r reading, original bool) []view.Variant {
	if original {
		return nil // which is not of this page's language
	}
	own := r.post.Summary()
	var all []view.Variant
	for _, p := range r.variants {
		if p.ID != own.ID {
			other := v.variant(p)
			other.Href = v.Parallel(own, p.Locale)
			all = append(all, other)
		}
	}
	return all
}
