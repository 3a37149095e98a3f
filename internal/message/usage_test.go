package message

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"verso/internal/site"
)

// inTemplates and inGo match the places where a message's ID is written.
var (
	inTemplates = regexp.MustCompile(`[{( ](?:t|tn|text) "([A-Z]\w*)"`)
	inGo        = regexp.MustCompile(`(?:\.(?:Text|Plural)\(|(?:MessageID|TitleID|TextID): *|bad\[[^\]]+\] = |errs\.Invalid\{"\w+": *)"([A-Z]\w*)"`)
)

// quoted matches every string in the sources that could be a message's ID.
var quoted = regexp.MustCompile(`"([A-Z]\w*)"`)

// chosenAtRunTime lists the messages whose ID stands nowhere in the sources,
// and why.
func chosenAtRunTime() map[string]string {
	reasons := map[string]string{}
	for _, section := range site.Sections() {
		reasons[sectionID(section)] = "sectionID makes it of the section's name"
	}
	return reasons
}

// TestEveryMessageUsedExists reads all templates and Go files: a reader never
// sees an ID.
func TestEveryMessageUsedExists(t *testing.T) {
	english := shipped(t).words["en-US"]().messages
	used := 0
	check := func(name string, src []byte, pattern *regexp.Regexp) {
		for _, m := range pattern.FindAllSubmatch(src, -1) {
			used++
			if _, has := english[string(m[1])]; !has {
				t.Errorf("%s uses the message %s, which en-US.toml has not", name, m[1])
			}
		}
	}
	sources(t, func(name string, src []byte) {
		if path.Ext(name) == ".html" {
			check(name, src, inTemplates)
		} else {
			check(name, src, inGo)
		}
	})
	if used < 20 {
		t.Errorf("found %d uses of messages: the patterns no longer match how they are written", used)
	}
}

// TestEveryMessageIsUsed spares translators the words that no page says.
func TestEveryMessageIsUsed(t *testing.T) {
	found := map[string]string{} // the ID and the first source that has it
	sources(t, func(name string, src []byte) {
		for _, m := range quoted.FindAllSubmatch(src, -1) {
			if id := string(m[1]); found[id] == "" {
				found[id] = name
			}
		}
	})
	english := shipped(t).words["en-US"]().messages
	exceptions := chosenAtRunTime()
	for id := range english {
		if found[id] == "" && exceptions[id] == "" {
			t.Errorf("en-US.toml has the message %s, which no template and no program uses", id)
		}
	}
	for id, reason := range exceptions {
		if _, has := english[id]; !has || found[id] != "" {
			t.Errorf("%s need not be an exception (%s): in en-US.toml %t, in the sources %q",
				id, reason, has, found[id])
		}
	}
}

// sources calls do with every template and every Go file that is no test.
func sources(t *testing.T, do func(name string, src []byte)) {
	t.Helper()
	root := os.DirFS("../..")
	for _, dir := range []string{"templates", "internal", "cmd"} {
		walk(t, root, dir, func(name string) {
			template := path.Ext(name) == ".html" && dir == "templates"
			program := path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go")
			if !template && !program {
				return
			}
			src, err := fs.ReadFile(root, name)
			if err != nil {
				t.Fatal(err)
			}
			do(name, src)
		})
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
