package middleware

import (
	"strings"

	"github.com/gin-gonic/gin"
)

// Preview has the answer seen by those alone who were shown the way: no cache
// keeps it, no page that it leads to learns its address (rule 63), and this
// site's own pages may frame it.
func Preview(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", strings.Replace(policy, "frame-ancestors 'none'", "frame-ancestors 'self'", 1))
}
