package urls

import (
	"net/url"
	"strconv"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
)

// pageWord stands before the number of a list page, in every locale.
const pageWord = "page"

// maxPath is the longest path that is read, in bytes as sent.
const maxPath = 4096

// A What is a kind of public page.
type What int

// The kinds of public page that an address can mean.
const (
	Unknown What = iota
	Home
	List // of a section: articles, projects, tags, archive
	Work // one article, page or project
	Tag
	Year
	ContactForm
	Feed    // of a locale
	TagFeed // of one tag in a locale
	Search
	SearchDescription // how browsers search here
)

// String returns a short name, for logs and metrics.
func (w What) String() string {
	names := [...]string{"unknown", "home", "list", "work", "tag", "year", "contact", "feed", "tag feed", "search", "search description"}
	if w < 0 || int(w) >= len(names) {
		return "unknown"
	}
	return names[w]
}

// An Address is what a path means, spelled right or not.
type Address struct {
	What    What
	Locale  locale.Tag
	Section site.Section // of List
	Kind    content.Kind // of Work
	Slug    string       // of Work, Tag and TagFeed: lower case, NFC
	Number  int          // of a numbered page, from 1
	Year    int
	Format  Format // of Feed

	Bare      bool     // the locale was named by its language alone: temporary (rule 20)
	Misspelt  bool     // the locale was spelled another way: permanent (rule 18)
	Disabled  bool     // the locale is not served any more (rule 24)
	Unlabeled bool     // the path had no locale; Locale comes from its section word (rule 22)
	Foreign   *Address // what a page's path means if no such page exists (rule 22a)
}

// Parse reads a path as it was sent, percent-encoded. It goes by the
// snapshot alone; whether the slug exists is for the database to say.
func (b Builder) Parse(escaped string) Address {
	segments, ok := split(escaped)
	if !ok || len(segments) == 0 {
		return Address{}
	}
	if l, exact, bare, ok := b.site.Set.ByPath(segments[0]); ok {
		a := b.below(l, segments[1:])
		a.Bare, a.Misspelt = bare, !exact && !bare
		return a
	}
	if l, ok := b.disabled(segments[0]); ok {
		a := b.below(l, segments[1:])
		a.Disabled = true
		return a
	}
	return b.unlabeled(segments)
}

// Path returns the one true spelling of an address.
func (b Builder) Path(a Address) string {
	switch a.What {
	case Home:
		return b.Home(a.Locale)
	case List:
		return b.Numbered(b.Section(a.Locale, a.Section), a.Number)
	case Work:
		return b.Work(a.Locale, a.Kind, a.Slug)
	case Tag:
		return b.Numbered(b.Tag(a.Locale, a.Slug), a.Number)
	case Year:
		return b.Year(a.Locale, a.Year)
	case ContactForm:
		return b.Section(a.Locale, site.ContactForm)
	case Feed:
		return b.Feed(a.Locale, a.Format)
	case TagFeed:
		return b.TagFeed(a.Locale, a.Slug)
	case Search:
		return b.Section(a.Locale, site.Search)
	case SearchDescription:
		return b.SearchDescription(a.Locale)
	}
	return b.Home(a.Locale)
}

// WithLocale returns a path as sent with its first segment replaced by l.
func (b Builder) WithLocale(escaped string, l locale.Tag) string {
	_, rest, _ := strings.Cut(strings.TrimLeft(escaped, "/"), "/")
	rest = strings.Trim(rest, "/")
	if rest == "" {
		return b.Home(l)
	}
	return "/" + l.Path() + "/" + rest
}

// Same reports whether the path as sent is path, however it is encoded.
func Same(escaped, path string) bool {
	if escaped == path {
		return true
	}
	sent, err := url.PathUnescape(escaped)
	if err != nil {
		return false
	}
	want, err := url.PathUnescape(path)
	return err == nil && sent == want
}

// split returns the decoded segments of a path; empty ones are dropped. A
// segment with an encoded slash or backslash, or that is no text, makes the
// path unreadable (rule 30).
func split(escaped string) ([]string, bool) {
	if !strings.HasPrefix(escaped, "/") || len(escaped) > maxPath {
		return nil, false
	}
	var segments []string
	for part := range strings.SplitSeq(escaped[1:], "/") {
		if part == "" {
			continue
		}
		s, err := url.PathUnescape(part)
		if err != nil || strings.ContainsAny(s, "/\\") || !content.CleanText(s) || s == "." || s == ".." {
			return nil, false
		}
		segments = append(segments, s)
	}
	return segments, true
}

func (b Builder) disabled(segment string) (locale.Tag, bool) {
	for _, l := range b.site.Locales {
		if !l.Enabled && l.Tag.Path() == strings.ToLower(segment) {
			return l.Tag, true
		}
	}
	return "", false
}

// below reads what follows a locale.
func (b Builder) below(l locale.Tag, segments []string) Address {
	if len(segments) == 0 {
		return Address{What: Home, Locale: l}
	}
	word := content.FoldSlug(segments[0])
	if section, _, ok := b.site.SectionByWord(l, word); ok {
		return inSection(l, section, segments[1:])
	}
	if format, ok := format(word); ok && len(segments) == 1 {
		return Address{What: Feed, Locale: l, Format: format}
	}
	foreign := Address{Locale: l}
	if section, _, ok := b.site.ForeignSection(word); ok {
		foreign = inSection(l, section, segments[1:])
	}
	if len(segments) > 1 {
		return foreign
	}
	a := Address{What: Work, Locale: l, Kind: content.Page, Slug: word}
	if foreign.What != Unknown {
		a.Foreign = &foreign
	}
	return a
}

// unlabeled reads a path without a locale: a section word known in any locale
// stands for that locale (rule 22).
func (b Builder) unlabeled(segments []string) Address {
	section, l, ok := b.site.ForeignSection(content.FoldSlug(segments[0]))
	if !ok {
		return Address{}
	}
	a := inSection(l, section, segments[1:])
	a.Unlabeled = true
	return a
}

// inSection reads what follows a section's word.
func inSection(l locale.Tag, section site.Section, rest []string) Address {
	a := Address{Locale: l}
	switch section {
	case site.Articles, site.Projects:
		kind := content.Article
		if section == site.Projects {
			kind = content.Project
		}
		switch n, numbered := number(rest); {
		case len(rest) == 0:
			a.What, a.Section, a.Number = List, section, 1
		case numbered && section == site.Articles:
			a.What, a.Section, a.Number = List, section, n
		case len(rest) == 1:
			a.What, a.Kind, a.Slug = Work, kind, content.FoldSlug(rest[0])
		}
	case site.Tags:
		switch n, numbered := number(rest[min(1, len(rest)):]); {
		case len(rest) == 0:
			a.What, a.Section, a.Number = List, section, 1
		case len(rest) == 1:
			a.What, a.Slug, a.Number = Tag, content.FoldSlug(rest[0]), 1
		case len(rest) == 2 && strings.EqualFold(rest[1], string(Atom)):
			a.What, a.Slug = TagFeed, content.FoldSlug(rest[0])
		case numbered:
			a.What, a.Slug, a.Number = Tag, content.FoldSlug(rest[0]), n
		}
	case site.Archive:
		switch {
		case len(rest) == 0:
			a.What, a.Section, a.Number = List, section, 1
		case len(rest) == 1:
			if year, err := strconv.Atoi(rest[0]); err == nil && year > 0 && year <= 9999 {
				a.What, a.Year = Year, year
			}
		}
	case site.ContactForm:
		if len(rest) == 0 {
			a.What = ContactForm
		}
	case site.Search:
		switch {
		case len(rest) == 0:
			a.What = Search
		case len(rest) == 1 && strings.EqualFold(rest[0], descriptionFile):
			a.What = SearchDescription
		}
	}
	return a
}

// number reads "page/2".
func number(rest []string) (int, bool) {
	if len(rest) != 2 || rest[0] != pageWord || len(rest[1]) > 9 {
		return 0, false
	}
	n, err := strconv.Atoi(rest[1])
	return n, err == nil && n >= 1
}

// FirstSegment returns the first segment of a path as addresses are compared,
// or "".
func FirstSegment(escaped string) string {
	segments, ok := split(escaped)
	if !ok || len(segments) == 0 {
		return ""
	}
	return content.FoldSlug(segments[0])
}
