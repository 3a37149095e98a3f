package translation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// faced returns the rows of two texts, each block by its first letters. Equal
// letters, whatever their case, are one segment.
func faced(t testing.TB, left, right string) []string {
	t.Helper()
	ids := map[string]SegmentID{}
	text := func(src string) Text {
		doc := parse(t, src)
		var of []SegmentID
		for _, s := range doc.Segments {
			name := strings.ToLower(s.Text)
			if ids[name] == 0 {
				ids[name] = SegmentID(len(ids) + 1)
			}
			of = append(of, ids[name])
		}
		return Linked(doc, of)
	}
	l, r := text(left), text(right)
	name := func(d *Document, blocks []int) string {
		var names []string
		for _, i := range blocks {
			names = append(names, strings.Join(strings.Fields(d.Source[d.Blocks[i].Start:d.Blocks[i].End]), " "))
		}
		return strings.Join(names, ", ")
	}
	var rows []string
	for _, row := range Face(l, r) {
		rows = append(rows, fmt.Sprintf("%s | %s", name(l.Doc, row.Left), name(r.Doc, row.Right)))
	}
	return rows
}

func TestTextsFaceEachOther(t *testing.T) {
	for _, test := range []struct {
		name, left, right string
		want              []string
	}{
		{"block by block", "a\n\n# b\n\n- c\n- d\n", "A\n\n# B\n\n- C\n- D\n", []string{"a | A", "# b | # B", "- c - d | - C - D"}},
		{"what only one has", "a\n\nx\n\nb\n", "z\n\nA\n\ny\n\nB\n", []string{" | z", "a | A", " | y", "x | ", "b | B"}},
		{"another order", "a\n\nb\n\nc\n", "C\n\nA\n\nB\n", []string{"a | A", "b | B", "c | C"}},
		{"two for one", "- a\n\n***\n\n- b\n", "- A\n- B\n", []string{"- a | - A - B", "*** | ", "- b | "}},
		{"neighbours for one", "- a\n\n1. b\n\nc\n", "- A\n- B\n\nC\n", []string{"- a, 1. b | - A - B", "c | C"}},
		{"one for two", "1. a\n2. b\n", "# A\n\n# B\n", []string{"1. a 2. b | # A, # B"}},
		{"code", "a\n\n```\n1\n```\n\nb\n\n***\n", "A\n\n```\n2\n```\n\nB\n\n***\n", []string{"a | A", "``` 1 ``` | ``` 2 ```", "b | B", "*** | ***"}},
		{"code that is missing", "a\n\n```\n1\n```\n\nb\n", "A\n\nB\n", []string{"a | A", "``` 1 ``` | ", "b | B"}},
		{"what is not in its place", "<!-- t:note n -->\n\na[^1]\n\n[^1]: f\n\n[r]: /r 't'\n\nb\n", "A[^1]\n\nB\n\n[^1]: F\n", []string{"a[^1] | A[^1]", "b | B"}},
		{"nothing", "", "\n", nil},
	} {
		if diff := cmp.Diff(test.want, faced(t, test.left, test.right)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestEveryBlockStandsOnceBesideWhateverThereIs(t *testing.T) {
	block := rapid.SampledFrom([]string{"a", "b", "c", "# d", "# e", "- a\n- b", "- c\n- x", "```\n1\n```", "***", "> a\n>\n> e"})
	texts := rapid.SliceOfN(block, 0, 8)
	rapid.Check(t, func(rt *rapid.T) {
		left, right := strings.Join(texts.Draw(rt, "left"), "\n\n"), strings.Join(texts.Draw(rt, "right"), "\n\n")
		l, r := parse(t, left), parse(t, right)
		of := func(d *Document) Text {
			ids := make([]SegmentID, len(d.Segments))
			for i, s := range d.Segments {
				ids[i] = SegmentID(s.Text[0])
			}
			return Linked(d, ids)
		}
		last, seen := -1, map[int]bool{}
		for _, row := range Face(of(l), of(r)) {
			for _, i := range row.Left {
				if i != last+1 {
					rt.Fatalf("left block %d follows %d", i, last)
				}
				last = i
			}
			for _, j := range row.Right {
				if seen[j] {
					rt.Fatalf("right block %d stands twice", j)
				}
				seen[j] = true
			}
			if len(row.Left)+len(row.Right) == 0 {
				rt.Fatal("a row is empty")
			}
		}
		if last != len(l.Blocks)-1 {
			rt.Fatalf("%d of %d left blocks", last+1, len(l.Blocks))
		}
		if len(seen) != len(r.Blocks) {
			rt.Fatalf("%d of %d right blocks", len(seen), len(r.Blocks))
		}
	})
}
