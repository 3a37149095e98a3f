package view

import (
	"html/template"
	"strings"

	"verso/internal/locale"
)

// The lists around a page are written here and not in templates for the same
// reason as the head: they are most of the values of a page.

// usualItem is how long most items of a list are, in bytes.
const usualItem = 128

// A Heading is one line of a table of contents.
type Heading struct {
	ID, Text string
	Children []Heading
}

// markup builds HTML; every value is escaped.
type markup struct{ strings.Builder }

func (m *markup) text(s string) { m.WriteString(template.HTMLEscapeString(s)) } // s itself, most of the time

// attr writes one attribute, in double quotes.
func (m *markup) attr(name, value string) {
	m.WriteByte(' ')
	m.WriteString(name)
	m.WriteString(`="`)
	m.text(value)
	m.WriteByte('"')
}

// link writes the beginning of a link; an address that is none of a page's is
// left out, whoever wrote it.
func (m *markup) link(href string) {
	m.WriteString("<a")
	if addressOfPage(href) {
		m.attr("href", href)
	}
}

// sections lists links to parts of the site.
func (s speaker) sections(items []NavItem) template.HTML {
	var m markup
	m.Grow(len(items) * usualItem)
	for _, item := range items {
		m.WriteString("<li>")
		m.link(item.Href)
		m.WriteString(string(s.in(item.Lang)))
		if item.Hreflang != "" {
			m.attr("hreflang", string(item.Hreflang))
		}
		if item.Current {
			m.WriteString(` aria-current="page"`)
		}
		m.WriteByte('>')
		if item.MessageID != "" {
			m.WriteString(string(s.t(item.MessageID)))
		} else {
			m.text(item.Text)
		}
		m.WriteString("</a></li>\n")
	}
	return template.HTML(m.String())
}

// switcher lists the page in every language (rules 51, 52).
func (s speaker) switcher(items []SwitchItem) template.HTML {
	var m markup
	m.Grow(len(items) * usualItem)
	for _, item := range items {
		m.WriteString("<li>")
		m.language(item.Href, item.Lang, item.Current)
		m.text(item.Name)
		m.WriteString("</a>")
		if item.Missing {
			m.WriteString(" <small>" + string(s.t("LanguageMissing")) + "</small>")
		}
		m.WriteString("</li>\n")
	}
	return template.HTML(m.String())
}

// language writes the beginning of a link to a page in another language, whose
// text is that language's own name.
func (m *markup) language(href string, l locale.Tag, current bool) {
	m.link(href)
	m.attr("hreflang", string(l))
	m.attr("lang", string(l))
	m.WriteString(` dir="auto" translate="no"`)
	if current {
		m.WriteString(` aria-current="true"`)
	}
	m.WriteByte('>')
}

// variants lists the other languages of a work, one after the other.
func variants(items []Variant) template.HTML {
	var m markup
	m.Grow(len(items) * usualItem)
	for _, item := range items {
		m.WriteByte(' ')
		m.language(item.Href, item.Lang, false)
		m.text(item.Name)
		m.WriteString("</a>")
	}
	return template.HTML(m.String())
}

// parallels lists the languages that a page can be read side by side with,
// which search engines need not follow.
func parallels(items []Variant) template.HTML {
	var m markup
	m.Grow(len(items) * usualItem)
	for _, item := range items {
		m.WriteByte(' ')
		m.link(item.Href)
		m.attr("lang", string(item.Lang))
		m.WriteString(` dir="auto" translate="no" rel="nofollow">`)
		m.text(item.Name)
		m.WriteString("</a>")
	}
	return template.HTML(m.String())
}

// choices lists the languages as options of a select element (rule 54).
func choices(items []SwitchItem) template.HTML {
	var m markup
	m.Grow(len(items) * usualItem)
	for _, item := range items {
		m.WriteString("<option")
		m.attr("value", item.Path())
		m.attr("lang", string(item.Lang))
		if item.Current {
			m.WriteString(" selected")
		}
		m.WriteByte('>')
		m.text(item.Name)
		m.WriteString("</option>\n")
	}
	return template.HTML(m.String())
}

// outline lists headings and what is below each.
func outline(headings []Heading) template.HTML {
	var m markup
	m.Grow(len(headings) * usualItem)
	m.outline(headings)
	return template.HTML(m.String())
}

func (m *markup) outline(headings []Heading) {
	m.WriteString("<ol>\n")
	for _, h := range headings {
		m.WriteString("<li><a")
		m.attr("href", "#"+h.ID)
		m.WriteByte('>')
		m.text(h.Text)
		m.WriteString("</a>")
		if len(h.Children) > 0 {
			m.WriteByte('\n')
			m.outline(h.Children)
		}
		m.WriteString("</li>\n")
	}
	m.WriteString("</ol>")
}
