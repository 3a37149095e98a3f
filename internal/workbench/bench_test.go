package workbench_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// longText returns a text of n segments, as long ones are: sections of
// paragraphs and lists, with links and code.
func longText(n int) string {
	var b strings.Builder
	for i := range n {
		switch {
		case i%20 == 0:
			fmt.Fprintf(&b, "## Section %d of the guide\n\n", i/20)
		case i%5 == 0:
			fmt.Fprintf(&b, "- Set `option-%d` and read [part %d](/en-us/articles/part-%d) first.\n\n", i, i, i)
		default:
			fmt.Fprintf(&b, "Paragraph %d says what happens when somebody opens the text, and what to do then.\n\n", i)
		}
	}
	return b.String()
}

// eachBench runs a benchmark on each database, at a translation of 2,000
// segments of which half are translated.
func eachBench(b *testing.B, run func(b *testing.B, d *desk, target content.PostID)) {
	bench := func(name string, db *store.DB) {
		b.Run(name, func(b *testing.B) {
			storetest.Locales(b, db, "en-US", "pt-BR", "ja")
			d, target := longDesk(b, db)
			b.ResetTimer()
			run(b, d, target)
		})
	}
	bench("sqlite", storetest.SQLite(b))
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		bench("postgres", storetest.Postgres(b))
	}
}

func longDesk(b *testing.B, db *store.DB) (*desk, content.PostID) {
	d := newDesk(b, db)
	source := d.write("Guide", longText(2000))
	target := d.start(source)
	var texts []workbench.Prefill
	for i, seg := range d.open(target).Segments {
		if i%2 == 0 && !seg.Idle {
			texts = append(texts, workbench.Prefill{Segment: seg.ID, Text: strings.ReplaceAll(seg.Source, "Paragraph", "Parágrafo"), Why: translation.Imported})
		}
	}
	if _, err := d.PrefillAll(b.Context(), tess, target, texts...); err != nil {
		b.Fatal(err)
	}
	return d, target
}

// Target: 300 ms at the server.
func BenchmarkOpen2000(b *testing.B) {
	eachBench(b, func(b *testing.B, d *desk, target content.PostID) {
		for b.Loop() {
			if _, err := d.Open(b.Context(), tess, target); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Target: p95 of 50 ms.
func BenchmarkSaveOneOf2000(b *testing.B) {
	eachBench(b, func(b *testing.B, d *desk, target content.PostID) {
		segments := d.open(target).Segments
		for i := 0; b.Loop(); i++ {
			seg := &segments[10+i%1900]
			if seg.Idle {
				continue
			}
			saved, err := d.Save(b.Context(), tess, workbench.Edit{
				Target: target, Segment: seg.ID, Version: seg.Version, Text: fmt.Sprintf("%s (%d)", seg.Source, i),
			})
			if err != nil {
				b.Fatal(err)
			}
			seg.Version = saved.Segment.Version
		}
	})
}
