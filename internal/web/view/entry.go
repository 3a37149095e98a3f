package view

import (
	"time"

	"verso/internal/locale"
)

// An Entry is a post as lists and links show it. Lang may always be set: the
// template marks it only where it differs from the page's locale (rule 60).
type Entry struct {
	Href    string
	Title   string
	Lang    locale.Tag
	Date    time.Time // published, in the author's zone, so that the day is the author's; zero leaves it out
	Excerpt string    // plain text, a line or two; "" leaves it out
}

// A Variant is the work at hand in another language: a link that carries the
// language's own name, and the title there when it is known.
type Variant struct {
	Href  string
	Lang  locale.Tag
	Name  string // the language in its own words: "English"
	Title string
}

// An ErrorPage says what went wrong and where to go from there: 400, 403,
// 404, 405, 410, 413, 421 and 429, in the language of the URL (rule 58).
// It is the template "public/error".
type ErrorPage struct {
	Page
	Status  int
	TitleID string // message: "NotFoundTitle"
	TextID  string // message: "NotFoundText"
	Newest  []Entry
}

// A FailurePage is the whole of templates/error.html, for 500 and 503: it
// needs the catalog and nothing else, neither the database nor the site.
type FailurePage struct {
	Locale   locale.Tag
	Status   int
	TitleID  string // message: "ErrorTitle" or "ErrorBusyTitle"
	TextID   string // message: "ErrorText" or "ErrorBusyText"
	HomeHref string // "/pt-br/", or "/" when even the locales are unknown
}

// Lang returns the page's language for the html lang attribute.
func (p FailurePage) Lang() string { return string(p.Locale) }

// Dir returns the page's writing direction.
func (p FailurePage) Dir() string { return p.Locale.Dir() }
