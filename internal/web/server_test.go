package web_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// style is long enough to be compressed.
var style = strings.Repeat("p{color:black}", 100)

// config returns a server of https://ex.test with two assets, an empty media
// folder, and an area whose every address says whom it takes the reader for.
func config(t testing.TB) web.Config {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	pages := problem.New(problem.Config{
		Log: log, URLs: builder,
		Page: func(_ *http.Request, l locale.Tag) view.Page { return view.Page{Locale: l} },
		Render: func(l locale.Tag, _ string, page any) ([]byte, error) {
			return fmt.Appendf(nil, "<html lang=%q><h1>%T</h1>", l, page), nil
		},
	})
	return web.Config{
		Origin: "https://ex.test",
		Static: fstest.MapFS{
			"dist/manifest.json":       {Data: []byte(`{}`)},
			"dist/.gitkeep":            {},
			"dist/site-ABCD1234.css":   {Data: []byte(style)},
			"dist/mark-ABCD1234.svg":   {Data: []byte("<svg/>")},
			"img/favicon.ico":          {Data: []byte("icon")},
			"dist/deep/x-ABCD1234.css": {Data: []byte("x")},
		},
		Media:   root,
		Contact: func() string { return "/en-us/contact" },
		Areas:   []web.Area{func(engine *gin.Engine) { area(engine, pages) }},
		Pages:   pages, Log: log,
		Now: func() time.Time { return time.Date(2026, 2, 5, 12, 30, 0, 0, time.UTC) },
	}
}

func builder() urls.Builder {
	s := site.New(1, []site.Locale{
		{Tag: "en-US", Enabled: true, Default: true}, {Tag: "pt-BR", Enabled: true, Position: 1},
	}, nil, nil, func(locale.Tag) map[site.Section]string { return nil })
	return urls.New(s, &url.URL{Scheme: "https", Host: "ex.test"})
}

// area serves what the tests of the server need from the public site.
func area(engine *gin.Engine, pages *problem.Pages) {
	engine.POST("/locale", pages.Handle(func(c *gin.Context) error {
		if err := c.Request.ParseForm(); err != nil {
			return err
		}
		c.Redirect(http.StatusSeeOther, "/en-us/")
		return nil
	}))
	engine.NoRoute(pages.Handle(func(c *gin.Context) error {
		switch c.Request.URL.Path {
		case "/en-us/":
			body := fmt.Appendf(nil, "<h1>client %s</h1>", c.ClientIP())
			view.Send(c.Writer, c.Request, http.StatusOK, view.Meta{Language: "en-US"}, body)
			return nil
		case "/en-us":
			c.Redirect(http.StatusMovedPermanently, "/en-us/")
			return nil
		case "/en-us/panic":
			panic("secret at /srv/secret.db")
		case "/en-us/away":
			return errs.Unavailable
		}
		return errs.NotFound
	}))
}

// handler returns the server of config, after change.
func handler(t *testing.T, change func(*web.Config)) http.Handler {
	t.Helper()
	cfg := config(t)
	if change != nil {
		change(&cfg)
	}
	h, err := web.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// stored puts a file into the media folder.
func stored(t *testing.T, cfg *web.Config, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(cfg.Media.Name(), name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAssetOfUnknownTypeIsRefusedAtStart(t *testing.T) {
	cfg := config(t)
	cfg.Static = fstest.MapFS{"dist/x-ABCD1234.exe": {Data: []byte("x")}}
	if _, err := web.New(cfg); err == nil {
		t.Error("a server with an asset of no known type: no error")
	}
}

func TestServerWithoutAssetsStarts(t *testing.T) {
	cfg := config(t)
	cfg.Static = fstest.MapFS{"dist/.gitkeep": {}}
	if _, err := web.New(cfg); err != nil {
		t.Errorf("a server without built assets: %v", err)
	}
}

func proxies(networks ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, n := range networks {
		all = append(all, netip.MustParsePrefix(n))
	}
	return all
}
