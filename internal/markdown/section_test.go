package markdown

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSectionsAreTheOutermostBlocks(t *testing.T) {
	src := "<!-- c -->\n\nOne[^1] [in](#two).\n\n## Two\n\n- a\n- b\n\n![p](p.png)\n\n<div>\n\nheld\n\n</div>\n\n[^1]: Note\n\na | b\n--|--\n\n***\n"
	sections, err := New(Config{}).Sections(src, "en-US", nil, Foreign{}, "en.")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	whole := ""
	for _, s := range sections {
		html := string(s.HTML(Fill{}))
		first, _, _ := strings.Cut(src[s.Start:], "\n")
		got = append(got, first+" | "+strings.Join(strings.Fields(html), " "))
		whole += html
	}
	want := []string{
		"One[^1] [in](#two). | <p>One<sup id=\"en.fnref:1\"><a class=\"footnote-ref\" href=\"#en.fn:1\" role=\"doc-noteref\">1</a></sup> <a href=\"#en.two\">in</a>.</p>",
		"## Two | <h2 id=\"en.two\">Two</h2>",
		"- a | <ul> <li>a</li> <li>b</li> </ul>",
		"![p](p.png) | <p><img src=\"p.png\" alt=\"p\" decoding=\"async\"></p>",
		"<div> | <div> <p>held</p> </div>",
		"a | b | <div class=\"table\" tabindex=\"0\"><table> <thead> <tr> <th scope=\"col\">a</th> <th scope=\"col\">b</th> </tr> </thead> </table></div>",
		"*** | <hr>",
		" | <section class=\"footnotes\" role=\"doc-endnotes\"> <hr> <ol> <li id=\"en.fn:1\"> <p>Note <a class=\"footnote-back\" href=\"#en.fnref:1\" role=\"doc-backlink\">↩\ufe0e</a></p> </li> </ol> </section>",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the sections (-want +got):\n%s", diff)
	}
}

// What is shown block by block is what is shown as a whole.
func TestSectionsTogetherAreThePage(t *testing.T) {
	for _, src := range append(hostile, "**A:** b\n\nc\n\n**B:** d\n\n**A:** e\n\n**B:** f\n\n## g\n") {
		r := newTestRenderer()
		whole, err := r.Render(src, "en-US")
		if err != nil {
			continue
		}
		sections, err := r.Sections(src, "en-US", nil, Foreign{}, "")
		if _, encoding := errors.AsType[*EncodingError](err); encoding {
			continue // bytes that are no text have no place in it
		}
		if err != nil {
			t.Errorf("%.60q: %v", src, err)
			continue
		}
		var parts strings.Builder
		for _, s := range sections {
			parts.WriteString(string(s.HTML(Fill{})))
		}
		if got, want := squeeze(parts.String()), squeeze(string(whole.HTML(Fill{}))); got != want {
			t.Errorf("%.60q in sections is\n%s, want\n%s", src, got, want)
		}
	}
}

// squeeze leaves out what is not seen: blanks, and when images are loaded.
func squeeze(html string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(html), ""), `loading="lazy"`, "")
}

// Where a section begins is counted in the text as it was written.
func TestSectionsBeginWhereTheyAreWritten(t *testing.T) {
	src := "\ufeffOne\r\ntwo.\r\n\r\n## Three\r\n\r\n- four\r\n"
	sections, err := New(Config{}).Sections(src, "en-US", nil, Foreign{}, "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range sections {
		line, _, _ := strings.Cut(src[s.Start:], "\r\n")
		got = append(got, line)
	}
	if diff := cmp.Diff([]string{"One", "## Three", "- four"}, got); diff != "" {
		t.Errorf("the first lines of the sections (-want +got):\n%s", diff)
	}
}
