// Package admin is the pages writers and translators work in.
package admin

import (
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/auth"
	"verso/internal/digest"
	"verso/internal/inbox"
	"verso/internal/live"
	"verso/internal/media"
	"verso/internal/message"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/web/middleware"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
	"verso/internal/workbench"
)

// Config is what the admin is made of.
type Config struct {
	DB      *store.DB
	Auth    *auth.Service
	Writing *publishing.Service
	Bench   *workbench.Service
	Inbox   *inbox.Service
	Digest  *digest.Service
	Library *media.Library
	Live    *live.Hub
	Mails   bool              // letters leave the machine; else they stand in the log
	Current func() *site.Site // the newest snapshot
	Base    *url.URL          // origin of absolute URLs
	Catalog *message.Catalog
	Views   *view.Views
	Log     *slog.Logger
	Now     func() time.Time

	// Elsewhere serves what looks like an address of the admin and is none:
	// "/blog/admin", where no locale is called "blog".
	Elsewhere gin.HandlerFunc
}

// An Admin serves what writers and translators see.
type Admin struct {
	Config
	session  middleware.Cookie // holds the secret of a session
	ceremony middleware.Cookie // holds the secret of a passkey's ceremony
	flash    middleware.Cookie // holds what an act has to say on the next page
	pages    map[string]route  // what can be read, by path
	open     map[string]bool   // what needs no session, by method and pattern
	settled  atomic.Bool       // the site has an admin
	watchman watchman          // looks after the rights to open streams
}

// New returns the admin of a site.
func New(cfg Config) *Admin {
	https := cfg.Base.Scheme == "https"
	a := &Admin{
		Config:   cfg,
		session:  middleware.SessionCookie(https),
		ceremony: middleware.CookieOf("ceremony", https),
		flash:    middleware.CookieOf("flash", https),
		pages:    map[string]route{},
		open:     map[string]bool{},
	}
	a.watchman = watchman{streams: map[*live.Stream]holding{}, holders: cfg.Auth.Holders}
	for _, r := range a.routes() {
		if r.Method == http.MethodGet {
			a.pages[r.Path] = r
		}
		if r.Open {
			a.open[r.Method+" "+urls.AdminRoute+r.Path] = true
		}
	}
	return a
}

// routes returns every address of the admin. What is not in it is not served.
func (a *Admin) routes() []route {
	var all []route
	for _, section := range [][]route{
		a.doorRoutes(),
		a.tokenRoutes(),
		a.dashboardRoutes(),
		a.profileRoutes(),
		a.workRoutes(),
		a.postRoutes(),
		a.historyRoutes(),
		a.relateRoutes(),
		a.matrixRoutes(),
		a.translateRoutes(),
		a.reviewRoutes(),
		a.figureRoutes(),
		a.changeRoutes(),
		a.mediaRoutes(),
		a.tagRoutes(),
		a.orderRoutes(),
		a.menuRoutes(),
		a.messageRoutes(),
		a.settingRoutes(),
		a.eventRoutes(),
		a.peopleRoutes(),
	} {
		all = append(all, section...)
	}
	return all
}

// Area returns the addresses of the admin.
func (a *Admin) Area(pages *problem.Pages) func(*gin.Engine) {
	return func(engine *gin.Engine) {
		engine.GET(urls.AdminRoot, pages.Handle(a.enter))
		engine.GET(urls.SetupRoot, pages.Handle(a.enterSetup))
		// From here on the guard stands before every route, and before what is
		// no route or no method of one.
		engine.Use(pages.Handle(a.guard))
		for _, r := range a.routes() {
			engine.Handle(r.Method, urls.AdminRoute+r.Path, pages.Handle(a.allow(r)))
		}
	}
}

// enter serves GET /admin: the start page in the language of the person, or
// the best for the browser.
func (a *Admin) enter(c *gin.Context) error {
	middleware.Private(c)
	b := urls.New(a.Current(), a.Base)
	l := b.Site().Set.Match(c.GetHeader("Accept-Language"))
	u, _, err := a.holder(c)
	if err != nil {
		return err
	}
	if b.Site().Set.Has(u.Language) {
		l = u.Language
	}
	return redirect(c, b.Admin(l))
}

// redirect sends the browser on to a path of this site by GET.
func redirect(c *gin.Context, to string) error {
	c.Writer.Header().Set("Location", to)
	c.Status(http.StatusSeeOther)
	c.Writer.WriteHeaderNow()
	return nil
}
