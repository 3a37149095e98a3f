package public

import (
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// showArchive serves GET /:locale/<archive>: the years.
func (s *Site) showArchive(c *gin.Context, v visit) error {
	ctx := c.Request.Context()
	years, err := s.DB.Years(ctx, v.locale, content.Article)
	if err != nil {
		return err
	}
	page := archivePage{}
	for _, y := range years {
		page.Years = append(page.Years, yearLink{Href: v.Year(v.locale, y.Year), Year: y.Year, Posts: y.Posts})
	}
	if page.Page, err = s.listPage(ctx, v, site.Archive, content.Article, v.words.Text("ArchiveTitle")); err != nil {
		return err
	}
	return s.send(c, v, "public/archive", page)
}

// maxOffset is how far an author's clock may be from UTC: the day and the year
// are those the author wrote.
const maxOffset = 24 * time.Hour

// showYear serves GET /:locale/<archive>/:year, by month. Like a numbered
// page it is canonical to itself and has no alternates.
func (s *Site) showYear(c *gin.Context, v visit) error {
	ctx, year := c.Request.Context(), v.address.Year
	begin := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
	posts, err := s.DB.PublishedBetween(ctx, v.locale, begin.Add(-maxOffset), begin.AddDate(1, 0, 0).Add(maxOffset))
	if err != nil {
		return err
	}
	posts = slices.DeleteFunc(posts, func(p content.Summary) bool { return p.Date().Year() != year })
	if len(posts) == 0 {
		return errs.NotFound
	}
	years, err := s.DB.YearsEverywhere(ctx, content.Article)
	if err != nil {
		return err
	}
	page := yearPage{Year: year, Posts: len(posts), Months: v.months(posts), ArchiveHref: v.Section(v.locale, site.Archive)}
	title := v.words.Text("ArchiveYear", "Year", begin.Format("2006"))
	if page.Page, err = s.page(ctx, v, title, v.yearTurn(year, years)); err != nil {
		return err
	}
	page.Head = v.head(v.Year(v.locale, year), title, page.Site.Tagline, nil)
	return s.send(c, v, "public/year", page)
}

// yearTurn leads each language to the same year, or to its archive.
func (v visit) yearTurn(year int, years map[locale.Tag][]store.YearCount) func(locale.Tag) turn {
	return func(l locale.Tag) turn {
		if slices.ContainsFunc(years[l], func(y store.YearCount) bool { return y.Year == year }) {
			return turn{path: v.Year(l, year)}
		}
		return turn{path: v.Section(l, site.Archive)}
	}
}

// months groups posts, which are in order of time, by the author's month.
func (v visit) months(posts []content.Summary) []month {
	var months []month
	for _, p := range posts {
		at := p.Date()
		start := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
		i := slices.IndexFunc(months, func(m month) bool { return m.Start.Equal(start) })
		if i < 0 {
			i = len(months)
			months = append(months, month{Start: start})
		}
		months[i].Entries = append(months[i].Entries, entry(v.Builder, p))
	}
	slices.SortStableFunc(months, func(a, b month) int { return b.Start.Compare(a.Start) })
	return months
}
