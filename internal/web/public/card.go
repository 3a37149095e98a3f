package public

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/sharecard"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// cardMeta lets pages elsewhere show a card: it is made to be shown there. Its
// address is of its words, so it never changes.
var cardMeta = view.Meta{
	Type: "image/png", CacheControl: "public, max-age=31536000, immutable",
	Header: http.Header{"Cross-Origin-Resource-Policy": {"cross-origin"}},
}

// showCard serves GET /cards/<locale>/<kind>/<slug>-<hash>.png, of published
// works alone. A hash of words that have changed leads to the card of today.
func (s *Site) showCard(c *gin.Context) error {
	ctx := c.Request.Context()
	b := urls.New(s.Current(), s.Base)
	a, hash, ok := b.ParseCard(c.Request.URL.EscapedPath())
	if !ok || s.Cards == nil {
		return errs.NotFound
	}
	owners, err := s.DB.PostsBySlug(ctx, a.Kind, a.Slug)
	if err != nil {
		return err
	}
	p, ok := in(owners, a.Locale)
	if !ok || p.Status != content.Published {
		return errs.NotFound
	}
	card := s.visitOf(b, a, "").card(p.Title, p.Locale)
	if !s.Cards.Can(card) {
		return errs.NotFound
	}
	if card.Hash() != hash {
		return s.redirect(c, http.StatusFound, b.Card(p, card.Hash()))
	}
	picture, err := s.Cards.Picture(ctx, card)
	if err != nil {
		return err
	}
	view.Send(c.Writer, c.Request, http.StatusOK, cardMeta, picture)
	return nil
}

// card returns what the share card of a work says, to whoever shares it.
func (v visit) card(title string, l locale.Tag) sharecard.Card {
	v.locale = l
	name, _ := v.siteName()
	return sharecard.Card{Title: title, Locale: l, Site: name, Language: v.Site().LanguageName(l)}
}

// pictures returns what stands for a work where it is shared: the cover that
// its author chose, and its card.
func (s *Site) pictures(v visit, r reading) []view.Picture {
	var list []view.Picture
	if cover := v.cover(r.post, r.media); cover != nil {
		list = append(list, view.Picture{Src: v.Abs(cover.Src), Alt: cover.Alt, Width: cover.Width, Height: cover.Height})
	}
	if card := v.card(r.post.Title, r.post.Locale); s.Cards != nil && s.Cards.Can(card) {
		list = append(list, view.Picture{
			Src: v.Abs(v.Card(r.post.Summary(), card.Hash())), Alt: r.post.Title,
			Width: sharecard.Width, Height: sharecard.Height,
		})
	}
	return list
}
