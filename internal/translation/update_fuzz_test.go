package translation

import (
	"strings"
	"testing"

	"verso/internal/content"
)

// linked takes a text apart and gives its segments ids from first on; nil of
// what is no text.
func linked(src string, first SegmentID) *Text {
	doc, err := Parse(src)
	if err != nil || !content.CleanText(src) {
		return nil
	}
	ids := make([]SegmentID, len(doc.Segments))
	for i := range ids {
		ids[i] = first + SegmentID(i)
	}
	t := Linked(doc, ids)
	return &t
}

// Whatever the texts are, the slots that come of an update make up a body, and
// every segment that stood in the translation stands in it still.
func FuzzUpdate(f *testing.F) {
	f.Add("a\n\nb\n", "b\n\nc\n", "A\n\nB\n")
	f.Add("- a\n- b\n", "1. b\n2. a\n\n| x | y |\n|---|---|\n| z | w |", "* A\n\n  x\n* B")
	f.Add("# T\n\n> q\n> r\n\n```\nc\n```\n", "T\n===\n\n> q\n\n```\nd\n```", "# U\n\n> s\n\n```\nc\n```\r\n")
	f.Add("![a](b \"c\")\n\nt\n: d\n", "![a](d \"c\")\n\nt\n: e\n\n[^1]\n\n[^1]: n", "![A](b \"c\")\n\nT\n: D")
	f.Add("![0](0 )0\n\nd", "![0](d \"0\")\n\n0\n: 0\n\n[^1]\n[^1]: 0", "A A")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		base, other, source := linked(a, 1), linked(b, 0), linked(c, 1)
		if base == nil || other == nil || source == nil {
			return
		}
		target, _ := Match(*base, source.Doc)
		found, _ := Identify(Key(base.Doc.Segments, base.ids()), nil, Key(other.Doc.Segments, nil))
		ids := make([]SegmentID, len(found))
		for i, one := range found {
			if ids[i] = one.ID; one.ID == 0 {
				ids[i] = SegmentID(10_000 + i)
			}
		}
		next := Linked(other.Doc, ids)
		done := Update{Base: *base, Next: next, Target: target}.Apply()
		if body, err := done.Compile(); err != nil || body != done.Doc.Source {
			t.Fatalf("compiled %q (%v), want %q", body, err, done.Doc.Source)
		}
		before, after := target.Texts(), done.Texts()
		for id, text := range before {
			// In another kind of block other signs are escaped.
			if got, there := after[id]; there && strings.ReplaceAll(N0(got), `\`, "") != strings.ReplaceAll(N0(text), `\`, "") {
				t.Errorf("segment %d was %q and is %q", id, text, got)
			}
		}
		again := Update{Base: next, Next: next, Target: done.Text}.Apply()
		if again.Doc.Source != done.Doc.Source {
			t.Errorf("brought up to date twice:\n%q, then\n%q", done.Doc.Source, again.Doc.Source)
		}
	})
}

// A text that was edited freely is as it was written, whatever it is linked
// with; and the same text keeps its links.
func FuzzRealign(f *testing.F) {
	f.Add("a\n\nb\n", "A\n\nB\n", "B\n\nA\n\nC")
	f.Add("- a\n- b\n", "* A\n* B", "* A\n\n  B\n\n| x |\n|---|\n")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		source, before, after := linked(a, 1), linked(b, 1), linked(c, 1)
		if source == nil || before == nil || after == nil {
			return
		}
		target, score := Match(*source, before.Doc)
		if score < 0 || score > 1 {
			t.Errorf("score %v", score)
		}
		next, guessed := Realign(*source, target, after.Doc)
		if body, err := next.Compile(); err != nil || body != c {
			t.Fatalf("compiled %q (%v), want %q", body, err, c)
		}
		for _, id := range guessed {
			if next.Index(id) < 0 {
				t.Errorf("segment %d is called a guess and stands nowhere", id)
			}
		}
		same, guessed := Realign(*source, target, before.Doc)
		if err := same.Check(); err != nil || len(guessed) > 0 && score == 1 {
			t.Errorf("%v, guessed %v", err, guessed)
		}
	})
}
