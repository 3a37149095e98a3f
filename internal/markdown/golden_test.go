package markdown

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/locale"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden renders testdata/NAME.LOCALE.md and compares with
// testdata/NAME.LOCALE.html.
func TestGolden(t *testing.T) {
	sources, err := filepath.Glob("testdata/*.md")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, source := range sources {
		name := strings.TrimSuffix(source, ".md")
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			got := render(t, string(src), locale.Tag(strings.TrimPrefix(filepath.Ext(name), ".")))
			checkSafe(t, source, got)
			if *update {
				if err := os.WriteFile(name+".html", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name + ".html")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("HTML changed (-want +got):\n%s", diff)
			}
		})
	}
}
