package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/pagecache"
	"verso/internal/store"
	"verso/internal/web"
	"verso/internal/web/view"
)

// A query makes a page of its own in the cache only where the page says that
// it depends on it: nobody can fill the cache with one page (trust T27).
func TestOnlyAQueryThatAPageHeedsIsKept(t *testing.T) {
	const heeded = "with=pt-br"
	for _, test := range []struct {
		query string
		kept  string // the addresses in the cache afterwards, "" for none
	}{
		{"utm_source=a&ref=b", "/x"},
		{heeded, "/x?" + heeded}, {"utm_source=a&" + heeded + "&gclid=b", "/x?" + heeded},
		{"with=xx", ""}, {"with=", ""}, {"with", ""}, {"with=pt%2Dbr", ""}, {heeded + "&" + heeded, ""}, {"with=xx&" + heeded, ""},
		{heeded + "&page=2", ""}, {"page=2", ""}, {"With=pt-br", ""}, {"?" + heeded, ""},
	} {
		t.Run(test.query, func(t *testing.T) {
			cfg, made := config(t), 0
			cfg.Areas = []web.Area{func(engine *gin.Engine) {
				engine.NoRoute(func(c *gin.Context) {
					made++
					store.NoteUse(c.Request.Context(), store.AllKeys)
					meta, text := view.Meta{}, "alone"
					if c.Query("with") == "pt-br" {
						meta.Query, text = heeded, "together"
					}
					view.Send(c.Writer, c.Request, http.StatusOK, meta, []byte(text))
				})
			}}
			next, err := web.New(cfg)
			if err != nil {
				t.Fatal(err)
			}
			cache := pagecache.New[*web.Page](1 << 20)
			front := web.NewFront(next, web.FrontConfig{Cache: cache, Origin: cfg.Origin, Away: func() bool { return false }, Now: cfg.Now})
			texts := map[string]bool{}
			for range 2 {
				w := httptest.NewRecorder()
				front.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "https://ex.test/x?"+test.query, nil))
				texts[w.Body.String()] = true
			}
			kept := cache.Addresses()
			if test.kept == "" && (len(kept) != 0 || made != 2) || test.kept != "" && (len(kept) != 1 || kept[0] != test.kept || made != 1) {
				t.Errorf("kept are %q after %d answers, want %q", kept, made, test.kept)
			}
			if len(texts) != 1 {
				t.Errorf("the kept answer is another: %v", texts)
			}
		})
	}
}
