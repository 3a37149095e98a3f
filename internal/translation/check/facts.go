package check

import (
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/translation"
)

// Facts are what a segment does not say by itself: the texts around it and
// the site. The zero Facts know nothing, and what needs them stays silent.
type Facts struct {
	SourceText, TargetText Around
	Fault                  translation.Fault // why the target does not fit its place, "" when it does
	Links                  map[string]Link   // links within the site, by the destination as either text has it
	Slug                   Slug              // of a slug only
}

// An Around is the text that a segment stands in.
type Around struct {
	References markdown.References // its link and footnote definitions
	Known      bool                // the definitions are those of the text
	Anchors    []string            // the ids of its headings as readers have them; nil: not known
}

// A Link is where a destination within the site leads.
type Link struct {
	Group  content.GroupID // the work; 0: no work has this address
	Locale locale.Tag      // the locale that the address names
	Public bool            // readers find the work in some locale
	Here   string          // where readers of the target's locale find it, "" where they do not
}

// A Slug is what the site says of one.
type Slug struct {
	Reserved bool   // a word of the site's own addresses
	Taken    bool   // another post of the locale has it
	Offer    string // one that is free, made of the translated title; "" for none
}
