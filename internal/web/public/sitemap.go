package public

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/sitemap"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// sitemapLinks is how many addresses one file of a sitemap has, those of
// alternates among them. Where letters are percent-encoded an address takes
// some 700 bytes, and a file holds 50 MB.
const sitemapLinks = 60_000

// sitemapPosts returns how many posts one file of a sitemap lists: each brings
// the addresses of a text in every locale, for its tag and perhaps for its bare
// language, its own and x-default.
func sitemapPosts(set locale.Set) int { return min(5000, sitemapLinks/(2*len(set.Tags())+2)) }

var xmlMeta = view.Meta{Type: "application/xml; charset=utf-8"}

// showSitemapIndex serves GET /sitemap.xml: the files of each locale (rule 46).
func (s *Site) showSitemapIndex(c *gin.Context) error {
	ctx := c.Request.Context()
	b := urls.New(s.Current(), s.Base)
	counts, err := s.DB.IndexableByLocale(ctx, b.Host())
	if err != nil {
		return err
	}
	var files []sitemap.File
	for _, l := range b.Site().Set.Tags() {
		for n := range sitemapParts(b.Site().Set, counts[l]) {
			files = append(files, sitemap.File{Loc: b.Abs(b.Sitemap(l, n+1))})
		}
	}
	var out bytes.Buffer
	if err := sitemap.WriteIndex(&out, files); err != nil {
		return err
	}
	view.Send(c.Writer, c.Request, http.StatusOK, xmlMeta, out.Bytes())
	return nil
}

// showSitemap serves GET /sitemaps/:file, such as pt-br.xml and pt-br-2.xml.
func (s *Site) showSitemap(c *gin.Context) error {
	ctx := c.Request.Context()
	b := urls.New(s.Current(), s.Base)
	l, n, ok := sitemapFile(b.Site().Set, c.Param("file"))
	if !ok {
		return errs.NotFound
	}
	counts, err := s.DB.IndexableByLocale(ctx, b.Host())
	if err != nil {
		return err
	}
	if n > sitemapParts(b.Site().Set, counts[l]) {
		return errs.NotFound
	}
	var list []sitemap.URL
	if n == 1 {
		fixed, err := s.sitemapSections(ctx, b, l)
		if err != nil {
			return err
		}
		list = fixed
	}
	posts, err := s.sitemapWorks(ctx, b, l, n)
	if err != nil {
		return err
	}
	list = append(list, posts...)
	var out bytes.Buffer
	if err := sitemap.Write(&out, list); err != nil {
		return err
	}
	view.Send(c.Writer, c.Request, http.StatusOK, xmlMeta, out.Bytes())
	return nil
}

// sitemapParts returns how many files list so many posts: at least the one
// with the home.
func sitemapParts(set locale.Set, posts int) int {
	each := sitemapPosts(set)
	return max(1, (posts+each-1)/each)
}

// sitemapFile reads the name of a sitemap's file.
func sitemapFile(set locale.Set, file string) (locale.Tag, int, bool) {
	name, ok := strings.CutSuffix(file, ".xml")
	if !ok {
		return "", 0, false
	}
	for _, l := range set.Tags() {
		if name == l.Path() {
			return l, 1, true
		}
		if rest, ok := strings.CutPrefix(name, l.Path()+"-"); ok {
			if n, err := strconv.Atoi(rest); err == nil && n > 1 && strconv.Itoa(n) == rest {
				return l, n, true
			}
		}
	}
	return "", 0, false
}

// sitemapWorks lists part n of the posts of a locale with their alternates.
func (s *Site) sitemapWorks(ctx context.Context, b urls.Builder, l locale.Tag, n int) ([]sitemap.URL, error) {
	each := sitemapPosts(b.Site().Set)
	posts, err := s.DB.Indexable(ctx, b.Host(), l, each, (n-1)*each)
	if err != nil {
		return nil, err
	}
	variants, err := s.DB.IndexableBeside(ctx, b.Host(), l, each, (n-1)*each)
	if err != nil {
		return nil, err
	}
	sources, err := s.DB.RecordedSources(ctx)
	if err != nil {
		return nil, err
	}
	v := visit{Builder: b}
	list := make([]sitemap.URL, 0, len(posts))
	for _, p := range posts {
		readable := v.readable(variants[p.GroupID])
		u := sitemap.URL{Loc: b.Abs(b.Post(p)), LastMod: p.UpdatedAt}
		if len(readable) > 0 {
			source := content.Source(readable, sources[p.GroupID], b.Site().Set.Default())
			u.Alternates = alternates(b.Alternates(b.PostVariants(readable), source.Locale))
		}
		list = append(list, u)
	}
	return list, nil
}

// sitemapSections lists the home, the sections that have something, and the
// tags of a locale.
func (s *Site) sitemapSections(ctx context.Context, b urls.Builder, l locale.Tag) ([]sitemap.URL, error) {
	v := visit{Builder: b, locale: l}
	list := []sitemap.URL{{Loc: b.Abs(b.Home(l)), Alternates: alternates(b.HomeAlternates())}}
	add := func(section site.Section, counts map[locale.Tag]int) {
		if counts[l] == 0 {
			return
		}
		path := func(l locale.Tag) string { return b.Section(l, section) }
		list = append(list, sitemap.URL{
			Loc: b.Abs(path(l)), Alternates: alternates(b.Alternates(v.counted(counts, path), "")),
		})
	}
	articles, err := s.DB.CountByLocale(ctx, content.Article)
	if err != nil {
		return nil, err
	}
	projects, err := s.DB.CountByLocale(ctx, content.Project)
	if err != nil {
		return nil, err
	}
	tags, err := s.DB.AllTags(ctx)
	if err != nil {
		return nil, err
	}
	tagCounts, terms, everyone := map[locale.Tag]int{}, map[content.TermID][]content.Tag{}, map[locale.Tag]int{}
	for _, t := range tags {
		tagCounts[t.Locale]++
		terms[t.TermID] = append(terms[t.TermID], t)
	}
	for _, t := range b.Site().Set.Tags() {
		everyone[t] = 1
	}
	add(site.Articles, articles)
	add(site.Projects, projects)
	add(site.Tags, tagCounts)
	add(site.Archive, articles)
	add(site.ContactForm, everyone)
	for _, t := range tags {
		if t.Locale == l {
			set := b.Alternates(b.TagVariants(terms[t.TermID]), b.TagSource(terms[t.TermID]))
			list = append(list, sitemap.URL{Loc: b.Abs(b.Tag(l, t.Slug)), Alternates: alternates(set)})
		}
	}
	return list, nil
}

func alternates(set []urls.Alternate) []sitemap.Alternate {
	list := make([]sitemap.Alternate, 0, len(set))
	for _, a := range set {
		list = append(list, sitemap.Alternate(a))
	}
	return list
}
