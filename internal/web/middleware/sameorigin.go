package middleware

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/web/problem"
)

// SameOrigin answers 403 to a request of another site's page that could change
// something (T20). It has no exceptions and no bypass patterns: those have had
// a hole before (GO-2025-3955).
func SameOrigin(pages *problem.Pages) gin.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c *gin.Context) {
		if err := protection.Check(c.Request); err != nil {
			pages.Show(c, problem.Refuse(http.StatusForbidden, err.Error()))
		}
	}
}
