package translation

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verso/internal/frontmatter"
)

func TestEveryDocumentOfTheCorpusComesBack(t *testing.T) {
	root := os.Getenv("VERSO_CORPUS")
	if root == "" {
		t.Skip("VERSO_CORPUS is not set: no real texts to take apart")
	}
	documents, segments := map[string]int{}, map[string]int{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".md" {
			return err
		}
		inside, _ := filepath.Rel(root, name)
		set, _, folder := strings.Cut(inside, string(filepath.Separator))
		if !folder {
			return nil // what is said about the sets
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		documents[set]++
		comesBack(t, string(src)) // its header is no text, but bytes all the same
		if doc, err := frontmatter.Parse(src); err == nil {
			segments[set] += comesBack(t, string(doc.Body))
		}
		return nil
	})
	if err != nil || len(documents) == 0 {
		t.Fatalf("%d sets were read: %v", len(documents), err)
	}
	for set, n := range documents {
		t.Logf("%s: %d documents, %d segments, every byte where it was", set, n, segments[set])
	}
}
