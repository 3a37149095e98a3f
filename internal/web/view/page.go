package view

import "verso/internal/locale"

// A Page is what every page of the site carries around its own content; page
// structs embed it. All hrefs come ready from web/urls: templates never join
// strings into a path.
type Page struct {
	Locale   locale.Tag // of the URL: <html lang dir>, and the catalog of every word around the content
	Title    string     // of the document, without the site's name; "" on the home page
	Site     Site
	Head     Head
	Nav      []NavItem    // sections and pages, in the site's order
	Switcher []SwitchItem // every enabled locale in the site's order, this one too (rules 51, 52)
	Search   Search
	Remember Remember
	Style    string    // the owner's style sheet; "" for none
	Footer   []NavItem // quiet links at the foot: privacy and the like
}

// A Site is whose page this is.
type Site struct {
	Name     string
	Tagline  string     // one sentence, or ""
	Lang     locale.Tag // of name and tagline, when the locale has none of its own
	HomeHref string     // the home of this locale
}

// A Head is what search engines and link previews read.
type Head struct {
	Canonical   string      // absolute; "" leaves it out (rules 32, 58)
	Alternates  []Alternate // absolute, this page included; none for a single variant (rules 38, 41, 42)
	NoIndex     bool        // <meta name="robots" content="noindex, follow">
	Description string      // plain text
	OG          OpenGraph   // left out when its Type is ""
	JSONLD      any         // marshalled into one data block; nil leaves it out (rule 48)
	Prev, Next  string      // neighbours of a numbered page
	Feeds       []Feed      // this locale's first (rule 57)
}

// A Feed is an Atom feed to follow.
type Feed struct {
	Href     string
	Title    string
	Hreflang locale.Tag // "" for the page's own locale
}

// An Alternate is the same work for other readers (rule 38).
type Alternate struct {
	Hreflang string // a BCP 47 tag, or "x-default"
	Href     string // absolute
}

// OpenGraph is the link preview (rule 49). The title falls back to the page's
// own, the locale is the page's.
type OpenGraph struct {
	Type             string // "website" or "article"
	Title            string
	Description      string
	URL              string    // the canonical
	Pictures         []Picture // the best first; none leaves them out
	Locale           string    // "pt_BR"
	LocaleAlternates []string  // "en_US", one per other published variant
}

// A Picture stands for a page where it is shared.
type Picture struct {
	Src           string // absolute
	Alt           string // what it shows, or ""
	Width, Height int    // pixels; 0 leaves them out
}

// A NavItem is one link of the site around the content.
type NavItem struct {
	Href      string
	MessageID string     // "NavArticles"; or, when it is "", Text
	Text      string     // the owner's own words, such as the title of a page
	Lang      locale.Tag // of Text
	Hreflang  locale.Tag // of what is there, when it is not the page's
	Current   bool       // the page itself, or the section it belongs to
}

// A SwitchItem is one language of the switcher (rules 51, 52).
type SwitchItem struct {
	Href    string     // the same work there, or its rule-32 page
	Lang    locale.Tag // of what is behind the link
	Name    string     // the language in its own words
	Current bool
	Missing bool // the work is not translated there
}

// Path returns the locale as the cookie and the form of rule 54 say it: "pt-br".
func (s SwitchItem) Path() string { return s.Lang.Path() }

// Search is where readers search (rule 61).
type Search struct {
	Href        string // the search of this locale; "" leaves out the box in the head of the page
	Description string // its OpenSearch description, for browsers
}

// Remember is the form that keeps a reader's choice of language (rule 54). It
// posts "locale" (path form) and "next". Without an Action there is no form.
type Remember struct {
	Action string // "/locale"
	Next   string // the path of this page
}
