package middleware

import (
	"time"

	"github.com/gin-gonic/gin"
)

// routeName is where a handler leaves the kind of page that it answered with,
// when its route does not say.
const routeName = "verso.route"

// NameRoute says what kind of page answers the request.
func NameRoute(c *gin.Context, name string) { c.Set(routeName, name) }

// Measure tells record of every answer: the kind of page, never the address
// itself, of which there is no end.
func Measure(record func(route string, status int, took time.Duration), now func() time.Time) gin.HandlerFunc {
	return func(c *gin.Context) {
		start := now()
		c.Next()
		route := c.FullPath()
		if name := c.GetString(routeName); name != "" {
			route = name
		}
		if route == "" {
			route = "none"
		}
		record(route, c.Writer.Status(), now().Sub(start))
	}
}
