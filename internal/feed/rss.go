package feed

import (
	"encoding/xml"
	"time"
)

// RSSType is the media type of what RSS returns.
const RSSType = "application/rss+xml"

// RSS returns the feed as RSS 2.0 has it (rssboard.org, version 2.0.11). What
// RSS has no words for is said in those of Atom, Dublin Core and the content
// module (rule 55).
func RSS(f Feed) []byte {
	var m markup
	m.WriteString(xml.Header)
	m.open("rss", "version", "2.0",
		"xmlns:atom", "http://www.w3.org/2005/Atom",
		"xmlns:content", "http://purl.org/rss/1.0/modules/content/",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/")
	m.open("channel")
	m.element("title", f.Title)
	m.element("link", f.Page)
	description := f.Subtitle
	if description == "" {
		description = f.Title // there must be one
	}
	m.element("description", description)
	m.element("language", string(f.Language))
	m.element("lastBuildDate", mailDate(f.updated()))
	m.empty("atom:link", "rel", "self", "type", RSSType, "href", f.Self)
	rssAlternates(&m, f.Alternates)
	for _, e := range f.Entries {
		e.rss(&m, f.author())
	}
	m.WriteString("</channel>\n</rss>\n")
	return m.Bytes()
}

func (e Entry) rss(m *markup, author string) {
	m.open("item")
	m.element("title", e.Title)
	rssAlternates(m, e.Alternates)
	m.element("link", e.URL) // after the others: some readers follow the last
	m.element("guid", e.ID, "isPermaLink", "false")
	m.element("pubDate", mailDate(e.Published))
	if e.Author != "" {
		author = e.Author
	}
	m.element("dc:creator", author)
	m.optional("dc:contributor", e.Translator)
	for _, tag := range e.Tags {
		m.element("category", tag)
	}
	m.optional("description", e.Summary)
	m.element("content:encoded", e.Content)
	m.WriteString("</item>\n")
}

func rssAlternates(m *markup, links []Link) {
	for _, link := range links {
		m.empty("atom:link", "rel", "alternate", "type", link.mediaType(), "hreflang", string(link.Language), "href", link.Href)
	}
}

// mailDate is a moment as RFC 822 has it, with the year in four digits.
func mailDate(t time.Time) string { return t.Format(time.RFC1123Z) }
