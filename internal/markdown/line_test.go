package markdown

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var lineAttribute = regexp.MustCompile(` data-line="([0-9]+)"`)

func live(t *testing.T, src string, first int) string {
	t.Helper()
	d, err := New(Config{}).Live(src, "en-US", first)
	if err != nil {
		t.Fatal(err)
	}
	return string(d.HTML(Fill{}))
}

func TestBlocksOfATextBeingWrittenKnowTheirLines(t *testing.T) {
	src := strings.Join([]string{
		"# One", "", "Two lines", "of text", "", "- item", "- item", "  - inner", "", "> quote", "", "```go", "x := 1", "```", "",
		"| a | b |", "|---|---|", "| 1 | 2 |", "", "<div dir=\"ltr\">raw</div>", "", "last[^1]", "", "[^1]: note",
	}, "\n")
	var got []string
	for _, m := range regexp.MustCompile(`<([a-z0-9]+)[^>]* data-line="([0-9]+)"`).FindAllStringSubmatch(live(t, src, 11), -1) {
		got = append(got, m[1]+" "+m[2])
	}
	want := []string{"h2 11", "p 13", "ul 16", "li 16", "li 17", "blockquote 20", "div 23", "table 26", "div 30", "p 32"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("elements and lines (-want +got):\n%s\n%s", d, live(t, src, 11))
	}
}

func TestATextBeingWrittenIsShownAsItWillBe(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no texts", err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := New(Config{}).Render(string(src), "en-US")
		if err != nil {
			t.Fatal(err)
		}
		numbered := live(t, string(src), 1)
		if !lineAttribute.MatchString(numbered) {
			t.Errorf("%s has no lines", file)
		}
		if diff := cmp.Diff(string(d.HTML(Fill{})), lineAttribute.ReplaceAllString(numbered, "")); diff != "" {
			t.Errorf("%s (-rendered +live):\n%s", file, diff)
		}
	}
}

// Trust 0.8: attributes that a script reads are ours alone.
func TestAuthorsWriteNoLines(t *testing.T) {
	html := live(t, "<p data-line=\"9\">a</p>\n\n<wbr id=\"line-9\">b <span data-line=\"9\" id=\"line9\">c</span>\n\n# d {data-line=9}", 1)
	for _, m := range lineAttribute.FindAllStringSubmatch(html, -1) {
		if m[1] == "9" {
			t.Errorf("an author wrote a line: %s", html)
		}
	}
	if !strings.Contains(html, `<wbr id="line-9">`) {
		t.Errorf("an author's own tag went: %s", html)
	}
}

// Performance 7: a long text with code, as often as somebody pauses.
func BenchmarkLive(b *testing.B) {
	paragraph := strings.Repeat("Some **words** of a [text](/a) that goes on. ", 20) + "\n\n"
	src := strings.Repeat(paragraph+"```go\nfunc main() { println(\"hello\") }\n```\n\n", 30)
	r := New(Config{})
	for b.Loop() {
		if _, err := r.Live(src, "en-US", 1); err != nil {
			b.Fatal(err)
		}
	}
}
