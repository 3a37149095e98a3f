package public

import (
	"context"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// maxNavPages is how many pages stand in the navigation of a site whose owner
// made no menu; the rest are at the foot.
const maxNavPages = 4

// A nav is what leads through a locale.
type nav struct {
	menu     []menuLink        // as the owner made it; none: sections and pages
	own      bool              // the owner made one, whatever is left of it here
	pages    []content.Summary // in the owner's order
	projects bool              // there are some
}

func (n nav) size() int { return 64 + 512*(len(n.pages)+len(n.menu)) }

// nav returns what leads through a locale. It is shared between requests and
// must not be changed.
func (s *Site) nav(ctx context.Context, l locale.Tag) (nav, error) {
	return remember(ctx, s.Memory, "nav:"+string(l), nav.size, func(ctx context.Context) (n nav, err error) {
		b := urls.New(s.Current(), s.Base) // not older than what the memory was purged for
		if n.pages, err = s.DB.PublishedInOrder(ctx, l, content.Page); err != nil {
			return n, err
		}
		projects, err := s.DB.Years(ctx, l, content.Project)
		if err != nil {
			return n, err
		}
		n.projects = len(projects) > 0
		n.own = len(b.Site().Menu()) > 0
		n.menu, err = s.menu(ctx, b, l)
		return n, err
	})
}

// bareNav is nav as far as it goes without asking the database.
func bareNav(snapshot *site.Site, l locale.Tag) nav {
	n := nav{own: len(snapshot.Menu()) > 0}
	for _, item := range snapshot.Menu() {
		if item.Kind == site.ToSection {
			n.menu = append(n.menu, sectionLink(item, l))
		}
	}
	return n
}

// navigate adds the links of the site around the content: the owner's menu,
// or one made of what there is; and at the foot what it leaves out.
func (v visit) navigate(p *view.Page, n nav) {
	if !n.own {
		n.menu = usualMenu(n)
	}
	shown := map[string]bool{}
	itself := false // a link to the very page, which its section then is not
	for _, link := range n.menu {
		item := v.navItem(link)
		shown[item.Href] = true
		itself = itself || item.Current && link.section == ""
		p.Nav = append(p.Nav, item)
	}
	for i, link := range n.menu {
		if itself && link.section != "" {
			p.Nav[i].Current = false
		}
	}
	foot := make([]menuLink, 0, len(n.pages)+2)
	for _, page := range n.pages {
		foot = append(foot, workLink(site.MenuItem{}, page, page.Locale))
	}
	foot = append(foot, menuLink{section: site.Tags}, menuLink{section: site.Archive})
	if n.own {
		foot = append(foot, menuLink{section: site.ContactForm})
	}
	for _, link := range foot {
		if item := v.navItem(link); !shown[item.Href] {
			p.Footer = append(p.Footer, item)
		}
	}
}

// usualMenu is the menu of a site whose owner made none.
func usualMenu(n nav) []menuLink {
	links := []menuLink{{section: site.Articles}}
	if n.projects {
		links = append(links, menuLink{section: site.Projects})
	}
	for _, page := range n.pages[:min(maxNavPages, len(n.pages))] {
		links = append(links, workLink(site.MenuItem{}, page, page.Locale))
	}
	return append(links, menuLink{section: site.ContactForm})
}

// sectionIDs are the messages that name the sections in the navigation.
var sectionIDs = map[site.Section]string{
	site.Articles: "NavArticles", site.Projects: "NavProjects", site.Tags: "NavTags", site.Archive: "NavArchive",
	site.Search: "SearchTitle", site.ContactForm: "NavContact",
}

// navItem returns a link of the menu as the page has it.
func (v visit) navItem(link menuLink) view.NavItem {
	item := view.NavItem{Href: link.href, Text: link.text, Lang: link.lang, Hreflang: link.to}
	switch {
	case link.section != "":
		item.Href = v.Section(v.locale, link.section)
		item.Current = v.within(link.section)
		if item.Text == "" {
			item.MessageID = sectionIDs[link.section]
		}
	case link.work.ID != 0:
		item.Href = v.Post(link.work)
		a := v.address
		item.Current = a.What == urls.Work && a.Kind == link.work.Kind && a.Locale == link.work.Locale && a.Slug == link.work.Slug
	default:
		item.Current = link.href == v.path
	}
	return item
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
	case urls.Search:
		return section == site.Search
	case urls.ContactForm:
		return section == site.ContactForm
	case urls.Work:
		own, ok := site.SectionOf(v.address.Kind)
		return ok && own == section
	}
	return false
}

// menuWorks lists the works that a menu leads to.
func menuWorks(items []site.MenuItem) []content.GroupID {
	var groups []content.GroupID
	for _, item := range items {
		if item.Kind == site.ToWork && !slices.Contains(groups, item.Group) {
			groups = append(groups, item.Group)
		}
	}
	return groups
}
