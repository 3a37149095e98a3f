// Package public serves the site to its readers.
package public

import (
	"html/template"
	"time"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/web/view"
)

// The pages below are named for their template: homePage is "public/home".

// homePage says who writes here and what is new: "public/home".
type homePage struct {
	view.Page
	Hero         string         // who writes here, in two sentences; "" shows the tagline
	HeroLang     locale.Tag     // of Hero
	Links        []view.NavItem // where else the owner is
	LinksLang    locale.Tag     // of what they are called
	Newest       []view.Entry
	ArticlesHref string
	Projects     []projectCard
	ProjectsHref string // "" when there are no projects
}

// articlesPage is one numbered page of the article list: "public/articles".
type articlesPage struct {
	view.Page
	Entries []view.Entry
	Pager   pager
}

// A pager leads through numbered pages (rule 42). The zero value, and one of a
// single page, shows nothing.
type pager struct {
	Number   int // of this page, from 1
	Count    int // of pages
	PrevHref string
	NextHref string
	Links    []pagerLink // the ends and the neighbourhood of this page, in order
}

// A pagerLink is one page number, or, without Href, the gap between two.
type pagerLink struct {
	Number  int
	Href    string
	Current bool
}

// articlePage is one article: "public/article".
type articlePage struct {
	view.Page
	Article  article
	Also     []view.Variant // the other published languages
	Beside   []view.Variant // the same, side by side with this one
	Original bool           // shown in its original language under another locale (rule 33)
	Contents []view.Heading // fewer than two headings show no table of contents
	Tags     []tagLink
	Previous *view.Entry // the older neighbour
	Next     *view.Entry // the newer neighbour
	FeedHref string      // what is new in this locale, or ""
}

// An article is the text itself and who made it.
type article struct {
	Title       string
	Lang        locale.Tag
	PublishedAt time.Time  // in the author's zone
	UpdatedAt   *time.Time // nil unless it changed visibly after publication
	Words       int        // for the reading time; 0 leaves it out
	Author      string
	Translator  string
	Cover       *image
	Body        template.HTML // sanitized by package markdown
	Stale       *staleNote    // nil while it says what its original says
}

// An image is a picture of ours with its size in pixels.
type image struct {
	Src           string
	Alt           string
	Caption       string // below it, or ""
	Srcset, Sizes string // smaller copies, or ""
	Width, Height int
}

// A tagLink leads to the articles of a tag.
type tagLink struct {
	Href  string
	Name  string
	Lang  locale.Tag
	Posts int // published in this locale; only the tag index shows it
}

// textPage is a page such as "about": "public/page".
type textPage struct {
	view.Page
	Article  article // its date, words and people stay empty
	Also     []view.Variant
	Beside   []view.Variant
	Original bool
	Contents []view.Heading
}

// projectsPage lists the projects in the owner's order: "public/projects".
type projectsPage struct {
	view.Page
	Projects []projectCard
}

// A projectCard is a project in a list.
type projectCard struct {
	Href    string // its page here, or, without one, its own site
	Title   string
	Lang    locale.Tag
	Excerpt string
}

// projectPage is one project: "public/project".
type projectPage struct {
	view.Page
	Article  article
	Link     string // the project's own site, or ""
	Icon     string
	Also     []view.Variant
	Beside   []view.Variant
	Original bool
}

// tagPage is one numbered page of a tag's articles: "public/tag".
type tagPage struct {
	view.Page
	Name      string
	Lang      locale.Tag
	Posts     int // in this locale
	Entries   []view.Entry
	Pager     pager
	IndexHref string // all tags
	Also      []view.Variant
}

// tagsPage is the tag index, sorted for the locale: "public/tags".
type tagsPage struct {
	view.Page
	Tags []tagLink
}

// archivePage counts the articles of each year, newest first: "public/archive".
type archivePage struct {
	view.Page
	Years []yearLink
}

// A yearLink leads to the articles of a year.
type yearLink struct {
	Href  string
	Year  int
	Posts int
}

// yearPage lists a year's articles by month, newest first: "public/year".
type yearPage struct {
	view.Page
	Year        int
	Posts       int
	Months      []month
	ArchiveHref string
}

// A month is its first moment and its articles.
type month struct {
	Start   time.Time
	Entries []view.Entry
}

// contactPage is the contact form, empty, refused or sent: "public/contact".
// It also posts "website", which no person sees or fills in (trust T39).
type contactPage struct {
	view.Page
	Action string // where the form posts
	Form   contactForm
	Errors errs.Invalid // field name to message ID; fields: name, email, subject, message
	Notice string       // message ID of why nothing could be sent now, or ""
	Sent   bool
}

// A contactForm is what the reader typed, kept when it is refused.
type contactForm struct {
	Name    string
	Email   string
	Subject string
	Message string
}

// contactLimits is how long each field may be, in characters.
type contactLimits struct{ Name, Email, Subject, Message int }

// Max returns the longest each field may be; the form tells the browser.
func (contactPage) Max() contactLimits {
	return contactLimits{
		Name: content.MaxMessageName, Email: content.MaxMessageMail,
		Subject: content.MaxMessageLine, Message: content.MaxMessageBody,
	}
}

// missingPage names a work that is not translated and says where it can be
// read (rule 32): "public/missing".
type missingPage struct {
	view.Page
	WorkTitle string // of the variant offered first
	Lang      locale.Tag
	Variants  []view.Variant // published, at least one
	Newest    []view.Entry
}
