package arch

import (
	"go/ast"
	"go/format"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// maxLines is the longest a file may be; one idea fits well below it.
const maxLines = 400

func TestEveryPackageSaysItsDuty(t *testing.T) {
	said := map[string]int{}
	for _, s := range sources(t) {
		if strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		said[s.pkg] += 0
		if s.file.Doc == nil {
			continue
		}
		said[s.pkg]++
		want := "Package " + s.file.Name.Name + " "
		if s.file.Name.Name == "main" {
			want = "Command "
		}
		if doc := s.file.Doc.Text(); !strings.HasPrefix(doc, want) {
			t.Errorf("%s: the package comment begins %.30q, want %q", s.path, doc, want)
		}
	}
	for pkg, n := range said {
		if n != 1 {
			t.Errorf("package %s has %d package comments, want one", pkg, n)
		}
	}
}

func TestPackagesAreNamedForWhatTheyHold(t *testing.T) {
	empty := []string{"util", "utils", "common", "helper", "helpers", "model", "models", "types", "core", "base", "misc"}
	for _, s := range sources(t) {
		if slices.Contains(empty, strings.TrimSuffix(s.file.Name.Name, "_test")) {
			t.Errorf("%s: package %s is named for nothing", s.path, s.file.Name.Name)
		}
	}
}

func TestFilesAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if n := strings.Count(s.text, "\n"); n > maxLines && !ast.IsGenerated(s.file) {
			t.Errorf("%s has %d lines, want %d at most: split it by idea", s.path, n, maxLines)
		}
	}
}

func TestFilesAreFormatted(t *testing.T) {
	for _, s := range sources(t) {
		formatted, err := format.Source([]byte(s.text))
		if err != nil {
			t.Errorf("%s: %v", s.path, err)
		} else if string(formatted) != s.text {
			t.Errorf("%s is not formatted; gofmt -w mends it", s.path)
		}
	}
}

func TestNothingRunsBeforeMain(t *testing.T) {
	for _, s := range sources(t) {
		for _, decl := range s.file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s: func init; let the caller say when", s.fset.Position(f.Pos()))
			}
		}
	}
}

// The one permitted skip is over real content, and says so; any other would
// let "make test" be green without having tested.
func TestOnlyTestsOverRealContentSkip(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, sel.Sel.Name) {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); !ok || len(x.Name) > 2 { // t, b, tb, f
				return true
			}
			line := s.text[s.fset.Position(call.Pos()).Offset:s.fset.Position(call.End()).Offset]
			if !strings.Contains(line, "VERSO_CORPUS") {
				t.Errorf("%s skips a test: %s", s.fset.Position(call.Pos()), line)
			}
			return true
		})
	}
}

func TestNothingUnfinishedIsMarkedAndMerged(t *testing.T) {
	unfinished := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X|HA` + `CK)\b`)
	text := regexp.MustCompile(`(\.(go|html|css|js|mjs|sql|toml|md|txt|txtar|yml|sh)|Makefile|Dockerfile)$|^scripts/|^\.ci/`)
	walk(t, func(name string) {
		if !text.MatchString(name) {
			return
		}
		for i, line := range strings.Split(read(t, name), "\n") {
			if unfinished.MatchString(line) {
				t.Errorf("%s:%d is marked unfinished: %s", name, i+1, strings.TrimSpace(line))
			}
		}
	})
}
