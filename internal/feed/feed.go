// Package feed writes what is new as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.
package feed

import (
	"net/url"
	"time"

	"verso/internal/locale"
)

// A Feed is the newest works of one locale, newest first.
type Feed struct {
	ID         string     // permanent, see ID
	Title      string     // plain text, as all texts here but Content
	Subtitle   string     // or ""
	Language   locale.Tag // of the titles, and of every entry
	Self       string     // the address of this document, absolute
	Page       string     // the page it follows, absolute
	Author     string     // of entries that name none
	Alternates []Link     // the same feed in other languages and formats
	Entries    []Entry
}

// A Link leads to the same thing for other readers.
type Link struct {
	Href     string     // absolute
	Language locale.Tag // of what is there
	Type     string     // media type; HTML when ""
}

// An Entry is one work with its whole text.
type Entry struct {
	ID         string // permanent, see ID
	URL        string // absolute
	Title      string
	Summary    string // or ""
	Content    string // safe HTML whose addresses are absolute, see Absolute
	Image      string // absolute, or ""
	Published  time.Time
	Updated    time.Time // not before Published
	Author     string    // or ""
	Translator string    // or ""
	Tags       []string
	Alternates []Link // the work in other languages
}

// minted is when the names below began to be given (RFC 4151, 2.1): it is
// part of them and must never change.
const minted = "2026"

// ID returns the permanent name of something on the site at origin:
// "tag:ex.test,2026:post/42" (RFC 4151). It says nothing of an address, which
// may change; a reader who has seen the name is not shown the work again.
func ID(origin, name string) string {
	host := ""
	if u, err := url.Parse(origin); err == nil {
		host = u.Hostname()
	}
	return "tag:" + host + "," + minted + ":" + name
}

// updated is when the newest change of an entry was. A feed without entries
// has never changed.
func (f Feed) updated() time.Time {
	newest := time.Unix(0, 0).UTC()
	for _, e := range f.Entries {
		if e.Updated.After(newest) {
			newest = e.Updated
		}
	}
	return newest
}

// author is who a feed is by: formats want somebody.
func (f Feed) author() string {
	if f.Author != "" {
		return f.Author
	}
	return f.Title
}
