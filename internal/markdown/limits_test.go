package markdown

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// fill repeats s to a little less than the limit of a text.
func fillUp(s string) string { return strings.Repeat(s, (maxBytes-1024)/len(s)) }

// nest puts a in front of and b behind a middle, as often as fits.
func nest(a, b string) string {
	n := (maxBytes - 1024) / (len(a) + len(b))
	return strings.Repeat(a, n) + "x" + strings.Repeat(b, n)
}

// numbered repeats a line with a number in it.
func numbered(format string) string {
	var b strings.Builder
	for i := 0; b.Len() < maxBytes-1024; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func TestTextsMadeToTakeLongAreRefused(t *testing.T) { // trust 0.7, T28
	cases := []struct{ name, src, limit string }{
		{"a text too long", strings.Repeat("a", maxBytes+1), "bytes"},
		{"links that never close", fillUp("[a]("), "unclosed links"},
		{"with a bracket", fillUp("[a](<b"), "unclosed links"},
		{"with parentheses", fillUp("[a](("), "unclosed links"},
		{"with titles", fillUp("[a](b ("), "unclosed links"},
		{"of images", fillUp("![[]()"), "unclosed links"},
		{"nested brackets", nest("[", "]"), "unclosed links"},
		{"quotes in quotes", fillUp("> "), "nesting"},
		{"without spaces", fillUp(">"), "nesting"},
		{"lists in lists", fillUp("+ "), "nesting"},
		{"numbered lists in lists", fillUp("1. "), "nesting"},
		{"lists in quotes", fillUp("> - "), "nesting"},
		{"lazy lines under deep quotes", strings.Repeat("> ", 32) + strings.Repeat("a\n", 100_000), "open blocks"},
		{"stars that never pair", "a**b" + fillUp("c* "), "unpaired delimiters"},
		{"stars and underscores", fillUp("*a_ "), "unpaired delimiters"},
		{"tildes", fillUp("~~a "), "unpaired delimiters"},
		{"a wide table of empty rows", strings.Repeat("|a", 2000) + "\n" + strings.Repeat("|-", 2000) + "\n" + strings.Repeat("a\n", 1000), "table cells"},
		{"link definitions", fillUp("[a]:\n"), "labels"},
		{"footnotes", numbered("[^%d]: a\n\n"), "labels"},
		{"references to one footnote", "[^1]: a\n\n" + fillUp("[^1] ")[:maxBytes-2048], "labels"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(Config{}).Render(c.src, "en-US")
			var limit *LimitError
			if !errors.As(err, &limit) || limit.Limit != c.limit {
				t.Errorf("error %v, want the limit of %s", err, c.limit)
			}
		})
	}
}

// denseTexts are texts within the limits that have as much in them as fits.
func denseTexts() map[string]string {
	return map[string]string{
		"brackets": fillUp("["), "exclamations": fillUp("!["), "quotes": fillUp(`"a "b`), "apostrophes": fillUp("'a "), "both": fillUp(`'"`),
		"escapes": fillUp(`\`), "backquotes": numbered("e%d`"), "entities": fillUp("&amp;"), "comments": "x " + fillUp("<!--"), "instructions": "x " + fillUp("<?"),
		"tags": "a " + fillUp("<b>"), "end tags": "a " + fillUp("</b>"), "crossed tags": "a " + fillUp("<b></i>"), "blocks": fillUp("<div>\n"), "links of HTML": "a " + fillUp("<a href=x>"),
		"equal headings": fillUp("# a\n"), "setext": fillUp("a\n-\n"), "times": fillUp("[04:13] "), "tasks": fillUp("- [ ] a\n"), "deep lists": deepLists(),
		"thematic breaks": fillUp("- ")[:4000] + "\n" + fillUp("- - -\n")[:200_000], "turns": fillUp("**A:** b\n\n"), "pauses": fillUp("**A:**\n\n"), "alerts": fillUp("> [!NOTE]\n> a\n\n"),
		"a full table": "|a|b|\n|-|-|\n" + fillUp("|x|y|\n"), "backtracking code": strings.Repeat("```csharp\n"+strings.Repeat("\n ", 8_000)+"\n```\n", 15), "code": "```go\n" + fillUp("func a() { return \"x\" }\n"), "shortcodes": fillUp("{{<"), "addresses": fillUp("www.a.b/("),
		"one line": fillUp("word "), "lines": fillUp("a\n"), "heading attributes": "# " + fillUp("{#a "), "definitions": fillUp(": a\n"), "used reference": "[a]: b\n\n" + fillUp("[a] ")[:200_000],
	}
}

func TestDenseTextsAreWithinTheLimits(t *testing.T) {
	for name, src := range denseTexts() {
		t.Run(name, func(t *testing.T) {
			// A quarter: how long the whole takes, the benchmark says.
			src = strings.ToValidUTF8(src[:len(src)/4], "")
			if _, err := New(Config{}).Render(src, "en-US"); err != nil {
				t.Errorf("error %v", err)
			}
		})
	}
}

// Trust 0.7 promises 0.3 s for each.
func BenchmarkDenseTexts(b *testing.B) {
	for name, src := range denseTexts() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := New(Config{}).Render(src, "en-US"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// deepLists nests as deep as indentation allows.
func deepLists() string {
	var b strings.Builder
	for i := 0; b.Len() < maxBytes-2048; i++ {
		b.WriteString(strings.Repeat(" ", i*2) + "* a\n")
	}
	return b.String()
}

func TestALimitSaysWhereAndWhat(t *testing.T) {
	_, err := New(Config{}).Render("a\n\n"+strings.Repeat("> ", 40)+"b", "en-US")
	if err == nil || err.Error() != "line 3: markdown over the limit of 32 nesting" {
		t.Errorf("error %v", err)
	}
}

func TestEveryRealTextRenders(t *testing.T) {
	root := os.Getenv("VERSO_CORPUS")
	if root == "" {
		t.Skip("VERSO_CORPUS is unset: no real texts to render")
	}
	r, texts := newTestRenderer(), 0
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		src, err := fs.ReadFile(os.DirFS(root), path)
		if err != nil {
			return err
		}
		doc, err := r.Render(string(src), "en-US")
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		texts++
		out := string(doc.HTML(Fill{}))
		checkSafe(t, path, out)
		if strings.Contains(path, "transcript") && !strings.Contains(out, `<div class="turn">`) {
			t.Errorf("%s is a transcript, and has no turns", path)
		}
		if strings.Contains(out, `\[`) || strings.Contains(out, `\{`) {
			if !strings.Contains(out, "<code") {
				t.Errorf("%s: backslashes of escapes are printed", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if texts < 500 {
		t.Errorf("%d texts in %s: too few to prove anything", texts, root)
	}
}
