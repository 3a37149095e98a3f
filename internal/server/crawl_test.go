package server_test

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	gocmp "github.com/google/go-cmp/cmp"

	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/server"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
)

const origin = "https://ex.test"

// imported fills db with a folder of the corpus.
func imported(t testing.TB, db *store.DB, dir string, def locale.Tag) {
	t.Helper()
	pictures, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pictures.Close() })
	files, err := server.NewImporter(db, pictures, locales.FS, clock)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := files.Import(t.Context(), dir, importer.Options{Default: def}); err != nil {
		t.Fatal(err)
	}
}

// corpus returns the folder of real content, or skips.
func corpus(t testing.TB, set string) string {
	t.Helper()
	root := os.Getenv("VERSO_CORPUS")
	if root == "" {
		t.Skip("VERSO_CORPUS is not set: no real content to try")
	}
	return filepath.Join(root, set)
}

// A crawler visits every address that it finds, and remembers who linked it.
type crawler struct {
	t       *testing.T
	handler http.Handler
	queue   []string
	from    map[string]string // the first page that links an address
	turns   map[string]bool   // addresses that some switcher calls missing
	pages   map[string]page
}

// A page is what a crawl keeps of one that answered 200.
type page struct {
	canonical  string
	noindex    bool
	alternates map[string]string // hreflang to address
	switcher   map[string]string // of those not missing
	jsonld     map[string]string // of an article: language to address
}

func crawl(t *testing.T, handler http.Handler, start ...string) *crawler {
	t.Helper()
	c := &crawler{t: t, handler: handler, from: map[string]string{}, turns: map[string]bool{}, pages: map[string]page{}}
	for _, path := range start {
		c.follow("the start", path)
	}
	for len(c.queue) > 0 {
		path := c.queue[0]
		c.queue = c.queue[1:]
		c.visit(path)
	}
	return c
}

func (c *crawler) follow(from, path string) {
	path, _, _ = strings.Cut(path, "#")
	if _, seen := c.from[path]; seen || path == "" {
		return
	}
	c.from[path] = from
	c.queue = append(c.queue, path)
}

// visit asks for an address: 200, one redirect to a page, or the page of rule
// 32 where a switcher said so.
func (c *crawler) visit(path string) {
	w := get(c.handler, path)
	switch {
	case w.Code == http.StatusMovedPermanently || w.Code == http.StatusFound:
		to := strings.TrimPrefix(w.Header().Get("Location"), origin)
		if again := get(c.handler, to); again.Code != http.StatusOK {
			c.t.Errorf("%s, linked from %s, redirects to %s, which answers %d", path, c.from[path], to, again.Code)
		}
		c.follow(path, to)
		return
	case w.Code == http.StatusNotFound && c.turns[path]:
		c.links(path, w.Body.String())
		return
	case w.Code != http.StatusOK:
		c.t.Errorf("%s, linked from %s, answers %d", path, c.from[path], w.Code)
		return
	}
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		c.pages[path] = c.links(path, w.Body.String())
	}
}

// links reads a page and follows what it links.
func (c *crawler) links(path, body string) page {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	p := page{alternates: map[string]string{}, switcher: map[string]string{}, jsonld: map[string]string{}}
	p.canonical, _ = doc.Find("link[rel=canonical]").Attr("href")
	robots, _ := doc.Find("meta[name=robots]").Attr("content")
	p.noindex = strings.Contains(robots, "noindex")
	doc.Find("link[rel=alternate][hreflang]:not([type])").Each(func(_ int, s *goquery.Selection) {
		p.alternates[s.AttrOr("hreflang", "")] = s.AttrOr("href", "")
	})
	doc.Find("nav a[hreflang]").Each(func(_ int, s *goquery.Selection) {
		href := s.AttrOr("href", "")
		if s.Parent().Find("small").Length() > 0 {
			c.turns[href] = true
		} else {
			p.switcher[s.AttrOr("hreflang", "")] = origin + href
		}
	})
	doc.Find("script[type='application/ld+json']").Each(func(_ int, s *goquery.Selection) { readThing(c.t, path, s.Text(), p.jsonld) })
	doc.Find("a[href], link[rel=prev], link[rel=next]").Each(func(_ int, s *goquery.Selection) {
		href := strings.TrimPrefix(s.AttrOr("href", ""), origin)
		u, err := url.Parse(href)
		if err != nil {
			c.t.Errorf("%s links %q: %v", path, href, err)
			return
		}
		if u.Scheme == "" && u.Host == "" {
			if u.Path != "" && !strings.HasPrefix(u.Path, "/") {
				c.t.Errorf("%s links %q, which is relative", path, href)
			}
			c.follow(path, href)
		}
	})
	return p
}

// thing is the part of a JSON-LD value that names variants.
type thing struct {
	Type         string  `json:"@type"`
	URL          string  `json:"url"`
	InLanguage   string  `json:"inLanguage"`
	Translations []thing `json:"workTranslation"`
	Original     *thing  `json:"translationOfWork"`
}

func readThing(t *testing.T, path, text string, into map[string]string) {
	var v thing
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Errorf("%s: JSON-LD: %v", path, err)
		return
	}
	if v.Type == "WebSite" {
		return
	}
	var note func(thing)
	note = func(v thing) {
		if v.InLanguage != "" && v.URL != "" {
			into[v.InLanguage] = v.URL
		}
		for _, other := range v.Translations {
			note(other)
		}
		if v.Original != nil {
			note(*v.Original)
		}
	}
	note(v)
}

// sitemaps returns every page of the sitemap with its alternates.
func (c *crawler) sitemaps() map[string]map[string]string {
	var index struct {
		Files []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal(get(c.handler, "/sitemap.xml").Body.Bytes(), &index); err != nil {
		c.t.Fatal(err)
	}
	listed := map[string]map[string]string{}
	for _, file := range index.Files {
		var set struct {
			URLs []struct {
				Loc   string `xml:"loc"`
				Links []struct {
					Hreflang string `xml:"hreflang,attr"`
					Href     string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"url"`
		}
		w := get(c.handler, strings.TrimPrefix(file.Loc, origin))
		if err := xml.Unmarshal(w.Body.Bytes(), &set); err != nil {
			c.t.Fatalf("%s answers %d: %v", file.Loc, w.Code, err)
		}
		for _, u := range set.URLs {
			alternates := map[string]string{}
			for _, l := range u.Links {
				alternates[l.Hreflang] = l.Href
			}
			listed[u.Loc] = alternates
		}
	}
	return listed
}

// check holds the whole site to rules 37 to 48.
func (c *crawler) check() {
	listed := c.sitemaps()
	if len(c.pages) == 0 || len(listed) == 0 {
		c.t.Fatalf("%d pages, %d in the sitemap: nothing was crawled", len(c.pages), len(listed))
	}
	for loc, alternates := range listed {
		p, ok := c.pages[strings.TrimPrefix(loc, origin)]
		if !ok {
			c.t.Errorf("the sitemap lists %s, which no page links", loc)
			continue
		}
		if p.canonical != loc || p.noindex {
			c.t.Errorf("the sitemap lists %s, whose canonical is %q, noindex %v", loc, p.canonical, p.noindex)
		}
		if diff := gocmp.Diff(p.alternates, alternates); diff != "" {
			c.t.Errorf("%s: head and sitemap differ (-head +sitemap):\n%s", loc, diff)
		}
	}
	for path, p := range c.pages {
		c.checkPage(path, p, listed)
	}
}

func (c *crawler) checkPage(path string, p page, listed map[string]map[string]string) {
	if p.canonical == origin+path && !p.noindex && !strings.Contains(path, "/page/") && listed[origin+path] == nil && len(p.alternates) > 0 {
		c.t.Errorf("%s has alternates and is in no sitemap", path)
	}
	if len(p.alternates) == 0 {
		return
	}
	if !slices.Contains(values(p.alternates), origin+path) {
		c.t.Errorf("%s is not among its alternates %v", path, p.alternates)
	}
	for lang, href := range p.alternates {
		other, ok := c.pages[strings.TrimPrefix(href, origin)]
		if lang == "x-default" && href == origin+"/" {
			continue // negotiates
		}
		if !ok || other.canonical != href || other.noindex {
			c.t.Errorf("%s: the alternate %s at %s is no indexable page", path, lang, href)
			continue
		}
		if diff := gocmp.Diff(p.alternates, other.alternates); diff != "" {
			c.t.Errorf("%s and %s do not have the same alternates:\n%s", path, href, diff)
		}
	}
	for lang, href := range p.switcher {
		if p.alternates[lang] != href {
			c.t.Errorf("%s: the switcher leads %s to %s, the head to %s", path, lang, href, p.alternates[lang])
		}
	}
	for lang, href := range p.jsonld {
		if p.alternates[lang] != href {
			c.t.Errorf("%s: JSON-LD says %s is %s, the head %s", path, lang, href, cmp.Or(p.alternates[lang], "nothing"))
		}
	}
}

func values(m map[string]string) []string {
	var all []string
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

// "A crawl over real sites": every internal link answers, and head, sitemap,
// JSON-LD and switcher agree (rules 37 to 48, 52 and 70).
func TestCrawlOfRealSitesMeetsNoDeadEnd(t *testing.T) {
	for set, def := range map[string]locale.Tag{
		"erickpatrick": "", "hugo-folder-glossary": "", "hugo-suffix-hextra": "en", "zola-suffix-tabi": "en", "seeds": "",
	} {
		t.Run(set, func(t *testing.T) {
			dir := corpus(t, set)
			db := storetest.SQLite(t)
			imported(t, db, dir, def)
			all, err := db.Locales(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			start := []string{}
			for _, l := range all {
				start = append(start, "/"+l.Tag.Path()+"/")
			}
			c := crawl(t, serve(t, db), start...)
			c.check()
			t.Logf("%s: %d pages", set, len(c.pages))
		})
	}
}

func TestCrawlOfTheContractMeetsNoDeadEnd(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		crawl(t, serve(t, db), "/en-us/", "/pt-br/").check()
	})
}
