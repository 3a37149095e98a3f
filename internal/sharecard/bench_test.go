package sharecard_test

import (
	"log/slog"
	"testing"

	"verso/internal/sharecard"
)

func BenchmarkDraw(b *testing.B) {
	p := painter(b)
	for _, name := range []string{"en", "en-long", "ar", "ja", "de-long"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Draw(titles[name]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCan is what a card costs every page that names one.
func BenchmarkCan(b *testing.B) {
	p := painter(b)
	for b.Loop() {
		if !p.Can(titles["en-long"]) {
			b.Fatal("the card cannot be drawn")
		}
	}
}

func BenchmarkPictureKept(b *testing.B) {
	c := sharecard.NewCache(painter(b), nil, slog.New(slog.DiscardHandler))
	for b.Loop() {
		if _, err := c.Picture(b.Context(), titles["en"]); err != nil {
			b.Fatal(err)
		}
	}
}
