package markdown

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verso/internal/locale"
)

func FuzzRender(f *testing.F) {
	for _, src := range hostile {
		f.Add(src, "en-US")
	}
	golden, _ := filepath.Glob("testdata/*.md")
	for _, name := range golden {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src), "ja")
	}
	r := newTestRenderer()
	f.Fuzz(func(t *testing.T, src, tag string) {
		d, err := r.Render(src, locale.Tag(tag))
		var limit *LimitError
		if errors.As(err, &limit) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkSafe(t, src, string(d.HTML(Fill{})))
	})
}

func FuzzPlain(f *testing.F) {
	for _, src := range hostile {
		f.Add(src, 20)
	}
	f.Fuzz(func(t *testing.T, src string, n int) {
		if n < 1 || n > 1000 {
			return
		}
		if got := Excerpt(src, n); len([]rune(got)) > n {
			t.Errorf("Excerpt(%q, %d) has %d letters", src, n, len([]rune(got)))
		}
		if rest := TrimTitle(src, Title(src)); len(rest) > len(src) {
			t.Errorf("TrimTitle(%q) grew to %q", src, rest)
		}
		if CountWords(src, "en-US") < 0 || strings.Contains(Plain(src), "\x00") {
			t.Errorf("Plain(%q) = %q", src, Plain(src))
		}
	})
}

func BenchmarkRender(b *testing.B) {
	src, err := os.ReadFile("testdata/gfm.en-US.md")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(string(src), 8)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(Config{}).Render(text, "en-US"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRemembered(b *testing.B) {
	r := newTestRenderer()
	src := strings.Repeat("A paragraph of some words, and [a link](b.md).\n\n", 200)
	b.ReportAllocs()
	for b.Loop() {
		d, err := r.Render(src, "en-US")
		if err != nil {
			b.Fatal(err)
		}
		d.HTML(Fill{})
	}
}
