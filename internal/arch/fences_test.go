package arch

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A fence says where a library may be imported.
type fence struct {
	library string   // a module, or a folder of one
	only    []string // rooms; a room opens those beneath it
}

// around returns the closest fence around an import path.
func around(fences []fence, name string) (fence, bool) {
	var best fence
	for _, f := range fences {
		inside := name == f.library || strings.HasPrefix(name, f.library+"/")
		if inside && len(f.library) > len(best.library) {
			best = f
		}
	}
	return best, best.library != ""
}

// admits reports whether s may import what stands behind the fence.
func (f fence) admits(s source) bool {
	if s.test || slices.Contains(f.only, "anywhere") {
		return true
	}
	return slices.ContainsFunc(f.only, func(room string) bool {
		return s.pkg == room || strings.HasPrefix(s.pkg, room+"/")
	})
}

// fences reads the table of docs/architecture.md.
func fences(t *testing.T) []fence {
	t.Helper()
	row := regexp.MustCompile("^\\| `([^`]+)` \\| (.+) \\|$")
	var all []fence
	for line := range strings.Lines(page(t, "Fences")) {
		if m := row.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			all = append(all, fence{m[1], strings.Fields(strings.ReplaceAll(m[2], "`", ""))})
		}
	}
	if len(all) < 10 {
		t.Fatalf("the table of fences has %d rows: it was not read rightly", len(all))
	}
	return all
}

func TestLibrariesStayBehindTheirFences(t *testing.T) {
	all := fences(t)
	used := map[string]bool{}
	for _, s := range sources(t) {
		if tool(s.pkg) {
			continue
		}
		for _, name := range s.imports() {
			first, _, _ := strings.Cut(name, "/")
			if !strings.Contains(first, ".") { // the standard library, or our own
				continue
			}
			f, found := around(all, name)
			switch {
			case !found:
				t.Errorf("%s imports %s, which has no fence; a new library needs a row in docs/architecture.md and a decision", s.path, name)
			case !f.admits(s):
				t.Errorf("%s imports %s, which is only for %v", s.path, name, f.only)
			}
			used[f.library] = true
		}
	}
	for _, f := range all {
		if !used[f.library] {
			t.Errorf("nothing imports %s any more; remove its fence", f.library)
		}
	}
}

func TestAroundPrefersTheClosestFence(t *testing.T) {
	all := []fence{{"example.org/text", nil}, {"example.org/text/language", []string{"locale"}}}
	for name, want := range map[string]string{
		"example.org/text/language":         "example.org/text/language",
		"example.org/text/language/display": "example.org/text/language",
		"example.org/text/width":            "example.org/text",
		"example.org/textual":               "",
	} {
		if got, _ := around(all, name); got.library != want {
			t.Errorf("around(%q) = %q, want %q", name, got.library, want)
		}
	}
}
