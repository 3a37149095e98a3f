// Package web is the one list of what every request passes and where it can go, in order.
package web

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/web/middleware"
	"verso/internal/web/problem"
	"verso/internal/web/view"
)

// DefaultMaxBody is the longest request body of an ordinary form, in bytes.
const DefaultMaxBody = 1 << 20

// Config is what a server is made of.
type Config struct {
	Origin   string         // scheme and host of every absolute URL: "https://ex.test"
	Loopback bool           // no base URL is set: answer every loopback host instead of Origin's alone
	Proxies  []netip.Prefix // whose X-Forwarded-For is believed
	MaxBody  int64          // bytes; DefaultMaxBody when 0
	// Bodies are the limits of routes whose bodies may be longer, in bytes, by
	// method and pattern: "POST /:locale/admin/media".
	Bodies map[string]int64

	Static fs.FS    // the built assets, as package static embeds them
	Media  *os.Root // the stored files; nil serves none

	// Ready reports why the site cannot answer every request, or nil.
	Ready func(context.Context) error
	// Record is told of every answer of the router; may be nil.
	Record func(route string, status int, took time.Duration)

	Contact func() string // for security.txt: a mailto: or https: URI, or the path of the contact form
	Areas   []Area        // after the fixed addresses; one of them takes every other address by NoRoute

	Pages *problem.Pages
	Log   *slog.Logger
	Now   func() time.Time
}

// An Area adds its addresses to the server's.
type Area func(engine *gin.Engine)

// New returns the server's handler.
func New(cfg Config) (http.Handler, error) {
	if cfg.MaxBody == 0 {
		cfg.MaxBody = DefaultMaxBody
	}
	engine, err := newEngine(cfg.Proxies)
	if err != nil {
		return nil, err
	}

	if cfg.Record != nil {
		engine.Use(middleware.Measure(cfg.Record, cfg.Now))
	}
	hosts := middleware.HostsOf(cfg.Origin, cfg.Loopback)
	engine.Use(
		middleware.Log(cfg.Log, cfg.Now),
		middleware.Headers(cfg.Origin),
		middleware.Recover(cfg.Log, cfg.Pages),
		middleware.Forwarded(cfg.Proxies),
		middleware.Host(hosts, cfg.Pages),
		middleware.SameOrigin(cfg.Pages), // before anything that could act
		middleware.Valid(cfg.Pages),
		middleware.Limit(cfg.MaxBody, cfg.Bodies, cfg.Pages),
	)
	engine.NoMethod(cfg.Pages.Handle(refuseMethod))

	assets, err := findAssets(cfg.Static)
	if err != nil {
		return nil, err
	}
	get(engine, middleware.HealthPath, showHealth)
	get(engine, middleware.ReadyPath, readiness{cfg.Ready}.show)
	get(engine, view.StaticPath+"*path", cfg.Pages.Handle(assets.show))
	get(engine, iconPath, cfg.Pages.Handle(assets.show))
	get(engine, "/media/*path", cfg.Pages.Handle(files{cfg.Media}.show))
	get(engine, "/robots.txt", robots{cfg.Origin}.show)
	get(engine, "/.well-known/security.txt", cfg.Pages.Handle(security{cfg.Origin, cfg.Contact, cfg.Now}.show))
	for _, area := range cfg.Areas {
		area(engine)
	}
	return engine, nil
}

// newEngine returns a Gin engine without its conveniences: its redirects take
// more than one hop and believe X-Forwarded-Prefix, and it trusts every proxy.
func newEngine(proxies []netip.Prefix) (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode) // the other modes print to stdout
	engine := gin.New()
	engine.RedirectTrailingSlash = false
	engine.RedirectFixedPath = false
	engine.HandleMethodNotAllowed = true
	engine.UseEscapedPath = true // an escaped slash is no slash: /static%2Fx is not below /static/
	engine.RemoteIPHeaders = []string{"X-Forwarded-For"}
	trusted := make([]string, len(proxies))
	for i, network := range proxies {
		trusted[i] = network.String()
	}
	return engine, engine.SetTrustedProxies(trusted)
}

// get serves path to GET and, as Gin would not by itself, to HEAD (rule 11).
func get(routes gin.IRoutes, path string, handler gin.HandlerFunc) {
	routes.Match([]string{http.MethodGet, http.MethodHead}, path, handler)
}

// refuseMethod answers 405 where other methods are served; Gin has named them.
func refuseMethod(c *gin.Context) error {
	return problem.MethodNotAllowed(c.Writer.Header().Get("Allow"))
}
