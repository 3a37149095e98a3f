package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestAWorkThatTheSiteCannotTakeStopsNoOther(t *testing.T) { // R17
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		dir := t.TempDir()
		for _, name := range []string{"a", "b", "c"} {
			text := fmt.Sprintf("---\ntitle: %s\ntags: [T]\n---\nText %s\n", name, name)
			if err := os.WriteFile(filepath.Join(dir, name+".md"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		tree, err := OpenTree(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer tree.Close()
		r := &run{
			Importer: New(Config{
				DB: db, Now: time.Now,
				Sections: func(locale.Tag) map[site.Section]string { return nil },
				Address:  func(*site.Site, content.Summary) string { return "" },
			}),
			tree: tree, pics: newPictures(tree), now: storetest.Now,
		}
		setting, err := r.readSite(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		r.plan = NewPlan(tree, Options{}, setting)
		if err := r.readWork(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := r.prepare(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.plan.Groups[1].Variants[0].Post.Locale = "de" // which the site will not have
		if err := r.apply(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		report := r.report()
		if report.Created != 2 || len(report.Skipped) != 1 || report.Skipped[0].File != "b.md" || !strings.Contains(report.Skipped[0].Reason, "could not be kept") {
			t.Errorf("report %+v, want a and c created and b skipped", report)
		}
		for slug, want := range map[string]bool{"a": true, "b": false, "c": true} {
			_, err := db.PostBySlug(t.Context(), "en-US", content.Article, slug)
			if there := err == nil; there != want {
				t.Errorf("%s is there: %t, want %t", slug, there, want)
			}
		}
		if tags, err := db.TagsBySlug(t.Context(), "t"); err != nil || len(tags) != 1 || tags[0].Posts != 2 {
			t.Errorf("tags %+v (%v), want one with two posts", tags, err)
		}
	})
}
