package translation

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"verso/internal/markdown"
)

func FuzzSplice(f *testing.F) {
	for i, src := range examples(f) {
		f.Add(src, blockStarts[i%len(blockStarts)], i)
	}
	f.Add("- [ ] a\n\n  b\n> c\nd\n", "x\n\ny", 2)
	f.Fuzz(func(t *testing.T, src, text string, n int) {
		d, err := Parse(src)
		if limit, encoding := (*markdown.LimitError)(nil), (*markdown.EncodingError)(nil); errors.As(err, &limit) || errors.As(err, &encoding) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		covers(t, d)
		same := map[int]Edit{}
		for i, s := range d.Segments {
			if !visible(s.Text) || !utf8.ValidString(s.Text) || d.Source[s.Start:s.End] == "" && s.Text != "" {
				t.Fatalf("segment %d of %q is %+v", i, src, s)
			}
			same[i] = Edit{Text: s.Text}
		}
		if back, at, err := d.Splice(same); err != nil || back.Source != src || at[len(at)-1] != len(d.Segments) {
			t.Fatalf("%q spliced with itself: %v", src, err)
		}
		if len(d.Segments) == 0 {
			return
		}
		n = int(uint(n) % uint(len(d.Segments)))
		checkSplice(t, d, n, Edit{Text: text})
		checkSplice(t, d, n, Edit{Text: text, Split: true})
	})
}

// checkSplice puts a text in the place of segment n: it fits and nothing else
// has changed, or it is refused.
func checkSplice(t *testing.T, d *Document, n int, e Edit) {
	t.Helper()
	got, at, err := d.Splice(map[int]Edit{n: e})
	if refusal := (*StructureError)(nil); errors.As(err, &refusal) {
		if refusal.Segment != n {
			t.Errorf("%q in segment %d of %q: %v", e.Text, n, d.Source, err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	s := d.Segments[n]
	if !strings.HasPrefix(got.Source, d.Source[:s.Start]) || !strings.HasSuffix(got.Source, d.Source[s.End:]) {
		t.Errorf("%q in segment %d of %q changed other bytes: %q", e.Text, n, d.Source, got.Source)
	}
	if at[n+1]-at[n] == 1 && !slices.Equal(got.tree.Shape, d.tree.Shape) {
		t.Errorf("%q in segment %d of %q changed the blocks", e.Text, n, d.Source)
	}
	if at[n+1]-at[n] == 1 { // what is stored is what is stored again
		if again, _, err := got.Splice(map[int]Edit{at[n]: {Text: got.Segments[at[n]].Text}}); err != nil || again.Source != got.Source {
			t.Errorf("%q in segment %d of %q is not kept: %v", e.Text, n, d.Source, err)
		}
	}
	for i, other := range d.Segments {
		if i != n && got.Segments[at[i]].Text != other.Text {
			t.Errorf("%q in segment %d of %q made %q of segment %d", e.Text, n, d.Source, got.Segments[at[i]].Text, i)
		}
	}
}
