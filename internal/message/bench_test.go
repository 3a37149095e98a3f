package message

import (
	"testing"
	"time"
)

func BenchmarkText(b *testing.B) {
	z := shipped(b).For("pt-BR")
	b.ReportAllocs()
	for b.Loop() {
		z.Text("SkipToContent")
	}
}

func BenchmarkTextWithArguments(b *testing.B) {
	z := shipped(b).For("pt-BR")
	b.ReportAllocs()
	for b.Loop() {
		z.Text("PageOf", "Number", "3", "Count", "12")
	}
}

func BenchmarkPlural(b *testing.B) {
	z := shipped(b).For("ar")
	b.ReportAllocs()
	for b.Loop() {
		z.Plural("ArticleCount", 103)
	}
}

// BenchmarkPluralOfMany counts past the numbers whose form is remembered.
func BenchmarkPluralOfMany(b *testing.B) {
	z := shipped(b).For("ar")
	b.ReportAllocs()
	for b.Loop() {
		z.Plural("ArticleCount", 100_003)
	}
}

func BenchmarkDate(b *testing.B) {
	z := shipped(b).For("pt-BR")
	at := time.Date(2026, time.February, 5, 15, 4, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		z.Date(at, Long)
	}
}

func BenchmarkFor(b *testing.B) {
	c := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		c.For("pt-BR")
	}
}

func BenchmarkCompare(b *testing.B) {
	z := shipped(b).For("pt-BR")
	b.ReportAllocs()
	for b.Loop() {
		z.Compare("ação", "acao")
	}
}

// BenchmarkFirstFor reads a catalog, as the first reader of a language has it
// done.
func BenchmarkFirstFor(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		shipped(b).For("pt-BR")
	}
}
