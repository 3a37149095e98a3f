package public

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/errs"
	"verso/internal/site"
	"verso/internal/web/view"
)

// customRoute is where the owner's colour and style sheet are served, by the
// hash of what they say, so that browsers may keep them.
const customRoute = "/custom/"

// custom returns the owner's style sheet, or "". The accent keeps its hue and
// strength; its lightness is ours, so that text in it and on it is read in
// both schemes (WCAG 1.4.3).
func custom(s *site.Site) string {
	var b strings.Builder
	if accent, _ := s.Setting(site.Accent, ""); accent != "" {
		b.WriteString(":root{--accent:light-dark(oklch(from " + accent + " 0.44 min(c,0.15) h),oklch(from " + accent + " 0.81 min(c,0.12) h))}\n")
	}
	style, _ := s.Setting(site.Style, "")
	b.WriteString(style)
	return b.String()
}

// customHref returns the address of the owner's style sheet, "" for none.
func customHref(s *site.Site) string {
	text := custom(s)
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return customRoute + hex.EncodeToString(sum[:8]) + ".css"
}

// showCustom serves GET /custom/HASH.css.
func (s *Site) showCustom(c *gin.Context) error {
	current := s.Current()
	if c.Request.URL.Path != customHref(current) {
		return errs.NotFound
	}
	view.Send(c.Writer, c.Request, http.StatusOK,
		view.Meta{Type: "text/css; charset=utf-8", CacheControl: "public, max-age=31536000, immutable"}, []byte(custom(current)))
	return nil
}
