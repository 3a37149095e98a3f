package arch

import (
	"slices"
	"strings"
	"testing"
)

// assets are the packages that only embed files.
var assets = []string{"locales", "migrations", "static", "templates"}

// layers reads the drawing: each line lists packages, the lowest last.
func layers(t *testing.T) [][]string {
	t.Helper()
	var lines [][]string
	for _, line := range block(t, "Layers") {
		lines = append(lines, strings.Fields(line)[1:]) // without its number
	}
	if len(lines) < 10 {
		t.Fatalf("the drawing has %d layers: it was not read rightly", len(lines))
	}
	slices.Reverse(lines)
	return lines
}

// layer returns the index of the layer that lists pkg, or -1.
func layer(lines [][]string, pkg string) int {
	return slices.IndexFunc(lines, func(line []string) bool { return slices.Contains(line, pkg) })
}

func TestImportsPointDown(t *testing.T) {
	lines := layers(t)
	checked := 0
	for _, s := range sources(t) {
		if s.test || tool(s.pkg) {
			continue
		}
		from := layer(lines, s.pkg)
		if from < 0 {
			t.Errorf("%s: package %s is in no layer of docs/architecture.md", s.path, s.pkg)
			continue
		}
		for _, name := range s.imports() {
			dep, ours := strings.CutPrefix(name, module)
			if !ours {
				continue
			}
			checked++
			if dep = room(dep); layer(lines, dep) >= from || layer(lines, dep) < 0 {
				t.Errorf("%s imports %s, which is not below it", s.path, dep)
			}
		}
	}
	if checked == 0 {
		t.Error("no import of our own was checked")
	}
}

func TestOnlyTheProgramReadsSettingsAndAssets(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || tool(s.pkg) {
			continue
		}
		for _, name := range s.imports() {
			dep := room(strings.TrimPrefix(name, module))
			if s.pkg != "cmd/verso" && (dep == "config" || slices.Contains(assets, dep)) {
				t.Errorf("%s imports %s; only cmd/verso may, and hands it down", s.path, dep)
			}
			if slices.Contains(support, dep) {
				t.Errorf("%s imports %s, which is for tests", s.path, dep)
			}
		}
	}
}

func TestArchitectureNamesEveryRoom(t *testing.T) {
	const later = "(to come)"
	drawn := map[string]bool{} // room to whether it is still to come
	for _, line := range block(t, "Tree") {
		name, duty, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name = strings.TrimSuffix(name, "/"); name == "internal" {
			continue
		}
		if strings.TrimSpace(duty) == "" {
			t.Errorf("the tree of docs/architecture.md names %s without its duty", name)
		}
		drawn[name] = strings.HasSuffix(duty, later)
	}

	there := map[string]bool{}
	for _, s := range sources(t) {
		if !tool(s.pkg) {
			there[s.pkg] = true
		}
	}
	for name := range there {
		if future, named := drawn[name]; !named || future {
			t.Errorf("package %s is not in the tree of docs/architecture.md, or is marked %q there", name, later)
		}
	}
	for name, future := range drawn {
		if !future && !there[name] {
			t.Errorf("docs/architecture.md draws %s, which is not there; mark it %q", name, later)
		}
	}
	for _, line := range layers(t) {
		for _, name := range line {
			if _, named := drawn[name]; !named {
				t.Errorf("the layers list %s, which the tree does not name", name)
			}
		}
	}
}
