package importer

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func FuzzCleanSyntax(f *testing.F) {
	for _, seed := range []string{
		"{% raw %}{{ x }}{% endraw %}", "{% highlight go %}\nx\n{% endhighlight %}", "import A from 'a'\n\n<Tabs a={{b: 1}}>\nx\n</Tabs>",
		"# A\n{: #b .c}\n\n* TOC\n{:toc}\n", "[a]({% link b.md %}) {{< figure src=\"a\" >}}", "export const a = {\n\n}", "- a\n\n      b\n> ```\n> c",
		"{% comment %}\na\n{% endcomment %} b <A.B c='d\n'/>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if body = strings.ReplaceAll(body, leftOut, ""); strings.Contains(body, "\r") {
			return // lines end in "\n" here
		}
		files := newFileIndex([]document{{Path: "a.md"}, {Path: "b/index.md"}})
		c := cleaner{body: body, files: files, from: "a.md"}
		text, lost := c.clean()
		if strings.Contains(text, leftOut) {
			t.Errorf("%q became %q, with a mark of ours", body, text)
		}
		if lines(text)+len(lost) != lines(body) || !slices.IsSorted(lost) {
			t.Errorf("%q became %q: %d lines without %v", body, text, lines(body), lost)
		}
		if strings.ContainsAny(body, "`~") || strings.Contains(body, "highlight") {
			return
		}
		code := "Text\n\n```\n" + body + "\n```\n"
		c = cleaner{body: code, files: files, from: "a.md"}
		if text, _ := c.clean(); text != code {
			t.Errorf("code %q became %q", code, text)
		}
	})
}

func TestHostileSyntaxIsCleanedQuickly(t *testing.T) {
	for _, fill := range []string{
		"{% highlight x %}\n", "{% raw %}", "{% comment %}", "<Ab c={{", "<Ab c='", "{: #a}", "{: #a}\n", "# a\n{: #a}\n", "* a\n{:toc}\n", "export const a\n", "import {\n",
		"](\t{{", "[a]({% link b %})", "{{< figure src=\"", "{{/*", "`", "```\n", "> ", "    ", "<A", "- ", "{: a", "href=\"{%",
	} {
		c := cleaner{body: strings.Repeat(fill, 256<<10/len(fill)), files: newFileIndex(nil), from: "a.md"}
		began := time.Now()
		c.clean()
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%q took %v", fill, took)
		} else if testing.Verbose() {
			t.Logf("%q took %v", fill, took)
		}
	}
}

// lines counts lines, an unfinished last one too.
func lines(s string) int {
	n := strings.Count(s, "\n")
	if s != "" && !strings.HasSuffix(s, "\n") {
		n++
	}
	return n
}
