package message

import (
	"golang.org/x/text/language/display"

	"verso/internal/locale"
)

// A Localizer renders messages, dates, numbers and lists for one locale. It
// is safe for use by many goroutines.
type Localizer struct {
	catalog *Catalog
	tag     locale.Tag
	words   *words
	rule    *rule
	format  format
	order   *order
	names   display.Namer
}

func newLocalizer(c *Catalog, l locale.Tag, w *words) *Localizer {
	z := &Localizer{catalog: c, tag: l, words: w, order: newOrder(l)}
	speaks := z.speaks()
	z.rule, _ = ruleOf(speaks)
	if z.rule == nil {
		z.rule, _ = ruleOf(locale.EnglishUS)
	}
	var known bool
	if z.format, known = formatOf(speaks); !known {
		z.format, _ = formatOf(locale.EnglishUS)
	}
	z.names = languageNames(speaks)
	return z
}

// speaks returns the locale whose grammar and formats go with the words: the
// one asked for, as far as it is of the catalog's language.
func (z *Localizer) speaks() locale.Tag {
	if z.Foreign() {
		return z.words.tag
	}
	return z.tag
}

// Tag returns the locale that was asked for.
func (z *Localizer) Tag() locale.Tag { return z.tag }

// Catalog returns the locale of the catalog whose words are used.
func (z *Localizer) Catalog() locale.Tag { return z.words.tag }

// Foreign reports whether the words, and with them dates and numbers, are not
// in the locale's language, so that a page must mark them with Catalog's lang
// and dir (rule 71).
func (z *Localizer) Foreign() bool { return z.words.tag.Base() != z.tag.Base() }

// Text returns the message with that ID. args are alternating names and
// values of its placeholders. A message the catalog lacks is logged once and
// shown in en-US; one that en-US lacks too is shown as its ID.
func (z *Localizer) Text(id string, args ...any) string {
	m, ok := z.words.messages[id]
	if !ok {
		return z.missing(id, func(en *Localizer) string { return en.Text(id, args...) })
	}
	return m.other.fill(&z.format, args)
}

// Plural returns the message with that ID in the form for n things.
// {{.Count}} is n as Number writes it; args are as for Text.
func (z *Localizer) Plural(id string, n int, args ...any) string {
	m, ok := z.words.messages[id]
	if !ok {
		return z.missing(id, func(en *Localizer) string { return en.Plural(id, n, args...) })
	}
	p, ok := m.counts[z.rule.form(n)]
	if !ok {
		p = m.other
	}
	return p.fill(&z.format, append(args[:len(args):len(args)], "Count", z.Number(int64(n))))
}

// missing reports that the catalog has no message with that ID and returns
// what en-US has for it.
func (z *Localizer) missing(id string, english func(*Localizer) string) string {
	z.catalog.report(z.words.tag, id, "missing")
	if z.words.tag == locale.EnglishUS {
		return id
	}
	return english(z.catalog.For(locale.EnglishUS))
}
