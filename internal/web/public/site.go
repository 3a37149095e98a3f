package public

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/demand"
	"verso/internal/errs"
	"verso/internal/inbox"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/message"
	"verso/internal/publishing"
	"verso/internal/sharecard"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/web/links"
	"verso/internal/web/middleware"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// Config is what the public site is made of.
type Config struct {
	DB       *store.DB
	Current  func() *site.Site // the newest snapshot
	Base     *url.URL          // origin of absolute URLs
	Catalog  *message.Catalog
	Views    *view.Views
	Markdown *markdown.Renderer
	Inbox    *inbox.Service
	Demand   *demand.Counter
	Cards    *sharecard.Cache // nil: works are shared without a card
	Memory   *Memory
	Writing  *publishing.Service                       // opens preview links; nil: there are none
	Viewer   func(*http.Request) (account.User, error) // who is signed in; nil: nobody ever is
	Log      *slog.Logger
	Now      func() time.Time
}

// A Site serves what readers see.
type Site struct {
	Config
	throttle *throttle
	previews *throttle
	searches *throttle
}

// New returns the public site.
func New(cfg Config) *Site {
	if cfg.Viewer == nil {
		cfg.Viewer = nobody
	}
	return &Site{
		Config:   cfg,
		throttle: newThrottle(cfg.Now, throttleLimit, throttleWindow),
		previews: newThrottle(cfg.Now, previewLimit, previewWindow),
		searches: newThrottle(cfg.Now, searchLimit, searchWindow),
	}
}

// Area returns the addresses of the public site: the fixed ones, and by
// NoRoute every other, because the words in them are data of the locale.
func (s *Site) Area(pages *problem.Pages) func(*gin.Engine) {
	return func(engine *gin.Engine) {
		read := []string{http.MethodGet, http.MethodHead}
		engine.Match(read, "/", pages.Handle(s.negotiate))
		engine.POST("/locale", pages.Handle(s.rememberLocale))
		engine.Match(read, customRoute+":file", pages.Handle(s.showCustom))
		engine.Match(read, "/sitemap.xml", pages.Handle(s.showSitemapIndex))
		engine.Match(read, "/sitemaps/:file", pages.Handle(s.showSitemap))
		engine.Match(read, urls.CardRoute, pages.Handle(s.showCard))
		engine.Match(read, urls.PreviewRoute, pages.Handle(s.showPreview))
		engine.POST(urls.PreviewRoute, pages.Handle(s.previewTyped))
		engine.NoRoute(pages.Handle(s.Serve))
	}
}

// A visit is one request for a public page: what it asks for, in which
// language, against which snapshot of the site.
type visit struct {
	urls.Builder
	address urls.Address
	locale  locale.Tag
	words   *message.Localizer
	path    string // as sent, percent-encoded
}

func (s *Site) visit(c *gin.Context) visit {
	builder := urls.New(s.Current(), s.Base)
	path := c.Request.URL.EscapedPath()
	return s.visitOf(builder, builder.Parse(path), path)
}

func (s *Site) visitOf(b urls.Builder, a urls.Address, path string) visit {
	l := a.Locale
	if l == "" || !b.Site().Set.Has(l) {
		l = b.Site().Set.Default()
	}
	return visit{Builder: b, address: a, locale: l, words: s.Catalog.For(l), path: path}
}

// Serve answers every address that is not fixed.
func (s *Site) Serve(c *gin.Context) error {
	v := s.visit(c)
	middleware.NameRoute(c, v.address.What.String())
	if c.Request.Method != http.MethodGet && c.Request.Method != http.MethodHead {
		return s.act(c, v)
	}
	err := s.show(c, v)
	if problem.Status(err) != http.StatusNotFound {
		return err
	}
	return s.lookElsewhere(c, v, err)
}

// act answers POST: the contact form is all that readers can send. The rest
// of the methods are refused by name (rules 12 and 23).
func (s *Site) act(c *gin.Context, v visit) error {
	if v.address.Disabled {
		return errs.NotFound
	}
	if v.address.What != urls.ContactForm {
		if v.address.What != urls.Unknown && v.misspelt() {
			return s.redirect(c, http.StatusPermanentRedirect, v.Path(v.address))
		}
		return problem.MethodNotAllowed(http.MethodGet, http.MethodHead)
	}
	if !urls.Same(v.path, v.Path(v.address)) {
		return s.redirect(c, http.StatusPermanentRedirect, v.Path(v.address))
	}
	if c.Request.Method != http.MethodPost {
		return problem.MethodNotAllowed(http.MethodGet, http.MethodHead, http.MethodPost)
	}
	return s.receiveMessage(c, v)
}

// misspelt reports whether the path is another spelling of its address.
func (v visit) misspelt() bool { return !urls.Same(v.path, v.Path(v.address)) }

// show answers GET by what the address means.
func (s *Site) show(c *gin.Context, v visit) error {
	a := v.address
	if a.Disabled {
		return s.leaveDisabled(c, v)
	}
	switch a.What {
	case urls.Work:
		return s.showWork(c, v)
	case urls.Tag:
		return s.showTag(c, v)
	case urls.TagFeed:
		return s.showTagFeed(c, v)
	case urls.Unknown:
		return errs.NotFound
	}
	if a.Unlabeled || v.misspelt() {
		return s.redirect(c, v.permanence(), v.Path(a))
	}
	switch {
	case a.What == urls.Home:
		return s.showHome(c, v)
	case a.What == urls.Year:
		return s.showYear(c, v)
	case a.What == urls.ContactForm:
		return s.showContact(c, v)
	case a.What == urls.Search:
		return s.showSearch(c, v)
	case a.What == urls.SearchDescription:
		return s.describeSearch(c, v)
	case a.What == urls.Feed:
		return s.showFeed(c, v)
	case a.Section == site.Articles:
		return s.showArticles(c, v)
	case a.Section == site.Projects:
		return s.showProjects(c, v)
	case a.Section == site.Tags:
		return s.showTags(c, v)
	case a.Section == site.Archive:
		return s.showArchive(c, v)
	}
	return errs.NotFound
}

// permanence returns the status of a redirect to the true spelling of the
// address: for good, unless the locale was guessed from its language (rule 20).
func (v visit) permanence() int {
	return v.atMost(http.StatusMovedPermanently)
}

// atMost returns the status of a redirect that would have this one, were the
// locale not guessed.
func (v visit) atMost(status int) int {
	if v.address.Bare {
		return http.StatusFound
	}
	return status
}

// lookElsewhere is the last resort before a 404: a redirect the owner or an
// import made (rule 22b), an imported file's old address, or the same unknown
// address spelled right (rules 18 and 20).
func (s *Site) lookElsewhere(c *gin.Context, v visit, notFound error) error {
	ctx := c.Request.Context()
	path := c.Request.URL.Path
	if content.IsOldPath(path) {
		r, err := s.DB.Redirect(ctx, path)
		if err == nil && !r.Within(v.Base()).Loops() {
			return s.redirect(c, v.atMost(r.Status), r.Target(path))
		}
		if err != nil && problem.Status(err) != http.StatusNotFound {
			return err
		}
		to, ok, err := links.New(s.DB, v.Builder).Old(ctx, v.locale, v.path)
		if err != nil {
			return err
		}
		if ok && !urls.Same(v.path, to) {
			return s.redirect(c, v.atMost(http.StatusMovedPermanently), to)
		}
	}
	if v.address.Bare || v.address.Misspelt {
		return s.redirect(c, v.permanence(), v.trueSpelling())
	}
	return notFound
}

// trueSpelling returns the path with its locale as it is written here, also
// when the rest of it means nothing.
func (v visit) trueSpelling() string {
	if v.address.What != urls.Unknown {
		return v.Path(v.address)
	}
	return v.WithLocale(v.path, v.locale)
}

// redirect sends the reader to a path of this site or an absolute URL, with
// the query they came with. Caches ask again: another text may have the
// address tomorrow (rule 26).
func (s *Site) redirect(c *gin.Context, status int, to string) error {
	if query := c.Request.URL.RawQuery; query != "" {
		u, err := url.Parse(to)
		if err != nil {
			return err
		}
		if u.RawQuery == "" {
			u.RawQuery = query
			to = u.String()
		}
	}
	h := c.Writer.Header()
	h.Set("Location", to)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, no-cache")
	}
	c.Status(status)
	c.Writer.WriteHeaderNow()
	return nil
}

// send renders a page of the visit and sends it.
func (s *Site) send(c *gin.Context, v visit, name string, page any) error {
	return s.sendAs(c, v, http.StatusOK, name, page, view.Meta{Language: v.locale})
}

func (s *Site) sendAs(c *gin.Context, v visit, status int, name string, page any, m view.Meta) error {
	body, err := s.Views.Render(v.locale, name, page)
	if err != nil {
		return err
	}
	view.Send(c.Writer, c.Request, status, m, body)
	return nil
}

// Newest returns the way on from a page that has nothing: the newest articles
// in l, or in the default locale when l has none yet.
func (s *Site) Newest(ctx context.Context, l locale.Tag) ([]view.Entry, error) {
	return s.newest(ctx, urls.New(s.Current(), s.Base), l, 5)
}

func (s *Site) newest(ctx context.Context, b urls.Builder, l locale.Tag, limit int) ([]view.Entry, error) {
	posts, err := s.DB.Published(ctx, l, content.Article, limit, 0)
	if err != nil {
		return nil, err
	}
	if def := b.Site().Set.Default(); len(posts) == 0 && def != l {
		if posts, err = s.DB.Published(ctx, def, content.Article, limit, 0); err != nil {
			return nil, err
		}
	}
	return entries(b, posts), nil
}

func entries(b urls.Builder, posts []content.Summary) []view.Entry {
	list := make([]view.Entry, 0, len(posts))
	for _, p := range posts {
		list = append(list, entry(b, p))
	}
	return list
}

func entry(b urls.Builder, p content.Summary) view.Entry {
	return view.Entry{Href: b.Post(p), Title: p.Title, Lang: p.Locale, Date: p.Date(), Excerpt: p.Teaser()}
}
