package middleware

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"

	"verso/internal/web/problem"
)

// Recover answers 500 when a later handler panics, and puts the stack in the
// log, never in the answer (R14, T36). When part of the answer is already out
// it breaks the connection, so that nobody takes the part for the whole.
func Recover(log *slog.Logger, pages *problem.Pages) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer func() {
			value := recover()
			if value == nil {
				return
			}
			if value == http.ErrAbortHandler { //nolint:errorlint // the value itself, as net/http compares it
				panic(value)
			}
			log.ErrorContext(c.Request.Context(), "panic", "id", problem.RequestID(c),
				"value", fmt.Sprint(value), "stack", string(debug.Stack()))
			if c.Writer.Written() {
				panic(http.ErrAbortHandler)
			}
			showFailure(c, log, pages, value)
		}()
		c.Next()
	}
}

// showFailure shows the 500 page, and, should the page panic as well, the
// status in words.
func showFailure(c *gin.Context, log *slog.Logger, pages *problem.Pages, value any) {
	defer func() {
		if second := recover(); second != nil {
			log.ErrorContext(c.Request.Context(), "panic in the error page", "value", fmt.Sprint(second))
			c.Writer.WriteHeader(http.StatusInternalServerError)
			_, _ = io.WriteString(c.Writer, http.StatusText(http.StatusInternalServerError)+"\n")
		}
	}()
	pages.Show(c, fmt.Errorf("panic: %v", value))
}
