package arch

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

// maxBytes is the largest file the repository keeps; bigger ones are built,
// fetched, or somebody's content.
const maxBytes = 400_000

func TestNoFileIsLarge(t *testing.T) {
	walk(t, func(name string) {
		info, err := fs.Stat(root(), name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > maxBytes {
			t.Errorf("%s has %d bytes, want %d at most", name, info.Size(), maxBytes)
		}
	})
}

// Where packages come from is the machine's own setting.
func TestNoPackageRegistryIsNamed(t *testing.T) {
	names := regexp.MustCompile(`registry\.[a-z]+js|proxy\.go` + `lang|GO` + `PROXY\s*=|"resol` + `ved":\s*"http|(?m)^\s*regis` + `try\s*=`)
	walk(t, func(name string) {
		if ext := path.Ext(name); ext == ".png" || ext == ".woff2" {
			return
		}
		if found := names.FindString(read(t, name)); found != "" {
			t.Errorf("%s names a package registry: %q", name, found)
		}
	})
}

// A page mirrors itself in a right-to-left locale only if no style names a
// side of the screen, and its direction comes from the markup alone.
func TestStylesNameNoSideOfTheScreen(t *testing.T) {
	comments := regexp.MustCompile(`(?s)/\*.*?\*/`)
	physical := regexp.MustCompile(`(?m)[\w-]+-(left|right)(-[\w-]+)?\s*:|(^|[;{\s])(left|right|direction)\s*:|(float|clear|text-align|caption-side)\s*:\s*(left|right)\b`)
	if physical.FindString("a { margin-left: 0 }") == "" || physical.FindString("a {right: 0}") == "" || physical.FindString("a { flex-direction: row; margin-inline: 0 }") != "" {
		t.Fatal("the pattern does not know a side from another word")
	}
	sheets := 0
	walk(t, func(name string) {
		if path.Ext(name) != ".css" {
			return
		}
		sheets++
		for _, found := range physical.FindAllString(comments.ReplaceAllString(read(t, name), ""), -1) {
			t.Errorf("%s: %q names a side; use inline-start, inline-end or start, end", name, strings.TrimSpace(found))
		}
	})
	if sheets == 0 {
		t.Error("no style sheet was read")
	}
}
