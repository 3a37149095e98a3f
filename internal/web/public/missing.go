package public

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/web/view"
)

// showMissing answers for a work that is not in the reader's language: by the
// site's policy, a page that says so (rule 32) or the original (rule 33). The
// reader is counted, for translators to see what is wanted.
func (s *Site) showMissing(c *gin.Context, v visit, variants []content.Summary) error {
	ctx := c.Request.Context()
	if c.Request.Method == http.MethodGet {
		s.Demand.Add(variants[0].GroupID, v.locale)
	}
	source, err := s.source(ctx, v, variants)
	if err != nil {
		return err
	}
	if v.Site().ShowsOriginal(v.locale) {
		return s.showPost(c, v, source.ID, true)
	}
	to := func(l locale.Tag) turn {
		if p, ok := in(variants, l); ok {
			return turn{path: v.Post(p)}
		}
		return turn{path: v.Work(l, v.address.Kind, v.address.Slug), missing: true}
	}
	page := missingPage{WorkTitle: source.Title, Lang: source.Locale}
	page.Variants = append(page.Variants, v.variant(source))
	for _, p := range variants {
		if p.ID != source.ID {
			page.Variants = append(page.Variants, v.variant(p))
		}
	}
	return s.sendMissing(c, v, page, to)
}

// sendMissing sends the page of rule 32: 404, for readers alone.
func (s *Site) sendMissing(c *gin.Context, v visit, page missingPage, to func(locale.Tag) turn) (err error) {
	ctx := c.Request.Context()
	title := v.words.Text("MissingTitle", "Language", v.words.LanguageName(v.locale))
	if page.Page, err = s.page(ctx, v, title, to); err != nil {
		return err
	}
	page.Head.NoIndex = true
	if page.Newest, err = s.newest(ctx, v.Builder, v.locale, 5); err != nil {
		return err
	}
	return s.sendAs(c, v, http.StatusNotFound, "public/missing", page, view.Meta{
		Language: v.locale, CacheControl: "no-cache", Header: http.Header{"X-Robots-Tag": {"noindex"}},
	})
}
