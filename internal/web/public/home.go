package public

import (
	"context"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/seo"
	"verso/internal/site"
	"verso/internal/web/links"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// How much of each list the home page shows.
const (
	homeArticles = 6
	homeProjects = 4
)

// showHome serves GET /:locale/.
func (s *Site) showHome(c *gin.Context, v visit) error {
	ctx := c.Request.Context()
	base, err := s.page(ctx, v, "", v.homes)
	if err != nil {
		return err
	}
	newest, err := s.newest(ctx, v.Builder, v.locale, homeArticles)
	if err != nil {
		return err
	}
	projects, err := s.DB.PublishedInOrder(ctx, v.locale, content.Project)
	if err != nil {
		return err
	}
	page := homePage{Page: base, Newest: newest, ArticlesHref: v.Section(v.locale, site.Articles)}
	page.Hero, page.HeroLang = v.Site().Setting(site.Hero, v.locale)
	if page.Links, page.LinksLang, err = s.elsewhereLinks(ctx, v); err != nil {
		return err
	}
	if len(projects) > 0 {
		page.Projects = cards(v.Builder, projects[:min(len(projects), homeProjects)])
		page.ProjectsHref = v.Section(v.locale, site.Projects)
	}
	description := page.Hero
	if description == "" {
		description = base.Site.Tagline
	}
	home := v.Home(v.locale)
	page.Head = v.head(home, base.Site.Name, description, v.HomeAlternates())
	page.Head.JSONLD = seo.DescribeHome(seo.Home{
		URL: v.Abs(home), Name: base.Site.Name, Description: page.Head.Description, Language: v.locale,
	})
	return s.send(c, v, "public/home", page)
}

// elsewhereLinks returns the links to where the owner is elsewhere, and the
// language of what they are called. Those into this site lead the reader as
// links of a text do (rule 70).
func (s *Site) elsewhereLinks(ctx context.Context, v visit) ([]view.NavItem, locale.Tag, error) {
	text, lang := v.Site().Setting(site.Links, v.locale)
	listed, _ := site.ParseLinks(text) // checked when it was saved
	hrefs := make([]string, len(listed))
	for i, link := range listed {
		hrefs[i] = link.Address
	}
	targets, err := links.New(s.DB, v.Builder).Resolve(ctx, links.Text{Locale: v.locale}, hrefs)
	if err != nil {
		return nil, "", err
	}
	var items []view.NavItem
	for _, link := range listed {
		target, ours := targets[link.Address]
		switch {
		case target.Dead:
			continue
		case ours:
			items = append(items, view.NavItem{Href: target.Href, Text: link.Label, Hreflang: target.Locale})
		default:
			items = append(items, view.NavItem{Href: link.Address, Text: link.Label})
		}
	}
	return items, lang, nil
}

func cards(b urls.Builder, projects []content.Summary) []projectCard {
	list := make([]projectCard, 0, len(projects))
	for _, p := range projects {
		list = append(list, projectCard{Href: b.Post(p), Title: p.Title, Lang: p.Locale, Excerpt: p.Teaser()})
	}
	return list
}

// showProjects serves GET /:locale/<projects>.
func (s *Site) showProjects(c *gin.Context, v visit) error {
	ctx := c.Request.Context()
	projects, err := s.DB.PublishedInOrder(ctx, v.locale, content.Project)
	if err != nil {
		return err
	}
	page := projectsPage{Projects: cards(v.Builder, projects)}
	page.Page, err = s.listPage(ctx, v, site.Projects, content.Project, v.words.Text("ProjectsTitle"))
	if err != nil {
		return err
	}
	return s.send(c, v, "public/projects", page)
}
