package importer

import (
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// An export writes the past addresses of posts, tags and what was deleted as
// paths of the site, so that other programs can read them too.

// PastAddress returns the path that slug had in locale l: "/pt-br/artigos/ola".
// kind is a content.Kind or store.TagKind.
func PastAddress(s *site.Site, l locale.Tag, kind, slug string) string {
	section, ok := sectionOf(kind)
	if !ok {
		return "/" + l.Path() + "/" + slug
	}
	word := s.Word(l, section)
	if word == "" { // the site no longer speaks that locale
		word = string(section)
	}
	return "/" + l.Path() + "/" + word + "/" + slug
}

// pastAddress reads a path that PastAddress wrote. ok is false for every other
// path.
func pastAddress(s *site.Site, path string) (g store.GoneSlug, ok bool) {
	segments := strings.Split(path, "/")
	if len(segments) < 3 || len(segments) > 4 || segments[0] != "" {
		return g, false
	}
	if g.Locale, ok = localeAt(s, segments[1]); !ok {
		return g, false
	}
	g.Slug = segments[len(segments)-1]
	if content.ValidSlug(g.Slug) != nil {
		return g, false
	}
	if len(segments) == 3 {
		g.Kind = string(content.Page)
		return g, true
	}
	for _, kind := range append(content.Kinds(), store.TagKind) {
		if section, ok := sectionOf(string(kind)); ok && isWord(s, g.Locale, section, segments[2]) {
			g.Kind = string(kind)
			return g, true
		}
	}
	return g, false
}

// localeAt returns the locale whose paths begin with a segment: one of the
// site, or one that it spoke once. "old" is a language too, but not a known
// one.
func localeAt(s *site.Site, segment string) (locale.Tag, bool) {
	for _, l := range s.Locales {
		if l.Tag.Path() == segment {
			return l.Tag, true
		}
	}
	tag, ok := (spellings{}).known(segment)
	return tag, ok && tag.Path() == segment
}

// isWord reports whether word stands for a section in the paths of a locale.
func isWord(s *site.Site, l locale.Tag, section site.Section, word string) bool {
	if s.Word(l, section) == "" {
		return word == string(section)
	}
	named, _, ok := s.SectionByWord(l, word)
	return ok && named == section
}

func sectionOf(kind string) (site.Section, bool) {
	if kind == store.TagKind {
		return site.Tags, true
	}
	return site.SectionOf(content.Kind(kind))
}

// kindFolders are the folders of an export that hold each kind of work.
var kindFolders = map[content.Kind]string{content.Article: "articles", content.Page: "pages", content.Project: "projects"}

// KindFolder returns the folder, below that of a locale, in which an export
// keeps works of a kind.
func KindFolder(k content.Kind) string { return kindFolders[k] }

// readAddresses tells addresses that the text had on this site, which the
// history of slugs keeps, from other ones, which become redirects.
func (e *export) readAddresses(v *Variant, d *document) {
	field, _ := d.Header.Lookup("aliases")
	for _, from := range words(d.Header, "aliases") {
		if past, ok := pastAddress(e.words, from); ok {
			v.saved.past = append(v.saved.past, past)
		} else if from != "" {
			v.Aliases = append(v.Aliases, Alias{From: from, Line: field.Line})
		}
	}
}

// ExportAddress returns the address of a file of an export, which the ledger
// keeps unless the file says otherwise.
func ExportAddress(name string) string {
	_, rest, _ := strings.Cut(name, "/")
	return address("", rest)
}
