package static

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// physical finds what would not mirror in a page read from right to left
// (trust 5, 1.3.2), and the property that W3C asks to leave to markup.
var physical = regexp.MustCompile(`(?m)^\s*((?:(?:margin|padding|border|inset)-)?(?:left|right|top|bottom)(?:-\w+)?` +
	`|(?:min-|max-)?(?:width|height)|direction)\s*:|:\s*(?:left|right)\s*;`)

func TestStyleSheetsHaveNoSides(t *testing.T) {
	files, err := filepath.Glob("css/*.css")
	if err != nil || len(files) < 2 {
		t.Fatalf("style sheets: %v, %v", files, err)
	}
	for _, file := range files {
		css, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range physical.FindAll(css, -1) {
			t.Errorf("%s: %q is physical; use the logical property", file, found)
		}
	}
}

func TestPhysicalFindsSides(t *testing.T) {
	for _, css := range []string{"  margin-left: 1px;", "  top: 0;", "  text-align: right;", "  direction: rtl;", "  max-width: 2em;", "  border-right-color: red;"} {
		if !physical.MatchString(css) {
			t.Errorf("%q passes as logical", css)
		}
	}
	for _, css := range []string{"  margin-inline-start: 1px;", "  border-block-end: 0;", "@media (width >= 54rem) {", "  line-height: 1.5;", "  text-align: start;"} {
		if physical.MatchString(css) {
			t.Errorf("%q passes as physical", css)
		}
	}
}
