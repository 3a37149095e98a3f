package public

import (
	"context"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/links"
	"verso/internal/web/urls"
)

// A menuLink is one link of the navigation, resolved for the readers of a
// locale. It leads to its section, its work or its href.
type menuLink struct {
	section site.Section
	work    content.Summary
	href    string
	text    string     // "" has the section's own name
	lang    locale.Tag // of text
	to      locale.Tag // of what is there, when it is not the reader's
}

// menu resolves the owner's menu for the readers of a locale. What leads to a
// work they cannot read is left out, or leads to the work in another language
// and says so, as the site does with a missing variant (rules 32, 33); an
// address of this site leads where it would in a text (rule 70).
func (s *Site) menu(ctx context.Context, b urls.Builder, l locale.Tag) ([]menuLink, error) {
	items := b.Site().Menu()
	variants, err := s.DB.VariantsOf(ctx, menuWorks(items))
	if err != nil {
		return nil, err
	}
	var hrefs []string
	for _, item := range items {
		if item.Kind == site.ToAddress {
			hrefs = append(hrefs, item.Address)
		}
	}
	targets, err := links.New(s.DB, b).Resolve(ctx, links.Text{Locale: l}, hrefs)
	if err != nil {
		return nil, err
	}
	var menu []menuLink
	for _, item := range items {
		switch item.Kind {
		case site.ToSection:
			menu = append(menu, sectionLink(item, l))
		case site.ToWork:
			if p, ok := readableAs(b.Site(), variants[item.Group], l); ok {
				menu = append(menu, workLink(item, p, l))
			}
		case site.ToAddress:
			if target, ours := targets[item.Address]; !target.Dead {
				menu = append(menu, addressLink(b.Site(), item, target, ours, l))
			}
		}
	}
	return menu, nil
}

// sectionLink leads to a section: under the owner's name for it, else its own.
func sectionLink(item site.MenuItem, l locale.Tag) menuLink {
	return menuLink{section: item.Section, text: item.Label(l)}
}

// workLink leads readers of l to a post: under the owner's name for it, else
// its title.
func workLink(item site.MenuItem, p content.Summary, l locale.Tag) menuLink {
	link := menuLink{work: p, text: item.Label(l)}
	if link.text == "" {
		link.text, link.lang = p.Title, p.Locale
	}
	if p.Locale != l {
		link.to = p.Locale
	}
	return link
}

// addressLink leads to an address: under the owner's name for it in l, else in
// another language of the site, else under the address itself.
func addressLink(snapshot *site.Site, item site.MenuItem, target links.Target, ours bool, l locale.Tag) menuLink {
	link := menuLink{href: item.Address, text: item.Address, to: target.Locale}
	if ours {
		link.href = target.Href
	}
	for _, lang := range append([]locale.Tag{l, snapshot.Set.Default()}, snapshot.Set.Tags()...) {
		if label := item.Label(lang); label != "" {
			link.text, link.lang = label, lang
			break
		}
	}
	return link
}

// readableAs returns the variant of a work that readers of l are led to: their
// own; else, where the site shows them originals, the first that there is.
func readableAs(snapshot *site.Site, variants []content.Summary, l locale.Tag) (content.Summary, bool) {
	order := []locale.Tag{l}
	if snapshot.ShowsOriginal(l) {
		order = append(append(order, snapshot.Set.Default()), snapshot.Set.Tags()...)
	}
	for _, tag := range order {
		if p, ok := in(variants, tag); ok && p.Status == content.Published {
			return p, true
		}
	}
	return content.Summary{}, false
}
