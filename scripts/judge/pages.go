package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"verso/internal/locale"
	"verso/internal/web/urls"
)

// A page is something that a reader can come to.
type page struct {
	url       string
	kind      string // such as "article", or "work 404"
	locale    locale.Tag
	status    int
	mediaType string
	body      []byte
	indexable bool
	file      string // where the judges find it
}

func (p page) html() bool { return strings.HasPrefix(p.mediaType, "text/html") }

// fetch walks the site in the judged locales, from link to link, and adds the
// addresses that no link leads to: unknown ones, of a work that was withdrawn,
// and those of a site whose database is away.
func (c *court) fetch(ctx context.Context) ([]page, error) {
	b := c.site.urls
	queue := []string{b.Abs("/sitemap.xml")}
	for _, l := range judged() {
		queue = append(queue, b.Abs(b.Home(l)), b.Abs(b.Home(l))+"no-such-page",
			b.Abs(b.Search(l, urls.Sought{Text: "a"})), b.Abs(b.Search(l, urls.Sought{Text: "zzzz"})))
	}
	for _, p := range c.site.withdrawn {
		queue = append(queue, b.Abs(b.Post(p)))
	}
	seen := map[string]bool{}
	var pages []page
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if seen[next] {
			continue
		}
		seen[next] = true
		p, err := get(ctx, next)
		if err != nil {
			return nil, err
		}
		if p.status >= 300 && p.status < 400 {
			continue // what it leads to is linked elsewhere
		}
		c.describe(&p)
		if p.locale != "" && !slices.Contains(judged(), p.locale) {
			continue
		}
		pages = append(pages, p)
		found, err := c.links(p)
		if err != nil {
			return nil, err
		}
		queue = append(queue, found...)
	}
	for _, l := range judged() {
		p, err := get(ctx, c.gone.urls.Abs(c.gone.urls.Home(l)))
		if err != nil {
			return nil, err
		}
		c.describe(&p)
		pages = append(pages, p)
	}
	return pages, c.write(pages)
}

func get(ctx context.Context, address string) (page, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return page{}, err
	}
	response, err := http.DefaultTransport.RoundTrip(r) // redirects are not followed
	if err != nil {
		return page{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return page{url: address, status: response.StatusCode, mediaType: response.Header.Get("Content-Type"), body: body}, err
}

// describe says what kind of page it is, from its address.
func (c *court) describe(p *page) {
	u, err := url.Parse(p.url)
	if err != nil {
		return
	}
	a := c.site.urls.Parse(u.EscapedPath())
	p.kind, p.locale = a.What.String(), a.Locale
	if a.Kind != "" {
		p.kind = string(a.Kind)
	}
	if a.Section != "" {
		p.kind += " " + string(a.Section)
	}
	if a.Number > 1 {
		p.kind += " numbered"
	}
	if u.RawQuery != "" {
		p.kind += " answered"
	}
	if p.status != http.StatusOK {
		p.kind += fmt.Sprint(" ", p.status)
	}
}

// links returns where a page leads on this site. Files are not followed.
func (c *court) links(p page) ([]string, error) {
	base, err := url.Parse(p.url)
	if err != nil {
		return nil, err
	}
	if strings.Contains(p.mediaType, "xml") && strings.Contains(p.url, "sitemap") {
		return locations(p.body), nil
	}
	if !p.html() {
		return nil, nil
	}
	document, err := goquery.NewDocumentFromReader(bytes.NewReader(p.body))
	if err != nil {
		return nil, err
	}
	var found []string
	document.Find("a[href], link[rel=alternate][href], link[rel=search][href]").Each(func(_ int, s *goquery.Selection) {
		to, err := base.Parse(s.AttrOr("href", ""))
		if err != nil || to.Host != base.Host || strings.HasPrefix(to.Path, "/media/") {
			return
		}
		to.Fragment = ""
		found = append(found, to.String())
	})
	return found, nil
}

// locations returns the addresses in a sitemap or an index of sitemaps.
func locations(body []byte) []string {
	var found []string
	for part := range strings.SplitSeq(string(body), "<loc>") {
		if to, _, ok := strings.Cut(part, "</loc>"); ok {
			found = append(found, strings.ReplaceAll(to, "&amp;", "&"))
		}
	}
	return found
}

// write puts the pages where the judges find them.
func (c *court) write(pages []page) error {
	dir := filepath.Join(c.dir, "pages")
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o755)); err != nil {
		return err
	}
	html := 0
	for i := range pages {
		p := &pages[i]
		extension := ".xml"
		if p.html() {
			html++
			extension = ".html"
			p.indexable = p.status == http.StatusOK && !bytes.Contains(p.body, []byte(`name="robots"`))
		}
		p.file = filepath.Join(dir, fmt.Sprintf("%03d%s", i, extension))
		if err := os.WriteFile(p.file, p.body, 0o644); err != nil {
			return err
		}
	}
	if html < 16*len(judged()) {
		return fmt.Errorf("found only %d pages: the walk is broken", html)
	}
	return nil
}

// oneOfEach returns one page of every kind in every locale.
func (c *court) oneOfEach() []page {
	type sort struct {
		kind   string
		locale locale.Tag
	}
	seen := map[sort]bool{}
	var some []page
	for _, p := range c.pages {
		if key := (sort{p.kind, p.locale}); p.html() && !seen[key] {
			seen[key] = true
			some = append(some, p)
		}
	}
	return some
}

// of returns the page that a judge names by its file.
func (c *court) of(file string) string {
	for _, p := range c.pages {
		if filepath.Base(p.file) == filepath.Base(file) {
			return fmt.Sprintf("%s (%s)", strings.TrimPrefix(p.url, c.site.urls.Base()), p.kind)
		}
	}
	return file
}
