package site

import (
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
)

// A Section is a part of the public site that has a word of its own in every
// locale's URLs: "articles" is at /en-us/articles and /pt-br/artigos.
type Section string

// The sections.
const (
	Articles    Section = "articles"
	Projects    Section = "projects"
	Tags        Section = "tags"
	Search      Section = "search"
	ContactForm Section = "contact"
	Archive     Section = "archive"
)

// Sections lists every section.
func Sections() []Section {
	return []Section{Articles, Projects, Tags, Search, ContactForm, Archive}
}

// SectionOf returns the section a kind of work lives in; pages live in none,
// directly below the locale.
func SectionOf(k content.Kind) (Section, bool) {
	switch k {
	case content.Article:
		return Articles, true
	case content.Project:
		return Projects, true
	}
	return "", false
}

// Reserved lists the words that no page and no section may have below a
// locale, whatever its language.
func Reserved() []string {
	return []string{
		"admin", "api", "cards", "custom", "favicon.ico", "feed", "feed.json", "feed.xml", "healthz", "locale", "media",
		"page", "preview", "readyz", "robots.txt", "rss.xml", "setup", "sitemap.xml", "sitemaps", "static",
	}
}

func (s *Site) addWords(words []Word, catalog func(locale.Tag) map[Section]string) {
	for _, l := range s.Locales {
		s.words[l.Tag] = map[Section]string{}
		s.past[l.Tag] = map[string]Section{}
		for section, word := range catalog(l.Tag) {
			s.words[l.Tag][section] = word
		}
	}
	for _, w := range words {
		if s.words[w.Locale] == nil {
			continue
		}
		if w.Current {
			s.past[w.Locale][s.words[w.Locale][w.Section]] = w.Section
			s.words[w.Locale][w.Section] = w.Word
		} else {
			s.past[w.Locale][w.Word] = w.Section
		}
	}
}

// Word returns the section's word in l's URLs.
func (s *Site) Word(l locale.Tag, section Section) string { return s.words[l][section] }

// SectionByWord returns the section that word names in l; past is true when
// the owner has since chosen another word.
func (s *Site) SectionByWord(l locale.Tag, word string) (section Section, past, ok bool) {
	for _, section := range Sections() {
		if s.words[l][section] == word && word != "" {
			return section, false, true
		}
	}
	section, ok = s.past[l][word]
	return section, ok, ok
}

// ForeignSection returns the section that word names in another locale, the
// default locale first (rules 22 and 22a), and that locale.
func (s *Site) ForeignSection(word string) (Section, locale.Tag, bool) {
	order := append([]locale.Tag{s.Set.Default()}, s.Set.Tags()...)
	for _, l := range order {
		if section, _, ok := s.SectionByWord(l, word); ok {
			return section, l, true
		}
	}
	return "", "", false
}

// ReservedIn reports whether a page in l cannot have this slug, because it is
// a section word of l or a fixed word.
func (s *Site) ReservedIn(l locale.Tag, slug string) bool {
	if slices.Contains(Reserved(), slug) {
		return true
	}
	_, _, ok := s.SectionByWord(l, slug)
	return ok
}
