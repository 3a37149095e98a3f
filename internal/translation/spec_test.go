package translation

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// examples returns the examples of the CommonMark specification and those of
// GFM's extensions, which goldmark's module holds; they are not ours to copy.
func examples(t testing.TB) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("where goldmark is: %v", err)
	}
	dir := strings.TrimSpace(string(out))
	raw, err := os.ReadFile(filepath.Join(dir, "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var spec []struct{ Markdown string }
	if err := json.Unmarshal(raw, &spec); err != nil {
		t.Fatal(err)
	}
	if len(spec) < 652 {
		t.Fatalf("%d examples, want the 652 of CommonMark", len(spec))
	}
	var all []string
	for _, example := range spec {
		all = append(all, example.Markdown)
	}
	for _, name := range []string{"table", "footnote", "definition_list", "tasklist", "strikethrough", "linkify"} {
		raw, err := os.ReadFile(filepath.Join(dir, "extension", "_test", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		found := extensionExamples(string(raw))
		if len(found) < 3 {
			t.Fatalf("%d examples of %s", len(found), name)
		}
		all = append(all, found...)
	}
	return all
}

// extensionExamples reads goldmark's form of examples: a number, the Markdown
// and the HTML between three rules.
func extensionExamples(file string) []string {
	var all []string
	for _, example := range strings.Split(file, "//= = =") {
		parts := strings.Split(example, "//- - - - - - - - -//\n")
		if len(parts) == 3 {
			all = append(all, parts[1])
		}
	}
	return all
}

func TestCase2EveryExampleOfTheSpecificationComesBack(t *testing.T) {
	segments := 0
	for _, src := range examples(t) {
		for _, written := range []string{src, strings.ReplaceAll(src, "\n", "\r\n"), "\ufeff" + src} {
			segments += comesBack(t, written)
		}
	}
	if segments < 2000 {
		t.Errorf("only %d segments were met", segments)
	}
}

// comesBack checks that a text is its own splice, and that a translation of
// each of its segments keeps the structure. It returns how many it has.
func comesBack(t testing.TB, src string) int {
	t.Helper()
	d, err := Parse(src)
	if err != nil {
		t.Errorf("Parse(%.80q): %v", src, err)
		return 0
	}
	same, other := map[int]Edit{}, map[int]Edit{}
	for i, s := range d.Segments {
		same[i] = Edit{Text: s.Text}
		other[i] = Edit{Text: pseudo(s)}
	}
	back, _, err := d.Splice(same)
	if err != nil || back.Source != src {
		t.Errorf("%.200q spliced with itself: %v", src, err)
		return 0
	}
	covers(t, d)
	translated, at, err := d.Splice(other)
	if err != nil {
		t.Errorf("%.200q in another language: %v", src, err)
		return 0
	}
	for i := range d.Segments {
		if got := translated.Segments[at[i]].Text; got != other[i].Text {
			t.Errorf("%.200q: segment %d is %q, want %q", src, i, got, other[i].Text)
		}
	}
	return len(d.Segments)
}

// pseudo returns a text of the same markup in no language.
func pseudo(s Segment) string {
	switch s.Kind {
	case ImageSrc:
		return s.Text + "x"
	case HTML, Code:
		return s.Text
	}
	return "Ž" + s.Text + " ž"
}

// covers checks that the blocks of d are its whole source and hold its
// segments.
func covers(t testing.TB, d *Document) {
	t.Helper()
	at, next := 0, 0
	for _, b := range d.Blocks {
		if b.Start != at || b.First != next || b.End < b.Start || b.Last < b.First {
			t.Errorf("%.200q: block %+v begins not where the one before ends: byte %d, segment %d", d.Source, b, at, next)
		}
		at, next = b.End, b.Last
	}
	if at != len(d.Source) || next != len(d.Segments) {
		t.Errorf("%.200q: the blocks end at %d of %d bytes, %d of %d segments", d.Source, at, len(d.Source), next, len(d.Segments))
	}
}
