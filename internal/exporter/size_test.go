package exporter_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/exporter"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// fill adds n articles with texts of about four kilobytes.
func fill(t testing.TB, h house, n int, status content.Status) {
	t.Helper()
	storetest.Locales(t, h.db, en)
	body := strings.Repeat("A sentence of some words that an author wrote.\n\n", 85)
	storetest.Do(t, h.db, func(ctx context.Context, tx *store.Tx) error {
		for i := range n {
			group, err := tx.AddGroup(ctx, content.Group{Kind: content.Article})
			if err != nil {
				return err
			}
			at := storetest.Now.AddDate(0, 0, -i%4000)
			_, err = tx.AddPost(ctx, content.Post{
				GroupID: group.ID, Kind: content.Article, Locale: en, Slug: fmt.Sprintf("post-%d", i), Title: fmt.Sprintf("Post: %d", i),
				Body: body, Status: status, PublishedAt: &at, CreatedAt: at, UpdatedAt: at, Extra: `{"mood":"sunny"}`,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// peak exports the site and returns the most memory, in bytes, that was in use
// while it did.
func peak(t testing.TB, h house) uint64 {
	t.Helper()
	var most uint64
	_, err := h.exporter.Export(t.Context(), filepath.Join(t.TempDir(), "export"), exporter.Options{Progress: func(int, int) {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
	}})
	if err != nil {
		t.Fatal(err)
	}
	return most
}

func TestMemoryDoesNotGrowWithTheSite(t *testing.T) {
	var use [2]uint64
	for i, n := range []int{200, 2000} {
		h := newHouse(t, storetest.SQLite(t))
		fill(t, h, n, content.Draft)
		use[i] = peak(t, h)
	}
	// Ten times the posts are 7 MB more of text.
	if use[1] > use[0]+2<<20 {
		t.Errorf("200 posts took %d kB and 2,000 took %d kB; want no growth", use[0]>>10, use[1]>>10)
	}
}

func BenchmarkExport(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			h := newHouse(b, storetest.SQLite(b))
			fill(b, h, n, content.Draft)
			dir := b.TempDir()
			for i := 0; b.Loop(); i++ {
				if _, err := h.exporter.Export(b.Context(), filepath.Join(dir, fmt.Sprint(i)), exporter.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "posts/s")
		})
	}
}
