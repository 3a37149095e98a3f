package exporter_test

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/exporter"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/media"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// english is the words for sections that the tests' sites use.
func english(locale.Tag) map[site.Section]string {
	words := map[site.Section]string{}
	for _, s := range site.Sections() {
		words[s] = string(s)
	}
	return words
}

// A house is a site with its data folder.
type house struct {
	db       *store.DB
	pictures *media.Store
}

func newHouse(t testing.TB, db *store.DB) house {
	t.Helper()
	pictures, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pictures.Close() })
	return house{db, pictures}
}

func (h house) imports(t testing.TB, dir string, o importer.Options) importer.Report {
	t.Helper()
	r, err := importer.New(importer.Config{
		DB: h.db, Media: h.pictures, Markdown: markdown.New(markdown.Config{}),
		Now: func() time.Time { return storetest.Now }, Sections: english,
		Address: func(s *site.Site, p content.Summary) string {
			path := "/" + p.Locale.Path() + "/"
			if section, ok := site.SectionOf(p.Kind); ok {
				path += s.Word(p.Locale, section) + "/"
			}
			return path + url.PathEscape(p.Slug)
		},
	}).Import(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (h house) exports(t testing.TB) (dir string, r exporter.Report) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "export")
	r, err := exporter.New(exporter.Config{DB: h.db, Media: h.pictures, Sections: english}).
		Export(t.Context(), dir, exporter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return dir, r
}

// tree reads every file below dir.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		below, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(below)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sameTrees checks that two exports are equal, byte for byte.
func sameTrees(t testing.TB, first, second string) {
	t.Helper()
	a, b := tree(t, first), tree(t, second)
	if len(a) < 2 {
		t.Fatalf("the export has %d files: it proves nothing", len(a))
	}
	for name, data := range a {
		switch other, there := b[name]; {
		case !there:
			t.Errorf("%s is not in the second export:\n%.600s", name, data)
		case !bytes.Equal([]byte(data), []byte(other)):
			t.Errorf("%s differs (-first +second):\n%s", name, cmp.Diff(data, other))
		}
		delete(b, name)
	}
	for name, data := range b {
		t.Errorf("%s is in the second export only:\n%.600s", name, data)
	}
}

// moves exports a site, imports that into an empty one, and exports it again:
// within a database, and from each to the other.
func moves(t *testing.T, fill func(t *testing.T, h house)) {
	t.Helper()
	type kind struct {
		name string
		open func(testing.TB) *store.DB
	}
	kinds := []kind{{"sqlite", storetest.SQLite}}
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		kinds = append(kinds, kind{"postgres", storetest.Postgres})
	}
	for _, from := range kinds {
		old := newHouse(t, from.open(t))
		fill(t, old)
		first, _ := old.exports(t)
		for _, to := range kinds {
			t.Run(from.name+" to "+to.name, func(t *testing.T) {
				fresh := newHouse(t, to.open(t))
				report := fresh.imports(t, first, importer.Options{})
				for _, problem := range append(report.Skipped, report.Warnings...) {
					t.Log(problem)
				}
				second, _ := fresh.exports(t)
				sameTrees(t, first, second)
				again := fresh.imports(t, first, importer.Options{})
				if again.Created+again.Updated > 0 || again.Unchanged != report.Created || report.Created == 0 {
					t.Errorf("importing the export again did %+v, after %+v; want nothing", again, report)
				}
			})
		}
	}
}

func TestRealSitesMoveWithoutALoss(t *testing.T) {
	corpus := os.Getenv("VERSO_CORPUS")
	if corpus == "" {
		t.Skip("VERSO_CORPUS is not set: no real content to move")
	}
	for _, set := range []string{
		"erickpatrick", "hugo-folder-glossary", "hugo-suffix-hextra", "zola-suffix-tabi", "jekyll-polyglot", "seeds", "transcripts",
	} {
		t.Run(set, func(t *testing.T) {
			moves(t, func(t *testing.T, h house) {
				r := h.imports(t, filepath.Join(corpus, set), importer.Options{Default: "en"})
				if r.Created == 0 {
					t.Fatalf("nothing was imported: %+v", r)
				}
			})
		})
	}
}
