//go:build browser

package browser

import (
	"os"
	"testing"

	"verso/internal/importer"
	"verso/internal/media"
	"verso/internal/server"
	"verso/internal/store"
	"verso/locales"
)

// importContent brings testdata/content into db and returns the folder of its
// pictures.
func importContent(t *testing.T, db *store.DB) *os.Root {
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
	report, err := files.Import(t.Context(), "testdata/content", importer.Options{Default: "en-US"})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range append(report.Skipped, report.Warnings...) {
		t.Errorf("import: %s:%d: %s", problem.File, problem.Line, problem.Reason)
	}
	return pictures.Root()
}
