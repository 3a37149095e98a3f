package public

import (
	"context"
	"net/http"

	"verso/internal/locale"
	"verso/internal/seo"
	"verso/internal/site"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

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
	v.navigate(&p, nav)
	return p, nil
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

// ErrorPage returns what stands around an error: a switcher that leads to the
// homes, and nothing that needs the database (rule 58).
func (s *Site) ErrorPage(r *http.Request, l locale.Tag) view.Page {
	b := urls.New(s.Current(), s.Base)
	v := s.visitOf(b, urls.Address{Locale: l}, r.URL.EscapedPath())
	p := s.bare(v, "", v.homes)
	p.Head.NoIndex = true
	p.Remember.Next = b.Home(v.locale)
	v.navigate(&p, bareNav(b.Site(), v.locale))
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
