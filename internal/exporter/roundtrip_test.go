package exporter_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/exporter"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/message"
	"verso/internal/server"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
)

// A house is a site with its data folder, and what brings texts in and out.
type house struct {
	db       *store.DB
	pictures *media.Store
	importer *importer.Importer
	exporter *exporter.Exporter
}

func clock() time.Time { return storetest.Now }

func newHouse(t testing.TB, db *store.DB) house {
	t.Helper()
	pictures, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pictures.Close() })
	files, err := server.NewImporter(db, pictures, locales.FS, clock)
	if err != nil {
		t.Fatal(err)
	}
	out := exporter.New(exporter.Config{DB: db, Media: pictures, Sections: sections(t)})
	return house{db, pictures, files, out}
}

// sections is the catalog's words for sections.
func sections(t testing.TB) func(locale.Tag) map[site.Section]string {
	t.Helper()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return catalog.Sections
}

func (h house) imports(t testing.TB, dir string, o importer.Options) importer.Report {
	t.Helper()
	r, err := h.importer.Import(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (h house) exports(t testing.TB) (dir string, r exporter.Report) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "export")
	r, err := h.exporter.Export(t.Context(), dir, exporter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return dir, r
}

// failer is what tests and properties share.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// tree reads every file below dir.
func tree(t failer, dir string) map[string]string {
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
func sameTrees(t failer, first, second string) {
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

// moves has a site move from SQLite to PostgreSQL and back to SQLite, or to
// another SQLite where there is no PostgreSQL. The last house is returned.
func moves(t *testing.T, old house) house {
	t.Helper()
	return movesTo(t, old, append(elsewhere(), storetest.SQLite)...)
}

// elsewhere opens the other kind of database, where there is one.
func elsewhere() []func(testing.TB) *store.DB {
	if os.Getenv("VERSO_TEST_POSTGRES") == "" {
		return nil
	}
	return []func(testing.TB) *store.DB{storetest.Postgres}
}

// movesTo has a site move from database to database. Every export on the way
// must be the first one, byte for byte. The last house is returned.
func movesTo(t *testing.T, old house, to ...func(testing.TB) *store.DB) house {
	t.Helper()
	first, written := old.exports(t)
	if len(written.Warnings) > 0 {
		t.Errorf("the export warns: %+v", written.Warnings)
	}
	from, last := first, old
	for _, open := range to {
		last = newHouse(t, open(t))
		report := last.imports(t, from, importer.Options{})
		if len(report.Skipped) > 0 || report.Created == 0 {
			t.Errorf("importing the export: %d posts, skipped %+v", report.Created, report.Skipped)
		}
		from, _ = last.exports(t)
		sameTrees(t, first, from)
		again := last.imports(t, first, importer.Options{})
		if again.Created+again.Updated > 0 || again.Unchanged != report.Created {
			t.Errorf("importing the export again did %+v, after %+v; want nothing", again, report)
		}
	}
	return last
}

func TestRealSitesMoveWithoutALoss(t *testing.T) {
	t.Parallel()
	corpus := os.Getenv("VERSO_CORPUS")
	if corpus == "" {
		t.Skip("VERSO_CORPUS is not set: no real content to move")
	}
	for _, set := range []string{
		"erickpatrick", "hugo-folder-glossary", "hugo-suffix-hextra", "zola-suffix-tabi", "jekyll-polyglot", "seeds", "transcripts",
	} {
		t.Run(set, func(t *testing.T) {
			t.Parallel()
			old := newHouse(t, storetest.SQLite(t))
			old.imports(t, filepath.Join(corpus, set), importer.Options{Default: "en"})
			// One move each, to the other database where there is one: the way
			// back is that of the small sites. The largest stays on SQLite.
			to := append(elsewhere(), storetest.SQLite)
			if set == "hugo-folder-glossary" {
				to = to[len(to)-1:]
			}
			movesTo(t, old, to[0])
		})
	}
}
