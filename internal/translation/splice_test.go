package translation

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"verso/internal/markdown"
)

func TestCase20ADirectiveSkipsOneBlockOrARange(t *testing.T) {
	list := "One\n\n<!-- t:skip -->\n\n- a\n- b\n\nTwo\n"
	segmentsAre(t, list, "p One", "p Two")
	becomes(t, list, 3, "Deux", strings.Replace(list, "Two", "Deux", 1))
	segmentsAre(t, "<!-- t:skip -->\n<!-- t:note n -->\nA\n\nB\n", "p B")
	segmentsAre(t, "- <!-- t:skip -->\n  A\n\n  B\n", "li B")
	segmentsAre(t, "<!-- t:skip -->\n\n---\n\nA\n", "p A") // the rule is what it skips
	segmentsAre(t, "A\n\n<!-- t:skip-start -->\n\nB\n\n# C\n\n<!-- t:skip-end -->\n\nD\n", "p A", "p D")

	open := segmentsAre(t, "A\n\n<!-- t:skip-start -->\n\nB\n\nC\n", "p A")
	if want := (Warning{ID: "TranslationSkipUnclosed", Line: 3}); len(open.Warnings) != 1 || open.Warnings[0] != want {
		t.Errorf("warnings %v, want %v", open.Warnings, want)
	}
	if closed := parse(t, list); len(closed.Warnings) > 0 {
		t.Errorf("warnings %v of a text without fault", closed.Warnings)
	}
}

func TestDirectivesOfOtherToolsAreRead(t *testing.T) {
	segmentsAre(t, "<!-- translate:off -->\n\nA\n\n<!-- translate:on -->\n\nB\n", "p B")
	segmentsAre(t, "<!-- i18n:skip -->\n\nA\n\nB\n", "p B")
	segmentsAre(t, "<!-- i18n:skip-start -->\n\nA\n\n<!-- i18n:skip-end -->\n\nB\n", "p B")
	segmentsAre(t, "<!-- mdpo-disable -->\n\nA\n\n<!-- mdpo-enable -->\n\n<!-- mdpo-disable-next-block -->\n\nB\n\nC\n", "p C")
	d := parse(t, "<!-- mdpo-context menu -->\n<!-- mdpo-translator Short, please -->\n\nA\n\n<!-- i18n:comment: mind this -->\n\nB\n")
	if a, b := d.Segments[0], d.Segments[1]; a.Context != "menu" || a.Note != "Short, please" || b.Note != "mind this" || b.Context != "" {
		t.Errorf("the segments are %+v", d.Segments)
	}
}

func TestCase21NotesAreJoinedAndNotShown(t *testing.T) {
	src := "<!-- t:note A pun. -->\n<!-- t:note\n  Keep it short. -->\n\n<!-- t:context title -->\n\n## Leaves\n\nText\n"
	d := segmentsAre(t, src, "h2 Leaves", "p Text")
	if got, want := d.Segments[0].Note, "A pun.\nKeep it short."; got != want {
		t.Errorf("the note is %q, want %q", got, want)
	}
	if d.Segments[0].Context != "title" || d.Segments[1].Note != "" || d.Segments[1].Context != "" {
		t.Errorf("the segments are %+v", d.Segments)
	}
	page, err := markdown.New(markdown.Config{}).Render(src, "en-US")
	if err != nil {
		t.Fatal(err)
	}
	if html := string(page.HTML(markdown.Fill{})); strings.Contains(html, "pun") || strings.Contains(html, "<!--") {
		t.Errorf("readers are shown %s", html)
	}
}

func TestCase24AnIndentedTextStaysTheBlockThatItIs(t *testing.T) {
	src := "- a\n\n      code\n\n  text\n"
	segmentsAre(t, src, "li a", "li text")
	becomes(t, src, 1, "    Text", strings.Replace(src, "text", "Text", 1))
	becomes(t, "- a\n\n  text\n", 1, "eins\\\n      zwei", "- a\n\n  eins\\\n  zwei\n")
}

func TestCase25AYearIsNoList(t *testing.T) {
	d := splice(t, "It was a good year\n", 0, "1986. Ein gutes Jahr")
	if want := "1986\\. Ein gutes Jahr\n"; d.Source != want || d.Segments[0].Text != strings.TrimSpace(want) {
		t.Errorf("got %q, segment %q, want %q", d.Source, d.Segments[0].Text, want)
	}
	page, err := markdown.New(markdown.Config{}).Render(d.Source, "de")
	if err != nil {
		t.Fatal(err)
	}
	if got := string(page.HTML(markdown.Fill{})); got != "<p>1986. Ein gutes Jahr</p>\n" {
		t.Errorf("readers see %q", got)
	}
}

// blockStarts are what lines that open blocks begin with.
var blockStarts = []string{
	"# h", "#", "###### h", "- i", "-", "+ i", "* i", "1. i", "1) i", "12345) i", "> q", ">", "~~~", "~~~ js", "```", "``` js", "````",
	"[x]: /y", "[x]: /y 'z'", "[^1]: note", "<div>", "</div>", "<!-- c -->", "<?x?>", "<!DOCTYPE x>", "<![CDATA[x]]>", "<pre>", "<b>", "</b>", "<x-y z>",
	": d", ":", "***", "* * *", "---", "- - -", "___", "===", "=", "--", "| a | b |", "|-|-|", "-|-", ":-:", "    code", "\tcode", "[ ] t", "[x] t", "[!NOTE]", "{{< x >}}",
}

func TestCase26NoTextOpensABlock(t *testing.T) {
	places := map[string]string{
		"p": "%\n", "p after": "Before\n\n%\n\nAfter\n", "li": "- %\n- b\n", "li loose": "- %\n\n- b\n", "ol": "1. %\n2. b\n",
		"second": "- a\n\n  %\n", "bq": "> %\n", "fn": "a[^n]\n\n[^n]: %\n", "dd": "a\n: %\n", "dt": "%\n: a\n", "setext": "%\n---\n",
		"atx": "## %\n", "td": "a | b\n--|--\n% | c\n", "task": "- [ ] %\n", "close": "%\n# h\n",
		"lazy": "> a\n%\n",
	}
	for name, place := range places {
		for _, start := range blockStarts {
			for _, text := range []string{start, "w\\\n" + start, start + "\\\n" + start} {
				src := strings.Replace(place, "%", "word", 1)
				d := parse(t, src)
				for i, s := range d.Segments {
					if !strings.Contains(s.Text, "word") {
						continue
					}
					got, _, err := d.Splice(map[int]Edit{i: {Text: text}})
					if err != nil {
						if strings.Contains(text, "\n") && (s.Kind == Term || s.Kind == Cell || name == "atx") {
							continue // no place for a line break
						}
						t.Errorf("%s: %q is refused: %v", name, text, err)
						continue
					}
					if diff := fmt.Sprint(got.tree.Shape); diff != fmt.Sprint(d.tree.Shape) {
						t.Errorf("%s: %q changed the blocks to %s", name, text, diff)
					}
				}
			}
		}
	}
}

func TestCase27AnEmptyLineNeedsAPlaceForAnotherBlock(t *testing.T) {
	refused(t, "a | b\n--|--\nc | d\n", 2, "x\n\ny", FaultBlankLine)
	refused(t, "## Title\n", 0, "x\n\ny", FaultBlankLine)
	refused(t, "Text\n", 0, "x\n\ny", FaultBlankLine)
	refused(t, "## Title\n", 0, "x\\\ny", FaultLineBreak)
	for src, want := range map[string]string{
		"One\n\nTwo\n":     "x\n\ny\\\nz\n\n\\# w\n\nTwo\n",
		"> One\n":          "> x\n>\n> y\\\n> z\n>\n> \\# w\n",
		"- One\n- Two\n":   "- x\n\n  y\\\n  z\n\n  \\# w\n- Two\n",
		"- [ ] One\n":      "- [ ] x\n\n  y\\\n  z\n\n  \\# w\n",
		"1. One\r\n":       "1. x\r\n\r\n   y\\\r\n   z\r\n\r\n   \\# w\r\n",
		"> - One\n> - T\n": "> - x\n>\n>   y\\\n>   z\n>\n>   \\# w\n> - T\n",
	} {
		d := parse(t, src)
		got, at, err := d.Splice(map[int]Edit{0: {Text: "x\n\n\ny\\\nz\n \n# w", Split: true}})
		if err != nil || got.Source != want {
			t.Errorf("%q gives %v, want %q", src, err, want)
			continue
		}
		if at[0] != 0 || at[1] != 3 || len(at) != len(d.Segments)+1 || at[len(at)-1] != len(got.Segments) {
			t.Errorf("%q: segments are now at %v", src, at)
		}
	}
}

func TestCase28BlanksAtTheEndAreNoLineBreak(t *testing.T) {
	becomes(t, "Text\n\nMore\n", 0, "eins  ", "eins\n\nMore\n")
	becomes(t, "Text\n\nMore\n", 0, "eins\\\nzwei\n", "eins\\\nzwei\n\nMore\n")
	becomes(t, "Text\n\nMore\n", 0, "eins  \nzwei", "eins\\\nzwei\n\nMore\n")
	becomes(t, "Text\n\nMore\n", 0, "eins\nzwei", "eins zwei\n\nMore\n")
	segmentsAre(t, "one  \ntwo\\\nthree\\\\  \nfour", "p one\\\ntwo\\\nthree\\\\  \nfour")
}

func TestCase30ATextThatShowsNothingIsEmpty(t *testing.T) {
	for _, text := range []string{"", " ", "\u200b", "\u00a0", "\u200b\u00a0 \u2060", "\n\n", "\\\n", "\u00ad", "\ufeff"} {
		refused(t, "Text\n", 0, text, FaultEmpty)
		refused(t, "# Title\n", 0, text, FaultEmpty)
		becomes(t, "a | b\n--|--\nc | d\n", 2, text, "a | b\n--|--\n | d\n")
	}
	segmentsAre(t, "a | b\n--|--\n\u00a0 | \u200b\n", "th a", "th b")
}

func TestAnEmptiedCellLeavesItsPlace(t *testing.T) {
	d := parse(t, "a | b\n--|--\nc | d\n\nText\n")
	got, at, err := d.Splice(map[int]Edit{2: {}})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(at) != "[0 1 2 2 3 4]" || got.Segments[at[4]].Text != "Text" {
		t.Errorf("the segments are at %v", at)
	}
}

func TestOfManyTextsTheOneThatDoesNotFitIsNamed(t *testing.T) {
	d := parse(t, strings.Repeat("Text[^1]\n\n", 50)+"Only[^2]\n\n[^1]: a\n[^2]: b\n")
	edits := map[int]Edit{}
	for i := range d.Segments {
		edits[i] = Edit{Text: d.Segments[i].Text + " x"}
	}
	edits[50] = Edit{Text: "none"}
	_, _, err := d.Splice(edits)
	if got, ok := errors.AsType[*StructureError](err); !ok || *got != (StructureError{Segment: 50, Fault: FaultFootnote}) {
		t.Errorf("got %v", err)
	}
}
