package exporter_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"verso/internal/content"
	"verso/internal/exporter"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// many adds enough articles for several batches.
func many(t *testing.T, db *store.DB) house {
	t.Helper()
	h := newHouse(t, db)
	fill(t, h, 250, content.Draft)
	return h
}

func TestAnExportIsTheSiteAtOneMoment(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		h := many(t, db)
		before, _ := h.exports(t)
		dir := filepath.Join(t.TempDir(), "export")
		written := false
		_, err := h.exporter.Export(t.Context(), dir, exporter.Options{Progress: func(int, int) {
			if written {
				return
			}
			written = true
			storetest.Work(t, db, content.Post{Locale: en, Slug: "meanwhile"})
			p, err := db.PostBySlug(t.Context(), en, content.Article, "post-249")
			if err != nil {
				t.Fatal(err)
			}
			storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.RemovePost(ctx, p.ID) })
		}})
		if err != nil || !written {
			t.Fatalf("written meanwhile: %v, %v", written, err)
		}
		sameTrees(t, before, dir)
	})
}

func TestAnExportThatStopsLeavesNothing(t *testing.T) {
	h := many(t, storetest.SQLite(t))
	ctx, cancel := context.WithCancel(t.Context())
	dir := t.TempDir()
	_, err := h.exporter.Export(ctx, dir, exporter.Options{Progress: func(int, int) { cancel() }})
	if err == nil {
		t.Fatal("a stopped export did not fail")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("the folder holds %v (%v), want nothing", entries, err)
	}
}
