package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAStructureIsTheBlocksInTheOrderOfTheirBytes(t *testing.T) {
	src := "# A\n\n- b\n- [x] c\n\n1) d\n\n   > e\n\na | b\n:-|--:\nc\n\nf[^n]\n\n[^n]: g\n\nh\n: i\n\n```go\nj\n```\n\n<hr>\n\n---\n\n[k]: /l\n"
	tree, err := Structure(src)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range tree.Shape {
		got = append(got, strings.Repeat(" ", f.Depth)+f.Name)
	}
	want := []string{
		"h1", "ul tight", " li", "  p", " li", "  p [x]", "ol 1)", " li", "  p", "  bq", "   p",
		"table lr", " tr", "  th", "  th", " tr", "  td", "  td", "p", "fn n", " p", "dl", " dt", " dd", "  p",
		"code", "html", "hr", "ref",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the shape (-want +got):\n%s", diff)
	}
}

func TestLeavesSayWhereTheyAreInTheBytesAsWritten(t *testing.T) {
	src := "\ufeff# Á\r\n\r\n> - one\r\n>   two\r\n\r\n- [ ] three  \r\n  four\r\n"
	tree, err := Structure(src)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range tree.Leaves {
		line := l.Name + " in " + l.In + " at " + l.Path + fmt.Sprintf(" after %q:", l.Prefix)
		for _, part := range l.Lines {
			line += fmt.Sprintf(" %q %d", src[part.Start:part.End], part.Break)
		}
		got = append(got, line)
	}
	want := []string{
		`h1 in  at h1[1] after "  ": "Á" 0`,
		`p in li at h1[1]/bq[1]/ul[1]/li[1] after ">   ": "one" 0 "two" 0`,
		`p in li at h1[1]/ul[1]/li[1] after "  ": "three" 2 "four" 0`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the leaves (-want +got):\n%s", diff)
	}
	if start := tree.Tops[1].Start; !strings.HasPrefix(src[start:], "> - one") {
		t.Errorf("the second block begins at %q", src[start:])
	}
}

func TestPathsCountBelowEachHeading(t *testing.T) {
	tree, err := Structure("p\n\n## a\n\np\n\n### b\n\np\n\np\n\n## c\n\n### d\n\n- p\n\n  p\n\n# e\n\np\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range tree.Leaves {
		got = append(got, l.Path)
	}
	want := []string{
		"p[1]", "h2[1]", "h2[1]/p[1]", "h2[1]/h3[1]", "h2[1]/h3[1]/p[1]", "h2[1]/h3[1]/p[2]",
		"h2[2]", "h2[2]/h3[1]", "h2[2]/h3[1]/ul[1]/li[1]", "h2[2]/h3[1]/ul[1]/li[1]/p[2]", "h1[1]", "h1[1]/p[1]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the paths (-want +got):\n%s", diff)
	}
}
