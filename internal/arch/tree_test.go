package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// module is the path before every import of our own.
const module = "verso/"

// support are the packages that tests import and the program does not.
var support = []string{"store/storetest", "web/webtest", "arch", "browser"}

// A source is one Go file of the repository.
type source struct {
	path string // from the root, such as "internal/store/post.go"
	pkg  string // as architecture.md names it: "store", "cmd/verso"
	test bool   // a _test.go file, or a file of a support package
	text string
	file *ast.File
	fset *token.FileSet
}

// room turns a folder of the tree into the name architecture.md has for it.
func room(dir string) string { return strings.TrimPrefix(dir, "internal/") }

// tool reports whether a package is a program of the repository's own upkeep,
// which no layer has.
func tool(pkg string) bool { return strings.HasPrefix(pkg, "scripts/") }

// root is the repository.
func root() fs.FS { return os.DirFS("../..") }

// walk calls visit for every file that belongs to the repository: what is
// built, fetched or kept for running is none of it.
func walk(t *testing.T, visit func(name string)) {
	t.Helper()
	skip := []string{".git", "bin", "data", "node_modules", "static/dist"}
	err := fs.WalkDir(root(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains(skip, name):
			return fs.SkipDir
		case d.Type().IsRegular():
			visit(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// read returns a file of the repository.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(root(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sources parses every Go file of the repository.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	walk(t, func(name string) {
		if path.Ext(name) != ".go" || strings.Contains(name, "/testdata/") {
			return
		}
		s := source{path: name, pkg: room(path.Dir(name)), text: read(t, name), fset: token.NewFileSet()}
		s.test = strings.HasSuffix(name, "_test.go") || slices.Contains(support, s.pkg)
		var err error
		s.file, err = parser.ParseFile(s.fset, name, s.text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	})
	if len(all) < 20 {
		t.Fatalf("found only %d Go files: the walk is broken", len(all))
	}
	return all
}

// imports returns the paths that s imports.
func (s source) imports() []string {
	var all []string
	for _, spec := range s.file.Imports {
		all = append(all, strings.Trim(spec.Path.Value, `"`))
	}
	return all
}

// page returns architecture.md from the heading to the next one.
func page(t *testing.T, heading string) string {
	t.Helper()
	_, text, found := strings.Cut(read(t, "docs/architecture.md"), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("docs/architecture.md has no section %q", heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// block returns the lines of the first fenced block under the heading.
func block(t *testing.T, heading string) []string {
	t.Helper()
	parts := strings.SplitN(page(t, heading), "```", 3)
	if len(parts) < 3 {
		t.Fatalf("section %q of docs/architecture.md has no fenced block", heading)
	}
	return strings.Split(strings.Trim(parts[1], "\n"), "\n")
}
