// Package sitemap writes sitemaps (sitemaps.org 0.9) whose addresses name their alternates in other languages.
package sitemap

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"time"
)

// Limits of one file (sitemaps.org, "Sitemap index files").
const (
	MaxURLs  = 50_000
	MaxBytes = 50 << 20 // uncompressed
)

// A URL is one indexable page.
type URL struct {
	Loc        string    // absolute
	LastMod    time.Time // of this page alone; zero leaves it out
	Alternates []Alternate
}

// An Alternate is the same work for other readers. A set holds the page
// itself and x-default, and is the same on every member (rule 46).
type Alternate struct {
	Hreflang string // a BCP 47 tag, or "x-default"
	Href     string // absolute
}

// A File is an entry of an index.
type File struct {
	Loc     string    // absolute
	LastMod time.Time // of its newest page; zero leaves it out
}

const (
	head     = xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n"
	foot     = "</urlset>\n"
	headList = xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"
	footList = "</sitemapindex>\n"
)

// Write writes one file of pages. More than one file may hold is an error.
func Write(w io.Writer, urls []URL) error {
	if len(urls) > MaxURLs {
		return fmt.Errorf("sitemap: %d URLs, a file holds %d", len(urls), MaxURLs)
	}
	out := bytes.NewBufferString(head)
	for _, u := range urls {
		u.write(out)
	}
	out.WriteString(foot)
	if out.Len() > MaxBytes {
		return fmt.Errorf("sitemap: %d bytes, a file holds %d", out.Len(), MaxBytes)
	}
	_, err := out.WriteTo(w)
	return err
}

// WriteIndex writes the file that lists the files.
func WriteIndex(w io.Writer, files []File) error {
	if len(files) > MaxURLs {
		return fmt.Errorf("sitemap index: %d files, an index holds %d", len(files), MaxURLs)
	}
	out := bytes.NewBufferString(headList)
	for _, f := range files {
		out.WriteString("<sitemap>")
		element(out, "loc", f.Loc)
		lastMod(out, f.LastMod)
		out.WriteString("</sitemap>\n")
	}
	out.WriteString(footList)
	_, err := out.WriteTo(w)
	return err
}

func (u URL) write(out *bytes.Buffer) {
	out.WriteString("<url>")
	element(out, "loc", u.Loc)
	lastMod(out, u.LastMod)
	for _, a := range u.Alternates {
		out.WriteString(`<xhtml:link rel="alternate" hreflang="`)
		escape(out, a.Hreflang)
		out.WriteString(`" href="`)
		escape(out, a.Href)
		out.WriteString(`"/>`)
	}
	out.WriteString("</url>\n")
}

// lastMod writes the time in the W3C format, in UTC.
func lastMod(out *bytes.Buffer, t time.Time) {
	if !t.IsZero() {
		element(out, "lastmod", t.UTC().Format(time.RFC3339))
	}
}

func element(out *bytes.Buffer, name, text string) {
	out.WriteString("<" + name + ">")
	escape(out, text)
	out.WriteString("</" + name + ">")
}

func escape(out *bytes.Buffer, text string) {
	_ = xml.EscapeText(out, []byte(text)) // a bytes.Buffer does not fail
}
