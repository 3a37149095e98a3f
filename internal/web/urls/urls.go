// Package urls makes every path and every set of alternates, and reads paths back.
package urls

import (
	"net/url"
	"strconv"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
)

// A Builder makes addresses for one snapshot of the site. It is cheap to make
// and safe to share.
type Builder struct {
	site *site.Site
	base string // "https://ex.test", no slash at the end
}

// New returns a builder for the snapshot. base is the site's origin as the
// operator configured it, never the request's Host (trust T12).
func New(s *site.Site, base *url.URL) Builder {
	return Builder{site: s, base: base.Scheme + "://" + base.Host}
}

// Site returns the snapshot that addresses are made for.
func (b Builder) Site() *site.Site { return b.site }

// Base returns the site's origin, without a slash at the end.
func (b Builder) Base() string { return b.base }

// Host returns the host of the site's origin, with its port where it has one.
func (b Builder) Host() string {
	_, host, _ := strings.Cut(b.base, "://")
	return host
}

// Abs returns the absolute URL of a path of this site.
func (b Builder) Abs(path string) string { return b.base + path }

// Home returns the home of a locale: "/pt-br/".
func (b Builder) Home(l locale.Tag) string { return "/" + l.Path() + "/" }

// Section returns the first page of a section: "/pt-br/artigos".
func (b Builder) Section(l locale.Tag, section site.Section) string {
	return join(l.Path(), b.site.Word(l, section))
}

// Post returns where readers find a post.
func (b Builder) Post(p content.Summary) string { return b.Work(p.Locale, p.Kind, p.Slug) }

// Work returns the address of the work of a kind at slug in a locale.
func (b Builder) Work(l locale.Tag, kind content.Kind, slug string) string {
	if section, ok := site.SectionOf(kind); ok {
		return join(l.Path(), b.site.Word(l, section), slug)
	}
	return join(l.Path(), slug)
}

// Beside is the parameter that names the locale of a text to read beside a
// work's own.
const Beside = "with"

// Parallel returns where a post is read beside its text in another locale:
// "/pt-br/artigos/ola?with=en-us".
func (b Builder) Parallel(p content.Summary, other locale.Tag) string {
	return b.Post(p) + "?" + BesideQuery(other)
}

// BesideQuery returns the query of Parallel.
func BesideQuery(other locale.Tag) string { return Beside + "=" + other.Path() }

// Tag returns the first page of a tag's articles.
func (b Builder) Tag(l locale.Tag, slug string) string {
	return join(l.Path(), b.site.Word(l, site.Tags), slug)
}

// Year returns a year of the archive.
func (b Builder) Year(l locale.Tag, year int) string {
	return join(l.Path(), b.site.Word(l, site.Archive), strconv.Itoa(year))
}

// Numbered returns page n of the list at path; page 1 is the list itself
// (rule 42).
func (b Builder) Numbered(path string, n int) string {
	if n <= 1 {
		return path
	}
	return path + "/" + pageWord + "/" + strconv.Itoa(n)
}

// Media returns the address of a stored file.
func (b Builder) Media(m content.Media) string {
	return "/media/" + m.Hash + mediaExtensions[m.Type]
}

// MediaCopy returns the address of a smaller copy of a picture; width is one
// of its sizes.
func (b Builder) MediaCopy(m content.Media, width int) string {
	return "/media/" + m.Hash + "-" + strconv.Itoa(width) + "." + m.Sizes.Extension()
}

// mediaExtensions names the types a site serves (trust T9).
var mediaExtensions = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}

// Sitemap returns the sitemap of a locale's n-th part, from 1.
func (b Builder) Sitemap(l locale.Tag, n int) string {
	if n <= 1 {
		return "/sitemaps/" + l.Path() + ".xml"
	}
	return "/sitemaps/" + l.Path() + "-" + strconv.Itoa(n) + ".xml"
}

// join makes a path of segments, percent-encoding each.
func join(segments ...string) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteByte('/')
		b.WriteString(url.PathEscape(s))
	}
	return b.String()
}
