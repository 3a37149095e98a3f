package middleware

import (
	"crypto/rand"
	"strings"

	"github.com/gin-gonic/gin"
)

// Private has the answer seen by one person alone: no cache keeps it, and no
// other page learns its address (T19, T27). Its policy lets the editor style
// itself under the nonce that it returns, and frames show this site (T25).
func Private(c *gin.Context) (nonce string) {
	nonce = rand.Text()
	h := c.Writer.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Content-Security-Policy", privatePolicy(nonce))
	return nonce
}

// privatePolicy is the policy of every answer with what the admin adds.
func privatePolicy(nonce string) string {
	return strings.Replace(policy, "style-src 'self'", "style-src 'self' 'nonce-"+nonce+"'", 1) + "; frame-src 'self'"
}
