package feed

import (
	"encoding/xml"

	"verso/internal/locale"
)

// AtomType is the media type of what Atom returns.
const AtomType = "application/atom+xml"

// Atom returns the feed as RFC 4287 has it. Its language, and that of every
// entry, is in xml:lang; works in other languages are links (rule 56).
func Atom(f Feed) []byte {
	var m markup
	m.WriteString(xml.Header)
	m.open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", string(f.Language))
	m.element("id", f.ID)
	m.element("title", f.Title)
	m.optional("subtitle", f.Subtitle)
	m.element("updated", timestamp(f.updated()))
	m.empty("link", "rel", "self", "type", AtomType, "href", f.Self)
	m.empty("link", "rel", "alternate", "type", htmlType, "hreflang", string(f.Language), "href", f.Page)
	atomAlternates(&m, f.Alternates)
	atomPerson(&m, "author", f.author())
	for _, e := range f.Entries {
		e.atom(&m, f.Language)
	}
	m.WriteString("</feed>\n")
	return m.Bytes()
}

const htmlType = "text/html"

func (e Entry) atom(m *markup, l locale.Tag) {
	m.open("entry", "xml:lang", string(l))
	m.element("id", e.ID)
	m.element("title", e.Title)
	m.element("published", timestamp(e.Published))
	m.element("updated", timestamp(e.Updated))
	m.empty("link", "rel", "alternate", "type", htmlType, "hreflang", string(l), "href", e.URL)
	if len(e.Alternates) > 0 {
		atomAlternates(m, e.Alternates)
		m.empty("link", "rel", "alternate", "href", e.URL) // some readers follow the first, some the last
	}
	atomPerson(m, "author", e.Author)
	atomPerson(m, "contributor", e.Translator)
	for _, tag := range e.Tags {
		m.empty("category", "term", tag)
	}
	m.optional("summary", e.Summary)
	m.element("content", e.Content, "type", "html")
	m.WriteString("</entry>\n")
}

// atomAlternates writes links of which no two have the same type and language
// (RFC 4287, 4.1.1).
func atomAlternates(m *markup, links []Link) {
	for _, link := range links {
		m.empty("link", "rel", "alternate", "type", link.mediaType(), "hreflang", string(link.Language), "href", link.Href)
	}
}

func atomPerson(m *markup, role, name string) {
	if name == "" {
		return
	}
	m.WriteString("<" + role + ">")
	m.element("name", name)
	m.WriteString("</" + role + ">\n")
}

func (l Link) mediaType() string {
	if l.Type == "" {
		return htmlType
	}
	return l.Type
}
