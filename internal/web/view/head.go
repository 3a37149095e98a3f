package view

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"
)

// head writes what search engines and link previews read. It is built here and
// not in a template because it is a third of all the values of a page, and
// html/template takes a microsecond for each.
func head(p Page) template.HTML {
	w := &tags{}
	w.Grow(usualHead)
	h := p.Head
	w.meta("name", "description", h.Description)
	if h.NoIndex {
		w.meta("name", "robots", "noindex, follow")
	}
	w.related("canonical", "", h.Canonical)
	for _, a := range h.Alternates {
		w.related("alternate", a.Hreflang, a.Href)
	}
	w.related("prev", "", h.Prev)
	w.related("next", "", h.Next)
	if h.OG.Type != "" {
		w.preview(p)
	}
	for _, f := range h.Feeds {
		w.feed(f)
	}
	return template.HTML(w.String())
}

// usualHead is the length of most heads, in bytes.
const usualHead = 4 << 10

// tags writes elements of the head.
type tags struct{ markup }

func (w *tags) meta(kind, name, content string) {
	if content == "" {
		return
	}
	w.WriteString("<meta")
	w.attr(kind, name)
	w.attr("content", content)
	w.WriteString(">\n")
}

// link writes a link to a page; an address that is none of a page's is left
// out, whoever wrote it.
func (w *tags) related(rel, hreflang, href string) {
	if !addressOfPage(href) {
		return
	}
	w.WriteString("<link")
	w.attr("rel", rel)
	if hreflang != "" {
		w.attr("hreflang", hreflang)
	}
	w.attr("href", href)
	w.WriteString(">\n")
}

func (w *tags) feed(f Feed) {
	w.WriteString("<link")
	w.attr("rel", "alternate")
	w.attr("type", "application/atom+xml")
	if f.Hreflang != "" {
		w.attr("hreflang", string(f.Hreflang))
	}
	w.attr("title", f.Title)
	w.attr("href", f.Href)
	w.WriteString(">\n")
}

// preview writes Open Graph and the Twitter card (rule 49).
func (w *tags) preview(p Page) {
	og := p.Head.OG
	title := cmp.Or(og.Title, p.Title, p.Site.Name)
	property := func(name, content string) { w.meta("property", name, content) }
	property("og:type", og.Type)
	property("og:title", title)
	property("og:site_name", p.Site.Name)
	property("og:description", og.Description)
	property("og:url", og.URL)
	property("og:locale", og.Locale)
	for _, l := range og.LocaleAlternates {
		property("og:locale:alternate", l)
	}
	for _, picture := range og.Pictures {
		property("og:image", picture.Src)
		if picture.Width > 0 {
			property("og:image:width", strconv.Itoa(picture.Width))
			property("og:image:height", strconv.Itoa(picture.Height))
		}
		property("og:image:alt", picture.Alt)
	}
	card := "summary"
	if len(og.Pictures) > 0 {
		card = "summary_large_image"
	}
	w.meta("name", "twitter:card", card)
	w.meta("name", "twitter:title", title)
	w.meta("name", "twitter:description", og.Description)
	if len(og.Pictures) > 0 {
		w.meta("name", "twitter:image", og.Pictures[0].Src)
		w.meta("name", "twitter:image:alt", og.Pictures[0].Alt)
	}
}

// addressOfPage reports whether an address is a path of this site or an
// http(s) URL.
func addressOfPage(href string) bool {
	return strings.HasPrefix(href, "/") || strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://")
}
