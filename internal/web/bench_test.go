package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/web"
	"verso/internal/web/view"
)

// BenchmarkServer measures what every request costs besides its page: the
// guards, the router, and an answer that is ready.
func BenchmarkServer(b *testing.B) {
	cfg := config(b)
	page := view.NewAnswer(http.StatusOK, view.Meta{Language: "en-US"}, []byte(style))
	cfg.Areas = []web.Area{func(engine *gin.Engine) {
		engine.NoRoute(func(c *gin.Context) { page.Serve(c.Writer, c.Request) })
	}}
	h, err := web.New(cfg)
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodGet, "/en-us/articles/hello-world", nil)
	r.Host = "ex.test"
	r.Header.Set("Accept-Encoding", "gzip")
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
}
