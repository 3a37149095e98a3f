package problem

import "github.com/gin-gonic/gin"

// RequestIDHeader names the answer field by which a reader's complaint is
// found in the log.
const RequestIDHeader = "X-Request-Id"

// RequestID returns the id that the answer to c's request carries, or "".
func RequestID(c *gin.Context) string {
	return c.Writer.Header().Get(RequestIDHeader)
}
