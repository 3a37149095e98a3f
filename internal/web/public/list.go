package public

import (
	"context"
	"iter"
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// pagerReach is how many page numbers stand on each side of the current one.
const pagerReach = 2

// showArticles serves GET /:locale/<articles> and its numbered pages.
func (s *Site) showArticles(c *gin.Context, v visit) error {
	ctx := c.Request.Context()
	years, err := s.DB.Years(ctx, v.locale, content.Article)
	if err != nil {
		return err
	}
	total := 0
	for _, y := range years {
		total += y.Posts
	}
	list := v.Section(v.locale, site.Articles)
	pager, err := v.pager(list, total)
	if err != nil {
		return err
	}
	posts, err := s.DB.Published(ctx, v.locale, content.Article, v.perPage(), (pager.Number-1)*v.perPage())
	if err != nil {
		return err
	}
	page := articlesPage{Entries: entries(v.Builder, posts), Pager: pager}
	title := v.words.Text("ArticlesTitle")
	if page.Page, err = s.listPage(ctx, v, site.Articles, content.Article, title); err != nil {
		return err
	}
	v.number(&page.Page, pager, list, v.words.Text("ArticlesPage", "Title", title, "Number", v.words.Number(int64(pager.Number))))
	return s.send(c, v, "public/articles", page)
}

// listPage returns the page around the first page of a section's list, with
// alternates in every locale that has something to list; an empty list is for
// readers alone.
func (s *Site) listPage(ctx context.Context, v visit, section site.Section, kind content.Kind, title string) (view.Page, error) {
	path := func(l locale.Tag) string { return v.Section(l, section) }
	page, err := s.page(ctx, v, title, everywhere(path))
	if err != nil {
		return page, err
	}
	counts, err := s.DB.CountByLocale(ctx, kind)
	if err != nil {
		return page, err
	}
	if counts[v.locale] == 0 {
		page.Head.NoIndex = true
		return page, nil
	}
	page.Head = v.head(path(v.locale), title, page.Site.Tagline, v.Alternates(v.counted(counts, path), ""))
	return page, nil
}

// counted returns the pages at path of the locales that have something.
func (v visit) counted(counts map[locale.Tag]int, path func(locale.Tag) string) []urls.Variant {
	var variants []urls.Variant
	for _, variant := range v.Everywhere(path) {
		if counts[variant.Locale] > 0 {
			variants = append(variants, variant)
		}
	}
	return variants
}

// number turns the page around a list into that of a numbered page: from the
// second on it is canonical to itself and has no alternates (rule 42).
func (v visit) number(p *view.Page, pager pager, list, title string) {
	if pager.Number > 1 {
		p.Title = title
		p.Head = v.head(v.Numbered(list, pager.Number), title, p.Site.Tagline, nil)
	}
	if pager.PrevHref != "" {
		p.Head.Prev = v.Abs(pager.PrevHref)
	}
	if pager.NextHref != "" {
		p.Head.Next = v.Abs(pager.NextHref)
	}
}

func (v visit) perPage() int {
	value, _ := v.Site().Setting(site.PerPage, v.locale)
	if n, err := strconv.Atoi(value); err == nil && n > 0 {
		return n
	}
	return site.DefaultPerPage
}

// pager returns the numbers of the list at path with total entries; a page
// beyond the last is errs.NotFound (rule 42).
func (v visit) pager(path string, total int) (pager, error) {
	return v.pages(max(1, v.address.Number), total, func(n int) string { return v.Numbered(path, n) })
}

// pages is pager for a list whose page n is at href(n).
func (v visit) pages(number, total int, href func(n int) string) (pager, error) {
	p := pager{Number: number, Count: max(1, (total+v.perPage()-1)/v.perPage())}
	if p.Number < 1 || p.Number > p.Count {
		return p, errs.NotFound
	}
	if p.Number > 1 {
		p.PrevHref = href(p.Number - 1)
	}
	if p.Number < p.Count {
		p.NextHref = href(p.Number + 1)
	}
	last := 0
	for n := range p.numbers() {
		if n > last+1 {
			p.Links = append(p.Links, pagerLink{})
		}
		p.Links = append(p.Links, pagerLink{Number: n, Href: href(n), Current: n == p.Number})
		last = n
	}
	return p, nil
}

// numbers yields the page numbers worth a link: both ends and the
// neighbourhood of this page.
func (p pager) numbers() iter.Seq[int] {
	return func(yield func(int) bool) {
		if p.Number-pagerReach > 1 && !yield(1) {
			return
		}
		for n := max(1, p.Number-pagerReach); n <= min(p.Count, p.Number+pagerReach); n++ {
			if !yield(n) {
				return
			}
		}
		if p.Number+pagerReach < p.Count {
			yield(p.Count)
		}
	}
}
