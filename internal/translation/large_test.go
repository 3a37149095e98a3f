package translation

import (
	"fmt"
	"strings"
	"testing"

	"verso/internal/content"
)

// long returns a text of about n segments of many kinds.
func long(n int) string {
	var b strings.Builder
	for i := 0; i < n; i += 8 {
		fmt.Fprintf(&b, "## Section %d\n\nA paragraph with `code`, [a link](/a/%d) and\nanother line.\n\n- one\n- two\n\n> Quoted.\n\n| a | b |\n|---|---|\n\n", i, i)
	}
	return b.String()
}

// short returns a text of n segments that are as short as can be.
func short(n int) string { return strings.Repeat("w\n\n", n) }

func TestCase32ATextAtTheLimitIsTakenApartInPages(t *testing.T) {
	src := short(20_000)
	if len(src) > content.MaxBody {
		t.Fatalf("the text has %d bytes", len(src))
	}
	d := parse(t, src)
	if len(d.Segments) != 20_000 {
		t.Fatalf("%d segments", len(d.Segments))
	}
	page := d.Segments[19_900:] // the pages of a list are slices of it
	if len(page) != 100 || page[99].Path != "p[20000]" {
		t.Errorf("the last page has %d segments and ends with %+v", len(page), page[len(page)-1])
	}
	got, at, err := d.Splice(map[int]Edit{10_000: {Text: "Wort"}})
	if err != nil || len(got.Segments) != 20_000 || got.Segments[at[10_000]].Text != "Wort" {
		t.Errorf("splicing one: %v", err)
	}
	all := map[int]Edit{}
	for i := range d.Segments {
		all[i] = Edit{Text: "Wort"}
	}
	if got, _, err := d.Splice(all); err != nil || got.Source != strings.ReplaceAll(src, "w", "Wort") {
		t.Errorf("splicing all: %v", err)
	}
	full := short(content.MaxBody / 3)
	comesBack(t, full[:len(full)/30]) // the pseudo-translation is over the limit where the text is at it
	if d := parse(t, full); len(d.Segments) != content.MaxBody/3 {
		t.Errorf("%d segments at the limit of bytes", len(d.Segments))
	}
}

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{100, 2000, 7000} {
		src := long(n)
		b.Run(fmt.Sprintf("segments=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				parse(b, src)
			}
		})
	}
	b.Run("segments=20000", func(b *testing.B) {
		src := short(20_000)
		b.ReportAllocs()
		for b.Loop() {
			parse(b, src)
		}
	})
}

func BenchmarkSplice(b *testing.B) {
	d := parse(b, long(2280))
	if len(d.Segments) < 1900 {
		b.Fatalf("%d segments", len(d.Segments))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := d.Splice(map[int]Edit{1000: {Text: "Une ligne, ni plus ni moins."}}); err != nil {
			b.Fatal(err)
		}
	}
}
