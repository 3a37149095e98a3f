package message

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// inTemplates and inGo match the places where a message's ID is written.
var (
	inTemplates = regexp.MustCompile(`[{( ](?:t|tn|text) "([A-Z]\w*)"`)
	inGo        = regexp.MustCompile(`(?:\.(?:Text|Plural)\(|(?:MessageID|TitleID|TextID): *|bad\[[^\]]+\] = |errs\.Invalid\{"\w+": *)"([A-Z]\w*)"`)
)

// TestEveryMessageUsedExists reads all templates and Go files: a reader never
// sees an ID.
func TestEveryMessageUsedExists(t *testing.T) {
	root := os.DirFS("../..")
	english := shipped(t).words["en-US"].messages
	used := 0
	check := func(name string, pattern *regexp.Regexp) {
		src, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pattern.FindAllStringSubmatch(string(src), -1) {
			used++
			if english[m[1]] == nil {
				t.Errorf("%s uses the message %s, which en-US.toml has not", name, m[1])
			}
		}
	}
	for _, dir := range []string{"templates", "internal", "cmd"} {
		walk(t, root, dir, func(name string) {
			switch {
			case path.Ext(name) == ".html" && dir == "templates":
				check(name, inTemplates)
			case path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go"):
				check(name, inGo)
			}
		})
	}
	if used < 20 {
		t.Errorf("found %d uses of messages: the patterns no longer match how they are written", used)
	}
}

// walk calls do with the path of every file below dir.
func walk(t *testing.T, root fs.FS, dir string, do func(name string)) {
	t.Helper()
	err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			do(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
