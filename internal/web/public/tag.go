package public

import (
	"context"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// showTags serves GET /:locale/<tags>: the index.
func (s *Site) showTags(c *gin.Context, v visit) error {
	ctx := c.Request.Context()
	tags, err := s.DB.AllTags(ctx)
	if err != nil {
		return err
	}
	page := tagsPage{}
	counts := map[locale.Tag]int{}
	for _, t := range tags {
		counts[t.Locale]++
		if t.Locale == v.locale {
			page.Tags = append(page.Tags, tagLink{Href: v.Tag(t.Locale, t.Slug), Name: t.Name, Lang: t.Locale, Posts: t.Posts})
		}
	}
	slices.SortStableFunc(page.Tags, func(a, b tagLink) int { return v.words.Compare(a.Name, b.Name) })
	title := v.words.Text("TagsTitle")
	path := func(l locale.Tag) string { return v.Section(l, site.Tags) }
	if page.Page, err = s.page(ctx, v, title, everywhere(path)); err != nil {
		return err
	}
	if len(page.Tags) == 0 {
		page.Head.NoIndex = true
	} else {
		page.Head = v.head(path(v.locale), title, page.Site.Tagline, v.Alternates(v.counted(counts, path), ""))
	}
	return s.send(c, v, "public/tags", page)
}

// showTag serves GET /:locale/<tags>/:slug and its numbered pages.
func (s *Site) showTag(c *gin.Context, v visit) error { return s.withTag(c, v, s.listTag) }

// withTag lets show answer for the tag that owns the address's slug, with its
// term's tags in every locale; or else redirects, or says what is missing.
func (s *Site) withTag(c *gin.Context, v visit, show func(*gin.Context, visit, content.Tag, []content.Tag) error) error {
	ctx := c.Request.Context()
	tags, err := s.DB.TagsBySlug(ctx, v.address.Slug)
	if err != nil {
		return err
	}
	own, ok := tagIn(tags, v.locale)
	if !ok {
		return s.findTag(c, v, tags)
	}
	if v.address.Unlabeled || v.misspelt() {
		return s.redirect(c, v.permanence(), v.Path(v.address))
	}
	term, err := s.DB.TermTags(ctx, own.TermID)
	if err != nil {
		return err
	}
	return show(c, v, own, term)
}

// findTag follows rules 25 to 32 for a tag that does not own its address's
// slug in the visit's locale.
func (s *Site) findTag(c *gin.Context, v visit, owners []content.Tag) error {
	ctx := c.Request.Context()
	past, err := s.DB.PastSlugs(ctx, store.TagKind, v.address.Slug)
	if err != nil {
		return err
	}
	formerly, err := s.DB.TagsByPastSlug(ctx, v.address.Slug)
	if err != nil {
		return err
	}
	for _, p := range past {
		if p.Locale == v.locale && !p.Owner.Valid {
			return errs.Gone
		}
	}
	if t, ok := tagIn(formerly, v.locale); ok {
		return s.redirect(c, v.permanence(), v.sameOf(t))
	}
	for _, l := range v.order() {
		t, ok := tagIn(append(owners, formerly...), l)
		if !ok {
			continue
		}
		return s.turnToTerm(c, v, t.TermID)
	}
	return errs.NotFound
}

// turnToTerm sends the reader to the term's tag in their locale, or says
// where the term is used.
func (s *Site) turnToTerm(c *gin.Context, v visit, id content.TermID) error {
	term, err := s.DB.TermTags(c.Request.Context(), id)
	if err != nil {
		return err
	}
	if t, ok := tagIn(term, v.locale); ok {
		return s.redirect(c, http.StatusFound, v.sameOf(t))
	}
	if v.address.Unlabeled || v.address.What == urls.TagFeed {
		return errs.NotFound
	}
	if v.misspelt() {
		return s.redirect(c, v.permanence(), v.Path(v.address))
	}
	page := missingPage{}
	for _, l := range v.order() {
		t, ok := tagIn(term, l)
		if !ok || t.Posts == 0 || !v.Site().Set.Has(l) {
			continue
		}
		variant := view.Variant{Href: v.Tag(l, t.Slug), Lang: l, Name: v.Site().LanguageName(l), Title: t.Name}
		if !slices.Contains(page.Variants, variant) {
			page.Variants = append(page.Variants, variant)
		}
	}
	if len(page.Variants) == 0 {
		return errs.NotFound
	}
	page.WorkTitle, page.Lang = page.Variants[0].Title, page.Variants[0].Lang
	return s.sendMissing(c, v, page, v.tagTurn(v.address.Slug, term))
}

// sameOf returns what the visit asks for, its page or its feed, of a tag.
func (v visit) sameOf(t content.Tag) string {
	return v.Path(urls.Address{What: v.address.What, Locale: t.Locale, Slug: t.Slug})
}

// listTag shows the articles of a tag. Without any it is for readers alone
// (rule 44).
func (s *Site) listTag(c *gin.Context, v visit, own content.Tag, term []content.Tag) error {
	ctx := c.Request.Context()
	list := v.Tag(own.Locale, own.Slug)
	pager, err := v.pager(list, own.Posts)
	if err != nil {
		return err
	}
	posts, err := s.DB.Tagged(ctx, own.ID, v.perPage(), (pager.Number-1)*v.perPage())
	if err != nil {
		return err
	}
	title := v.words.Text("TagTitle", "Name", own.Name)
	page := tagPage{
		Name: own.Name, Lang: own.Locale, Posts: own.Posts, Entries: entries(v.Builder, posts), Pager: pager,
		IndexHref: v.Section(v.locale, site.Tags),
	}
	if page.Page, err = s.page(ctx, v, title, v.tagTurn(own.Slug, term)); err != nil {
		return err
	}
	for _, variant := range v.TagVariants(term) {
		if variant.Locale != v.locale {
			page.Also = append(page.Also, view.Variant{Href: variant.Path, Lang: variant.Locale, Name: v.Site().LanguageName(variant.Locale)})
		}
	}
	if own.Posts == 0 {
		page.Head.NoIndex = true
		return s.send(c, v, "public/tag", page)
	}
	page.Head = v.head(list, title, page.Site.Tagline, v.Alternates(v.TagVariants(term), v.TagSource(term)))
	number := v.words.Number(int64(pager.Number))
	v.number(&page.Page, pager, list, v.words.Text("ArticlesPage", "Title", title, "Number", number))
	page.Head.Feeds = slices.Insert(page.Head.Feeds, 1, view.Feed{Href: v.TagFeed(own.Locale, own.Slug), Title: title})
	return s.send(c, v, "public/tag", page)
}

// tagTurn leads each language to the term's tag there, or to the page that
// says it has none.
func (v visit) tagTurn(slug string, term []content.Tag) func(locale.Tag) turn {
	return func(l locale.Tag) turn {
		if t, ok := tagIn(term, l); ok {
			return turn{path: v.Tag(l, t.Slug)}
		}
		return turn{path: v.Tag(l, slug), missing: true}
	}
}

func tagIn(tags []content.Tag, l locale.Tag) (content.Tag, bool) {
	i := slices.IndexFunc(tags, func(t content.Tag) bool { return t.Locale == l })
	if i < 0 {
		return content.Tag{}, false
	}
	return tags[i], true
}

// term returns the tags, in every locale, of the term at slug in l.
func (s *Site) term(ctx context.Context, l locale.Tag, slug string) ([]content.Tag, error) {
	t, err := s.DB.TagBySlug(ctx, l, slug)
	if err != nil {
		return nil, err
	}
	return s.DB.TermTags(ctx, t.TermID)
}
