// Package middleware is what every request passes on its way in: each file holds one guard, and web/server.go their order.
package middleware

import (
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/web/problem"
)

// Log names every request and writes one line about it when it is answered.
// The line holds nothing a reader typed but the path and the names of the
// query's parameters, both percent-encoded (T23), and nothing about who asked.
func Log(log *slog.Logger, now func() time.Time) gin.HandlerFunc {
	return func(c *gin.Context) {
		start := now()
		id := strconv.FormatUint(rand.Uint64(), 36)
		c.Writer.Header()[problem.RequestIDHeader] = []string{id}
		defer func() { // also when the connection is given up by panic
			level := slog.LevelInfo
			if isProbe(c.Request.URL.Path) {
				level = slog.LevelDebug
			}
			ctx := c.Request.Context()
			if !log.Enabled(ctx, level) {
				return
			}
			log.LogAttrs(ctx, level, "request",
				slog.String("id", id),
				slog.String("method", c.Request.Method),
				slog.String("path", c.Request.URL.EscapedPath()),
				slog.String("query", names(c.Request.URL)),
				slog.Int("status", c.Writer.Status()),
				slog.Int("bytes", max(0, c.Writer.Size())),
				slog.Duration("took", now().Sub(start)))
		}()
		c.Next()
	}
}

// names returns the names of the query's parameters in order, without values.
func names(u *url.URL) string {
	if u.RawQuery == "" {
		return ""
	}
	all := slices.Sorted(maps.Keys(u.Query()))
	for i, name := range all {
		all[i] = url.QueryEscape(name)
	}
	return strings.Join(all, " ")
}
