package view

import (
	"encoding/json"
	"html/template"
	"time"

	"verso/internal/locale"
	"verso/internal/message"
)

// A speaker is what templates may call, bound to one locale. Where the locale
// has no catalog, what it says is in another language and marked so (rule 71).
type speaker struct {
	locale locale.Tag
	words  *message.Localizer
}

// funcs returns the functions of the templates for l.
func (v *Views) funcs(l locale.Tag) template.FuncMap {
	s := speaker{locale: l, words: v.catalog.For(l)}
	return template.FuncMap{
		"asset":       v.assets.Href,
		"choices":     choices,
		"date":        s.date,
		"dateISO":     dateISO,
		"dateTime":    s.dateTime,
		"dayMonth":    s.dayMonth,
		"head":        head,
		"in":          s.in,
		"jsonld":      jsonld,
		"language":    s.words.LanguageName,
		"monthYear":   s.monthYear,
		"number":      s.number,
		"ours":        s.ours,
		"outline":     outline,
		"parallels":   parallels,
		"readingTime": s.readingTime,
		"root":        s.root,
		"sections":    s.sections,
		"switcher":    s.switcher,
		"t":           s.t,
		"text":        s.words.Text,
		"tn":          s.tn,
		"variants":    variants,
		"words":       s.attributes,
	}
}

// t returns a message as HTML: {{t "TagTitle" "Name" .Name}}. In an attribute,
// html/template strips the mark of a foreign message and keeps the text; in
// <title> and <option>, where there is no markup, use text.
func (s speaker) t(id string, args ...any) template.HTML {
	return s.mark(s.words.Text(id, args...))
}

// tn returns the message in the form for n things: {{tn "ArticleCount" 3}}.
func (s speaker) tn(id string, n int, args ...any) template.HTML {
	return s.mark(s.words.Plural(id, n, args...))
}

func (s speaker) readingTime(words int) template.HTML {
	return s.mark(s.words.ReadingTime(words))
}

func (s speaker) mark(text string) template.HTML {
	escaped := template.HTMLEscapeString(text)
	if !s.words.Foreign() {
		return template.HTML(escaped)
	}
	c := s.words.Catalog()
	return template.HTML(`<span lang="` + string(c) + `" dir="` + c.Dir() + `">` + escaped + `</span>`)
}

// attributes marks an element whose attributes, or whose text but for marked
// parts, are the interface's words: {{words}} is empty, or ` lang="en-US"`. It
// sets no dir, which would turn the layout round.
func (s speaker) attributes() template.HTMLAttr {
	if !s.words.Foreign() {
		return ""
	}
	return template.HTMLAttr(` lang="` + string(s.words.Catalog()) + `"`)
}

// root marks the whole page: {{root}} is ` lang="pt-BR" dir="ltr"` (rule 15).
func (s speaker) root() template.HTMLAttr {
	return template.HTMLAttr(` lang="` + template.HTMLEscapeString(string(s.locale)) + `" dir="` + s.locale.Dir() + `"`)
}

// ours marks words of the interface that stand within a text of another
// language: {{ours}} is ` lang="ar" dir="rtl"`.
func (s speaker) ours() template.HTMLAttr {
	c := s.words.Catalog()
	return template.HTMLAttr(` lang="` + string(c) + `" dir="` + c.Dir() + `"`)
}

// in marks an element whose text is in l, where that is not the page's own
// language: {{in .Lang}} is empty, or ` lang="ar" dir="rtl"` (rule 60).
func (s speaker) in(l locale.Tag) template.HTMLAttr {
	if l == "" || l == s.locale {
		return ""
	}
	return template.HTMLAttr(` lang="` + template.HTMLEscapeString(string(l)) + `" dir="` + l.Dir() + `"`)
}

func (s speaker) date(t time.Time) string      { return s.words.Date(t, message.Long) }
func (s speaker) dateTime(t time.Time) string  { return s.words.DateTime(t, message.Medium) }
func (s speaker) monthYear(t time.Time) string { return s.words.Date(t, message.MonthYear) }
func (s speaker) dayMonth(t time.Time) string  { return s.words.Date(t, message.DayMonth) }
func (s speaker) number(n int) string          { return s.words.Number(int64(n)) }

// dateISO returns the moment for <time datetime>, in UTC (RFC 3339, rule 59).
func dateISO(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// jsonld returns v as JSON that may stand in a script element: < and > are
// escaped by encoding/json, so nothing in it can end the element.
func jsonld(v any) (template.JS, error) {
	data, err := json.Marshal(v)
	return template.JS(data), err
}
