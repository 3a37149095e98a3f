package web

import (
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"sync"

	"github.com/gin-gonic/gin"

	"verso/internal/errs"
	"verso/internal/web/view"
)

const (
	immutable  = "public, max-age=31536000, immutable" // another content has another name
	revalidate = "public, no-cache"
	iconFile   = "img/favicon.ico"
	iconPath   = "/favicon.ico"
)

// hashed matches the names that esbuild gives: "public-7DZL33H2.css".
var hashed = regexp.MustCompile(`-[A-Z0-9]{8}\.[a-z0-9]+$`)

// assets are the built files of the site, by request path:
// "/static/public-7DZL33H2.css".
type assets map[string]asset

// An asset is read and compressed when it is first asked for, and then kept:
// readers never ask for the editor.
type asset func() (*view.Answer, error)

// findAssets finds the hashed files of dist and the icon. A binary built
// without assets has none; whoever links to them says so.
func findAssets(static fs.FS) (assets, error) {
	names, err := fs.Glob(static, "dist/*")
	if err != nil {
		return nil, err
	}
	found := assets{}
	for _, name := range names {
		if !hashed.MatchString(name) {
			continue // manifest.json, .gitkeep
		}
		if found[view.StaticPath+path.Base(name)], err = newAsset(static, name, immutable); err != nil {
			return nil, err
		}
	}
	if _, err := fs.Stat(static, iconFile); err == nil {
		found[iconPath], err = newAsset(static, iconFile, revalidate)
		return found, err
	}
	return found, nil
}

func newAsset(static fs.FS, name, cacheControl string) (asset, error) {
	mediaType := assetTypes[path.Ext(name)]
	if mediaType == "" {
		return nil, fmt.Errorf("asset %s: no media type is known for it", name)
	}
	return sync.OnceValues(func() (*view.Answer, error) {
		body, err := fs.ReadFile(static, name)
		if err != nil {
			return nil, fmt.Errorf("read asset: %w", err)
		}
		return view.NewAnswer(http.StatusOK, view.Meta{Type: mediaType, CacheControl: cacheControl}, body).Keep(nil), nil
	}), nil
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

// show serves GET /static/:name and GET /favicon.ico, which browsers ask for at
// that address. There is no listing.
func (a assets) show(c *gin.Context) error {
	read, ok := a[c.Request.URL.Path]
	if !ok {
		return errs.NotFound
	}
	file, err := read()
	if err != nil {
		return err
	}
	file.Serve(c.Writer, c.Request)
	return nil
}
