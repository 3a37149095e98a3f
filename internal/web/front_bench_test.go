package web_test

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/pagecache"
	"verso/internal/store"
	"verso/internal/web"
	"verso/internal/web/view"
)

// maxHitAllocations is the floor of row 5 (docs/performance.md).
const maxHitAllocations = 2

// A sink takes an answer as net/http's writer does: with a header that is
// made for each request, and without a place to keep the body.
type sink struct {
	header http.Header
	status int
	bytes  int
}

func (s *sink) Header() http.Header    { return s.header }
func (s *sink) WriteHeader(status int) { s.status = status }
func (s *sink) Write(p []byte) (int, error) {
	s.bytes += len(p)
	return len(p), nil
}

// hit returns a front whose cache has the page that r asks for.
func hit(t testing.TB) (front http.Handler, r *http.Request) {
	t.Helper()
	cfg := config(t)
	cfg.Areas = []web.Area{func(engine *gin.Engine) {
		engine.NoRoute(func(c *gin.Context) {
			store.NoteUse(c.Request.Context(), "post:1") // as every page of the site reads something
			view.Send(c.Writer, c.Request, http.StatusOK, view.Meta{Language: "en-US"}, []byte(style))
		})
	}}
	next, err := web.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	cache := pagecache.New[*web.Page](1 << 20)
	front = web.NewFront(next, web.FrontConfig{
		Cache: cache, Origin: cfg.Origin, Away: func() bool { return false }, Now: cfg.Now,
	})
	r = httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/en-us/articles/hello-world", nil)
	r.Host = "ex.test"
	r.Header.Set("Accept-Encoding", "gzip, deflate, br")
	front.ServeHTTP(&sink{header: http.Header{}}, r)
	if n := cache.Size().Entries; n != 1 {
		t.Fatalf("the cache has %d pages after the first request, want 1", n)
	}
	return front, r
}

// answer lets h answer r as a connection would.
func answer(h http.Handler, r *http.Request) *sink {
	w := &sink{header: http.Header{}}
	h.ServeHTTP(w, r)
	return w
}

// barely answers with the same fields, prebuilt, and nothing else: what any
// handler costs in net/http, whose header is a map that grows.
func barely(fields http.Header) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		maps.Copy(w.Header(), fields)
		w.WriteHeader(http.StatusOK)
	})
}

// A finished page costs at most two allocations beyond net/http's own (row 5).
func TestACacheHitHardlyAllocates(t *testing.T) {
	front, r := hit(t)
	w := answer(front, r)
	if w.status != http.StatusOK || w.bytes == 0 || w.header.Get("Content-Encoding") == "" {
		t.Fatalf("the hit answers %d with %d bytes and %v, want a compressed page", w.status, w.bytes, w.header)
	}
	const runs = 500
	bare := barely(w.header)
	ours := testing.AllocsPerRun(runs, func() { answer(front, r) })
	theirs := testing.AllocsPerRun(runs, func() { answer(bare, r) })
	if got := ours - theirs; got > maxHitAllocations {
		t.Errorf("a cache hit makes %g allocations (the least is %g), want %d more at most", ours, theirs, maxHitAllocations)
	}
}

// BenchmarkCacheHit measures what a finished page costs beside net/http (row
// 5).
func BenchmarkCacheHit(b *testing.B) {
	front, r := hit(b)
	w := &sink{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		clear(w.header)
		front.ServeHTTP(w, r)
	}
}
