package middleware

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/web/problem"
)

const (
	maxTarget = 8 << 10 // bytes of a request target; browsers and proxies stop near there too
)

// Limit answers 414 to a target over 8 kB and 413 to a body announced as
// longer than maxBody bytes (T30), or than what longer allows for its method
// and the pattern of its route. A body of unknown length is cut off there:
// reading on fails with *http.MaxBytesError, which problem.Status maps to 413.
func Limit(maxBody int64, longer map[string]int64, pages *problem.Pages) gin.HandlerFunc {
	return func(c *gin.Context) {
		r, maxBody := c.Request, maxBody
		if limit, ok := longer[r.Method+" "+c.FullPath()]; ok {
			maxBody = limit
		}
		if len(r.RequestURI) > maxTarget {
			pages.Show(c, problem.Refuse(http.StatusRequestURITooLong, "the target is too long"))
			return
		}
		if r.ContentLength > maxBody {
			pages.Show(c, problem.Refuse(http.StatusRequestEntityTooLarge, "the body is too long"))
			return
		}
		if r.Body != nil && r.Body != http.NoBody {
			r.Body = http.MaxBytesReader(c.Writer, r.Body, maxBody)
		}
	}
}
