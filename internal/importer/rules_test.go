package importer

import (
	"strings"
	"testing"
)

func FuzzParseRule(f *testing.F) {
	for _, seed := range []string{"/a /b 301", "/a/* /b/:splat 302!", "/a //evil", "/a /\\evil", "/%2f%2fevil /x", "/a https://x.test/:splat"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, why := parseRule(strings.Fields(line))
		if why != "" {
			return
		}
		if err := r.Validate(); err != nil {
			t.Errorf("parseRule(%q) let %+v through: %v", line, r, err)
		}
		if to := r.Target(r.From + "/\\evil.test//x"); strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\") {
			t.Errorf("parseRule(%q) leads to another host: %q", line, to)
		}
	})
}
