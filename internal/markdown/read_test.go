package markdown

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A reading tells of a text what its page, its plain text and its excerpt do.
func TestAReadingAgreesWithThePage(t *testing.T) {
	parts := append([]string{
		"A paragraph", " of *some* **words**", " [here](a.md \"title\")", " [there][ref]", " <https://example.org/x?a=b&c>",
		" www.example.org", " https://example.org/ä", " <me@example.org>", " me@example.org", " [mail](mailto:me@example.org)",
		" [top](#top)", " [bad](javascript:alert)", " [empty]()", " [nested [link](in.md)](out.md)", " ![](bare.png)",
		" ![alt](a b.png)", " ![alt](<a b.png>)", " [![alt](in.png)](around.md)", " ![an [inner](link.md) one](outer.png)",
		" ![x](data:image/png)", " ![&nbsp;](x.png)", " {{< figure src=\"a\" >}}", " ![{{< tag >}}](s.png)", " <b>raw</b>",
		" <a href=\"raw.md\">raw</a>", " <script>x</script>", " [^1]", " `[code](no.md)`", "\n\n", "\n\n", "\n", "\n> ", "\n- ", "\n# ",
		"\n> [!NOTE]\n> text [in](note.md)\n", "\n> [!ref]\n> text\n", "\n[ref]: ref.md\n\n", "\n\n[^1]: a note [with](note.md)\n\n",
		"\n\n**Ana:** hi\n\n**Rui:** [oh](oh.md)\n\n", "\n\n**[Ana](ana.md):**\n\n**Rui:** x\n\n", "\n\n```go\n[code](no.md)\n```\n\n",
		"\n\n<div><img src=\"raw.png\"></div>\n\n", "\n\n![caption](c.png \"A title\")\n\n", "\n\n| a | [b](cell.md) |\n|---|---|\n| c | d |\n\n",
		"\n\nterm\n: means [this](this.md)\n\n", "[04:13]", " \\\"quotes\\\" 'and' \"more\"", "***", "  \n", "日本", "\n語",
		strings.Repeat("> ", 25), strings.Repeat("*a ", 60), strings.Repeat("a* ", 60),
	}, hostile...)
	rapid.Check(t, func(t *rapid.T) {
		checkReading(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 30).Draw(t, "parts"), ""))
	})
	golden, _ := filepath.Glob("testdata/*.md")
	if len(golden) == 0 {
		t.Fatal("there are no golden files")
	}
	for _, name := range golden {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		checkReading(t, string(src))
	}
}

// The same for what people wrote.
func TestAReadingOfTheCorpusAgreesWithThePage(t *testing.T) {
	root := os.Getenv("VERSO_CORPUS")
	if root == "" {
		t.Skip("VERSO_CORPUS is not set")
	}
	read := 0
	err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		src, err := os.ReadFile(name)
		if err == nil {
			read++
			checkReading(t, string(src))
		}
		return err
	})
	if err != nil || read == 0 {
		t.Errorf("%d texts were read: %v", read, err)
	}
}

func checkReading(t rapid.TB, src string) {
	t.Helper()
	r, err := Read(src, "pt-BR")
	d, want := unlabelled.render(src, "pt-BR")
	if err != nil || want != nil {
		if err == nil || want == nil || err.Error() != want.Error() {
			t.Errorf("reading %q: %v, rendering it: %v", src, err, want)
		}
		return
	}
	bare := slices.ContainsFunc(d.Parts, func(p Part) bool { i, ok := p.(Image); return ok && i.Alt == "" })
	page := Reading{
		Plain: Plain(src), Words: d.Words, Links: d.Links, Images: d.Images,
		Removed: d.Removed, Shortcodes: d.Shortcodes, BareImages: bare, begin: r.begin,
	}
	if diff := cmp.Diff(page, *r, cmp.AllowUnexported(Reading{})); diff != "" {
		t.Errorf("the reading of %q (-page +reading):\n%s", src, diff)
	}
	if lead, ok := r.Lead(80); ok && lead != Excerpt(src, 80) {
		t.Errorf("the lead of %q is %q, want %q", src, lead, Excerpt(src, 80))
	}
}
