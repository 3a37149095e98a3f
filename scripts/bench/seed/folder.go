package seed

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// WriteFolder writes the site as Markdown below dir, a folder for each locale,
// and returns how many files there are.
func (s *Site) WriteFolder(dir string) (files int, err error) {
	for _, l := range Locales() {
		if err := os.MkdirAll(filepath.Join(dir, l.Path()), 0o755); err != nil {
			return files, err
		}
	}
	for {
		w, ok := s.Next()
		if !ok {
			return files, nil
		}
		for _, t := range w.Texts {
			name := filepath.Join(dir, t.Locale.Path(), t.Slug+".md")
			if err := os.WriteFile(name, []byte(t.file(w)), 0o600); err != nil {
				return files, err
			}
			files++
		}
	}
}

// file returns the text with its front matter.
func (t Text) file(w Work) string {
	tags := make([]string, len(w.Terms))
	for i, term := range w.Terms {
		tags[i] = fmt.Sprintf("subject %d", term)
	}
	return fmt.Sprintf("---\ntitle: %q\ndescription: %q\ndate: %s\nauthor: Ana Souza\ntranslationKey: work-%d\ntags: [%s]\n---\n\n%s",
		t.Title, t.Excerpt, t.PublishedAt.Format(time.RFC3339), w.Number, strings.Join(tags, ", "), t.Body)
}
