package importer

import (
	"strings"
	"testing"
)

func TestCodeIsFoundWhereMarkdownSeesIt(t *testing.T) { // FACTS 34
	// Lines that end in "!" are code, fences included.
	for name, body := range map[string]string{
		"fences":                  "a\n```go!\nb!\n```!\nc\n~~~ x `y`!\n```!\n~~~!\nd",
		"a longer fence":          "````!\n```!\n````!\na",
		"a fence that never ends": "a\n```!\nb!\n\nc!",
		"a span of three":         "```a``` b\nc",
		"indented":                "a\n    b\n\n    c!\n\td!\ne",
		"indented at the top":     "    a!\nb",
		"in a quotation":          "> ```!\n> a!\n> ```!\n> b",
		"in a list":               "- a\n\n  b\n\n    c\n\n      d!\n- ```!\n  e!\n  ```!\n  f",
		"in a numbered list":      "10. a\n\n    b\n\n        c!\n\nd\n\n    e!",
		"after a nested list":     "- a\n  - b\n\n  c\n\n    d\n\n      e!\n\nf",
	} {
		var s codeScanner
		for line := range strings.Lines(body) {
			want := strings.HasSuffix(strings.TrimSpace(line), "!")
			written := strings.Replace(line, "!", "", 1)
			if got := s.next(written); got != want && strings.TrimSpace(line) != "" {
				t.Errorf("%s: line %q is code: %t, want %t", name, written, got, want)
			}
		}
	}
}
