package web

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/errs"
)

// mediaTypes are the types of files that may be stored, by extension (T9).
// Anything else below the folder is not served.
var mediaTypes = map[string]string{
	".gif":  "image/gif",
	".jpeg": "image/jpeg",
	".jpg":  "image/jpeg",
	".png":  "image/png",
	".webp": "image/webp",
}

// files serves what people uploaded or imported. Names are made of the hash of
// the content, so a file never changes; os.Root keeps every path inside.
type files struct{ root *os.Root }

// show serves GET /media/*path: inert whatever it holds, even opened as a
// document (T9).
func (f files) show(c *gin.Context) error {
	name := strings.TrimPrefix(c.Request.URL.Path, "/media/")
	mediaType := mediaTypes[path.Ext(name)]
	if f.root == nil || mediaType == "" || !fs.ValidPath(name) {
		return errs.NotFound
	}
	file, err := f.root.Open(name)
	if err != nil {
		return errors.Join(errs.NotFound, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errs.NotFound
	}
	h := c.Writer.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", "inline")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", immutable)
	h.Set("Etag", `"`+strings.TrimSuffix(path.Base(name), path.Ext(name))+`"`)
	http.ServeContent(c.Writer, c.Request, "", info.ModTime(), file)
	return nil
}
