// Package seo describes pages to search engines: as schema.org values, and by the one true address.
package seo

import (
	"time"

	"verso/internal/locale"
)

// A Thing is a schema.org value in JSON-LD 1.1. encoding/json writes it safely
// for a script element: <, >, &, U+2028 and U+2029 come out escaped.
type Thing struct {
	Context     string     `json:"@context,omitempty"`
	Type        Type       `json:"@type"`
	ID          string     `json:"@id,omitempty"`
	URL         string     `json:"url,omitempty"`
	Name        string     `json:"name,omitempty"`
	Headline    string     `json:"headline,omitempty"`
	Description string     `json:"description,omitempty"`
	Image       string     `json:"image,omitempty"`
	InLanguage  locale.Tag `json:"inLanguage,omitempty"`
	Published   string     `json:"datePublished,omitempty"` // RFC 3339, in UTC
	Modified    string     `json:"dateModified,omitempty"`
	Author      *Thing     `json:"author,omitempty"`
	Translator  *Thing     `json:"translator,omitempty"`
	Publisher   *Thing     `json:"publisher,omitempty"`

	// Translations and Original link the variants of one work (rule 48).
	Translations []Thing `json:"workTranslation,omitempty"`
	Original     *Thing  `json:"translationOfWork,omitempty"`
}

// A Type is a class of schema.org.
type Type string

// The classes in use. BlogPosting stands on article pages alone (rule 48).
const (
	BlogPosting  Type = "BlogPosting"
	WebPage      Type = "WebPage"
	CreativeWork Type = "CreativeWork"
	WebSite      Type = "WebSite"
	Organization Type = "Organization"
	Person       Type = "Person"
)

const schema = "https://schema.org"

// A Variant is the work in one language.
type Variant struct {
	URL      string // canonical, absolute
	Title    string
	Language locale.Tag
	Modified time.Time // its last change that readers could see
}

// A Work is a page about one work, in one of its languages.
type Work struct {
	Type Type // BlogPosting for articles, WebPage for pages, CreativeWork for projects
	Variant
	Description string // plain text
	Image       string // absolute
	Published   time.Time
	Modified    time.Time // zero when it never changed
	Author      string
	Translator  string
	Publisher   string // the site's name

	// Source is the variant that the group's others are translated from; nil
	// when it is not published. Variants are all that are published, this one
	// included, in the site's order.
	Source   *Variant
	Variants []Variant
}

// Describe returns the JSON-LD of a work's page. The source lists its
// translations; a translation points to the source, which lists them too, so
// that every page names the whole set (rules 47 and 48).
func Describe(w Work) Thing {
	t := Thing{
		Context:     schema,
		Type:        w.Type,
		ID:          w.URL,
		URL:         w.URL,
		Headline:    w.Title,
		Description: w.Description,
		Image:       w.Image,
		InLanguage:  w.Language,
		Published:   timestamp(w.Published),
		Modified:    timestamp(w.Modified),
		Author:      named(Person, w.Author),
		Translator:  named(Person, w.Translator),
		Publisher:   named(Organization, w.Publisher),
	}
	if w.Source == nil || len(w.Variants) < 2 {
		return t
	}
	translations := make([]Thing, 0, len(w.Variants)-1)
	for _, v := range w.Variants {
		if v.URL != w.Source.URL {
			translations = append(translations, reference(w.Type, v))
		}
	}
	if w.Source.URL == w.URL {
		t.Translations = translations
		return t
	}
	source := reference(w.Type, *w.Source)
	source.Modified = timestamp(w.Source.Modified) // beside the page's own, it tells what is stale
	source.Translations = translations
	t.Original = &source
	return t
}

// Home is a site's home page in one language.
type Home struct {
	URL         string // canonical, absolute
	Name        string
	Description string
	Language    locale.Tag
}

// DescribeHome returns the JSON-LD of a home page.
func DescribeHome(h Home) Thing {
	return Thing{
		Context:     schema,
		Type:        WebSite,
		ID:          h.URL,
		URL:         h.URL,
		Name:        h.Name,
		Description: h.Description,
		InLanguage:  h.Language,
		Publisher:   named(Organization, h.Name),
	}
}

func reference(kind Type, v Variant) Thing {
	return Thing{Type: kind, ID: v.URL, URL: v.URL, Headline: v.Title, InLanguage: v.Language}
}

func named(kind Type, name string) *Thing {
	if name == "" {
		return nil
	}
	return &Thing{Type: kind, Name: name}
}

func timestamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
