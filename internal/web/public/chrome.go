package public

import (
	"context"
	"net/http"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/seo"
	"verso/internal/site"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// maxNavPages is how many pages stand in the navigation; the rest are at the
// foot.
const maxNavPages = 4

// A turn says where the switcher leads for one locale.
type turn struct {
	path    string
	missing bool
}

// homes leads every language to its home (rule 58).
func (v visit) homes(l locale.Tag) turn { return turn{path: v.Home(l)} }

// everywhere leads to a page that every locale has.
func everywhere(path func(locale.Tag) string) func(locale.Tag) turn {
	return func(l locale.Tag) turn { return turn{path: path(l)} }
}

// page returns what stands around the content of a page. to says where each
// language of the switcher leads.
func (s *Site) page(ctx context.Context, v visit, title string, to func(locale.Tag) turn) (view.Page, error) {
	p := s.bare(v, title, to)
	nav, err := s.nav(ctx, v.locale)
	if err != nil {
		return p, err
	}
	s.navigate(v, &p, nav.pages, nav.projects)
	return p, nil
}

// A nav is what a locale has beside its articles.
type nav struct {
	pages    []content.Summary
	projects bool
}

func (n nav) size() int { return 64 + 512*len(n.pages) }

func (s *Site) nav(ctx context.Context, l locale.Tag) (nav, error) {
	return remember(ctx, s.Memory, "nav:"+string(l), nav.size, func(ctx context.Context) (n nav, err error) {
		if n.pages, err = s.DB.PublishedInOrder(ctx, l, content.Page); err != nil {
			return n, err
		}
		projects, err := s.DB.Years(ctx, l, content.Project)
		n.projects = len(projects) > 0
		return n, err
	})
}

// bare returns what stands around a page without asking the database.
func (s *Site) bare(v visit, title string, to func(locale.Tag) turn) view.Page {
	snapshot := v.Site()
	name, nameLang := v.siteName()
	tagline, taglineLang := snapshot.Setting(site.Tagline, v.locale)
	if taglineLang != nameLang {
		tagline = "" // one language for both: the markup has one lang
	}
	p := view.Page{
		Locale:   v.locale,
		Title:    title,
		Site:     view.Site{Name: name, Tagline: tagline, Lang: nameLang, HomeHref: v.Home(v.locale)},
		Head:     view.Head{Feeds: v.feeds(false)},
		Search:   view.Search{Href: v.Section(v.locale, site.Search), Description: v.SearchDescription(v.locale)},
		Style:    customHref(snapshot),
		Remember: view.Remember{Action: "/locale", Next: v.path},
	}
	for _, l := range snapshot.Set.Tags() {
		t := to(l)
		p.Switcher = append(p.Switcher, view.SwitchItem{
			Href: t.path, Lang: l, Name: snapshot.LanguageName(l), Current: l == v.locale, Missing: t.missing,
		})
	}
	return p
}

// siteName returns what the site is called for the visit's reader, and in
// which language.
func (v visit) siteName() (string, locale.Tag) {
	name, lang := v.Site().Setting(site.Name, v.locale)
	if name == "" {
		return "Verso", v.locale
	}
	return name, lang
}

// navigate adds the links of the site around the content.
func (s *Site) navigate(v visit, p *view.Page, pages []content.Summary, projects bool) {
	section := func(id string, which site.Section) view.NavItem {
		return view.NavItem{Href: v.Section(v.locale, which), MessageID: id, Current: v.within(which)}
	}
	p.Nav = append(p.Nav, section("NavArticles", site.Articles))
	if projects {
		p.Nav = append(p.Nav, section("NavProjects", site.Projects))
	}
	for i, page := range pages {
		item := view.NavItem{
			Href: v.Post(page), Text: page.Title, Lang: page.Locale,
			Current: v.address.What == urls.Work && v.address.Kind == content.Page && v.address.Slug == page.Slug,
		}
		if i < maxNavPages {
			p.Nav = append(p.Nav, item)
		} else {
			p.Footer = append(p.Footer, item)
		}
	}
	p.Nav = append(p.Nav, section("NavContact", site.ContactForm))
	p.Footer = append(p.Footer, section("NavTags", site.Tags), section("NavArchive", site.Archive))
}

// within reports whether the visit's address belongs to a section.
func (v visit) within(section site.Section) bool {
	switch v.address.What {
	case urls.List:
		return v.address.Section == section
	case urls.Tag:
		return section == site.Tags
	case urls.Year:
		return section == site.Archive
	case urls.ContactForm:
		return section == site.ContactForm
	case urls.Work:
		own, ok := site.SectionOf(v.address.Kind)
		return ok && own == section
	}
	return false
}

// ErrorPage returns what stands around an error: a switcher that leads to the
// homes, and nothing that needs the database (rule 58).
func (s *Site) ErrorPage(r *http.Request, l locale.Tag) view.Page {
	b := urls.New(s.Current(), s.Base)
	v := s.visitOf(b, urls.Address{Locale: l}, r.URL.EscapedPath())
	p := s.bare(v, "", v.homes)
	p.Head.NoIndex = true
	p.Remember.Next = b.Home(v.locale)
	s.navigate(v, &p, nil, false)
	return p
}

// head describes an indexable page at path to search engines. alternates is
// nil for a page without them.
func (v visit) head(path, title, description string, alternates []urls.Alternate) view.Head {
	h := view.Head{
		Canonical:   v.Abs(path),
		Description: seo.Description(description),
		OG: view.OpenGraph{
			Type: "website", Title: title, Description: seo.Description(description),
			URL: v.Abs(path), Locale: v.locale.OpenGraph(),
		},
		Feeds: v.feeds(len(alternates) > 0),
	}
	for _, a := range alternates {
		h.Alternates = append(h.Alternates, view.Alternate(a))
		tag := locale.Tag(a.Hreflang)
		if tag != v.locale && v.Site().Set.Has(tag) {
			h.OG.LocaleAlternates = append(h.OG.LocaleAlternates, tag.OpenGraph())
		}
	}
	return h
}
