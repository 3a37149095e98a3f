package web

import (
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"

	"github.com/gin-gonic/gin"

	"verso/internal/errs"
	"verso/internal/web/view"
)

const (
	immutable  = "public, max-age=31536000, immutable" // another content has another name
	revalidate = "public, no-cache"
	iconFile   = "img/favicon.ico"
)

// hashed matches the names that esbuild gives: "public-7DZL33H2.css".
var hashed = regexp.MustCompile(`-[A-Z0-9]{8}\.[a-z0-9]+$`)

// assets are the built files of the site, held in memory, compressed.
type assets struct {
	files map[string]*view.Answer // by request path: "/static/public-7DZL33H2.css"
	icon  *view.Answer
}

// loadAssets reads the hashed files of dist and the icon. A binary built
// without assets has none; whoever links to them says so.
func loadAssets(static fs.FS) (assets, error) {
	a := assets{files: map[string]*view.Answer{}}
	names, err := fs.Glob(static, "dist/*")
	if err != nil {
		return a, err
	}
	for _, name := range names {
		if !hashed.MatchString(name) {
			continue // manifest.json, .gitkeep
		}
		file, err := loadAsset(static, name, immutable)
		if err != nil {
			return a, err
		}
		a.files[view.StaticPath+path.Base(name)] = file
	}
	if _, err := fs.Stat(static, iconFile); err == nil {
		a.icon, err = loadAsset(static, iconFile, revalidate)
		return a, err
	}
	return a, nil
}

func loadAsset(static fs.FS, name, cacheControl string) (*view.Answer, error) {
	body, err := fs.ReadFile(static, name)
	if err != nil {
		return nil, fmt.Errorf("load asset: %w", err)
	}
	mediaType := assetTypes[path.Ext(name)]
	if mediaType == "" {
		return nil, fmt.Errorf("load asset %s: no media type is known for it", name)
	}
	file := view.NewAnswer(http.StatusOK, view.Meta{Type: mediaType, CacheControl: cacheControl}, body)
	file.Compress()
	return file, nil
}

// assetTypes are the media types by extension, which package mime would look
// up in files of the machine.
var assetTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".ico":   "image/x-icon",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".map":   "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".webp":  "image/webp",
	".woff2": "font/woff2",
}

// show serves GET /static/:name. There is no listing.
func (a assets) show(c *gin.Context) error {
	file, ok := a.files[c.Request.URL.Path]
	if !ok {
		return errs.NotFound
	}
	file.Serve(c.Writer, c.Request)
	return nil
}

// showIcon serves GET /favicon.ico, which browsers ask for at that address.
func (a assets) showIcon(c *gin.Context) error {
	if a.icon == nil {
		return errs.NotFound
	}
	a.icon.Serve(c.Writer, c.Request)
	return nil
}
