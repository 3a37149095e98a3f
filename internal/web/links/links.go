// Package links resolves the internal links of a text for a reader (rule 70).
package links

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/web/urls"
)

// A Text is where links stand: its reader's locale and, when it was imported,
// the file it came from.
type Text struct {
	Locale  locale.Tag
	File    string   // path under the import's folder, or ""
	Address string   // its address on the old site, or ""
	Links   []string // as written; for ResolveAll
}

// A Target is where a link leads.
type Target struct {
	Href   string
	Locale locale.Tag // of what is there, when it is not the reader's
	Dead   bool       // nothing answers: the text is printed without a link
}

// A Resolver resolves links against one snapshot of the site.
type Resolver struct {
	db   *store.DB
	urls urls.Builder
}

// New returns a resolver.
func New(db *store.DB, builder urls.Builder) Resolver { return Resolver{db, builder} }

// Resolve returns the target of each internal link among hrefs, keyed by the
// link as written. Links to other hosts, addresses of mail and fragments are
// not in the result: they stay as they are. However many links there are, the
// number of queries is constant.
func (r Resolver) Resolve(ctx context.Context, text Text, hrefs []string) (map[string]Target, error) {
	text.Links = hrefs
	targets, err := r.ResolveAll(ctx, []Text{text})
	if err != nil {
		return nil, err
	}
	return targets[0], nil
}

// ResolveAll resolves the links of several texts, each into a map of its own,
// in the queries of one.
func (r Resolver) ResolveAll(ctx context.Context, texts []Text) ([]map[string]Target, error) {
	parsed := make([][]link, len(texts))
	targets := make([]map[string]Target, len(texts))
	var all []link
	for i, text := range texts {
		for _, href := range text.Links {
			if l, ok := r.parse(text, href); ok {
				parsed[i] = append(parsed[i], l)
			}
		}
		targets[i] = make(map[string]Target, len(parsed[i]))
		all = append(all, parsed[i]...)
	}
	if len(all) == 0 {
		return targets, nil
	}
	known, err := r.lookUp(ctx, all)
	if err != nil {
		return nil, err
	}
	for i, text := range texts {
		for _, l := range parsed[i] {
			targets[i][l.href] = r.resolve(text.Locale, l, known)
		}
	}
	return targets, nil
}

// resolve returns where a link leads a reader.
func (r Resolver) resolve(reader locale.Tag, l link, known known) Target {
	path, lang, ok := r.target(reader, l, known, true)
	if !ok {
		return Target{Dead: true}
	}
	t := Target{Href: path + l.rest}
	if lang != "" && lang != reader {
		t.Locale = lang
	}
	return t
}

// Old returns where the text at an old site's path is now, for a reader who
// follows an old link; ok is false when no imported file was there.
func (r Resolver) Old(ctx context.Context, l locale.Tag, escaped string) (path string, ok bool, err error) {
	parsed, readable := r.parse(Text{Locale: l}, escaped)
	if !readable || len(parsed.files) == 0 {
		return "", false, nil
	}
	parsed.address = urls.Address{}
	known, err := r.lookUp(ctx, []link{parsed})
	if err != nil {
		return "", false, err
	}
	path, _, ok = r.target(l, parsed, known, false)
	return path, ok, nil
}

// A link is an internal link, read.
type link struct {
	href    string       // as written
	rest    string       // query and fragment
	path    string       // decoded, absolute, in NFC; "" for relative links to files
	address urls.Address // what the path means here
	files   []string     // paths and old addresses of files it may mean
}

// parse reads href; ok is false when the link does not lead into this site.
func (r Resolver) parse(text Text, href string) (link, bool) {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || u.Opaque != "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return link{}, false
	}
	if u.Host != "" && u.Scheme+"://"+u.Host != r.urls.Base() {
		return link{}, false
	}
	if u.Path == "" && u.Host == "" {
		return link{}, false // a fragment or query of the page itself
	}
	l := link{href: href, rest: rest(u)}
	if rooted := strings.HasPrefix(u.Path, "/") || u.Host != ""; rooted {
		l.path = norm.NFC.String("/" + strings.TrimPrefix(u.Path, "/"))
		l.address = r.urls.Parse((&url.URL{Path: l.path}).EscapedPath())
	}
	l.files = r.candidates(text, u.Path)
	return l, true
}

// rest returns a URL's query and fragment as written.
func rest(u *url.URL) string {
	var b strings.Builder
	if u.RawQuery != "" {
		b.WriteString("?" + u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteString("#" + u.EscapedFragment())
	}
	return b.String()
}

// target returns the path of a link's target in the reader's locale, or in
// one that has it; lang says which. A redirect is followed once.
func (r Resolver) target(reader locale.Tag, l link, known known, follow bool) (path string, lang locale.Tag, ok bool) {
	if path, lang, ok := r.addressed(reader, l.address, known); ok {
		return path, lang, true
	}
	if f := l.address.Foreign; f != nil {
		if path, lang, ok := r.addressed(reader, *f, known); ok {
			return path, lang, true
		}
	}
	for _, file := range l.files {
		if group, found := known.files[file]; found {
			if path, lang, ok := r.variant(reader, known.groups[group]); ok {
				return path, lang, true
			}
		}
	}
	if r.fixed(l.path) {
		return (&url.URL{Path: l.path}).EscapedPath(), "", true
	}
	if to, redirected := known.redirects[strings.TrimSuffix(l.path, "/")]; redirected && follow {
		return to, "", true
	}
	return "", "", false
}

// fixedPaths are served whatever the site holds.
var fixedPaths = []string{"/", "/sitemap.xml", "/robots.txt", "/favicon.ico", "/.well-known/security.txt"}

// fixed reports whether a path is served whatever the site holds.
func (r Resolver) fixed(path string) bool {
	if l, ok := strings.CutPrefix(path, "/sitemaps/"); ok {
		l, ok = strings.CutSuffix(l, ".xml")
		_, exact, _, known := r.urls.Site().Set.ByPath(l)
		return ok && exact && known
	}
	return slices.Contains(fixedPaths, path) || strings.HasPrefix(path, "/media/") || strings.HasPrefix(path, "/static/")
}

// addressed returns the page that an address of this site means for a reader.
func (r Resolver) addressed(reader locale.Tag, a urls.Address, known known) (string, locale.Tag, bool) {
	switch a.What {
	case urls.Home, urls.List, urls.ContactForm, urls.Feed, urls.Search, urls.SearchDescription:
		a.Locale = reader
		a.Number = min(a.Number, 1)
		return r.urls.Path(a), reader, true
	case urls.Tag, urls.TagFeed:
		for _, t := range known.tags {
			if t.Slug == a.Slug {
				return r.term(reader, a.What, t.TermID, known.tags)
			}
		}
	case urls.Year:
		return r.year(reader, a, known)
	case urls.Work:
		if group, ok := known.owner(a, r.urls.Site().Set.Tags()); ok {
			return r.variant(reader, known.groups[group])
		}
	}
	return "", "", false
}

// year returns the archive's page of a year: in the reader's locale, else in
// the first that has articles of it.
func (r Resolver) year(reader locale.Tag, a urls.Address, known known) (string, locale.Tag, bool) {
	for _, l := range append([]locale.Tag{reader, a.Locale}, r.urls.Site().Set.Tags()...) {
		if r.urls.Site().Set.Has(l) && slices.ContainsFunc(known.years[l], func(y store.YearCount) bool { return y.Year == a.Year }) {
			return r.urls.Year(l, a.Year), l, true
		}
	}
	return "", "", false
}

// variant returns a work's page for a reader: in their locale, else in the
// first of the site's order that has it.
func (r Resolver) variant(reader locale.Tag, posts []content.Summary) (string, locale.Tag, bool) {
	for _, l := range append([]locale.Tag{reader}, r.urls.Site().Set.Tags()...) {
		for _, p := range posts {
			if p.Locale == l && p.Status == content.Published && r.urls.Site().Set.Has(l) {
				return r.urls.Post(p), l, true
			}
		}
	}
	return "", "", false
}

// term returns a term's page, or its feed, for a reader.
func (r Resolver) term(reader locale.Tag, what urls.What, id content.TermID, tags []content.Tag) (string, locale.Tag, bool) {
	for _, l := range append([]locale.Tag{reader}, r.urls.Site().Set.Tags()...) {
		for _, t := range tags {
			if t.TermID == id && t.Locale == l && r.urls.Site().Set.Has(l) {
				return r.urls.Path(urls.Address{What: what, Locale: l, Slug: t.Slug}), l, true
			}
		}
	}
	return "", "", false
}
