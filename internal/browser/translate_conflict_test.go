//go:build browser

package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/locale"
)

// Two translators work on one segment. Nobody is kept out, each sees the
// other, and the second to save has three ways out; whichever it is, no word
// of either is lost (translation 2.12, case 58).
func TestTwoTranslatorsWorkOnOneSegment(t *testing.T) {
	const before, theirs, mine, merged = "Ela vem e vai.", "Ela vem cedo e vai.", "Ela vem e vai tarde.", "Ela vem cedo e vai tarde."
	for _, way := range []struct {
		label string
		want  string
		face  locale.Tag
	}{
		{"AdminConflictMerged", merged, "en-US"},
		{"AdminConflictMine", mine, "pt-BR"},
		{"AdminConflictTheirs", theirs, "ar"},
	} {
		t.Run(way.label, func(t *testing.T) {
			t.Parallel()
			p := newPair(t, "pt-BR", "It comes and goes.\n")
			tess, tom := p.translator(t, way.face, "Tess", false), p.translator(t, way.face, "Tom", false)
			tess.atBench(p.bench(way.face))
			tess.translates("A maré")
			tess.do(dictates(before), control("s"))
			tess.sent()
			tess.await("her presence", `performance.getEntriesByType("resource").some(({name}) => name.endsWith(document.querySelector("`+current+`").dataset.seenAt))`)
			at := tess.location()
			tom.atBench(at)
			tom.await("the other's name", `document.querySelector("`+current+` [data-present]").textContent.includes("Tess")`)
			tom.do(focus(field), control("a"), dictates(mine))
			tess.do(control("a"), dictates(theirs), control("s"))
			tess.sent()
			tom.await("the news that somebody saved", `document.querySelector("`+current+` [data-said]").dataset.kind === "warn"`)
			if got := value[string](tom, `document.querySelector("`+field+`").value`); got != mine {
				t.Errorf("what is being written is now %q, want %q", got, mine)
			}

			tom.do(control("s"))
			tom.await("the conflict", `document.querySelector("[data-conflict]").open`)
			shown := value[[]string](tom, `[...document.querySelectorAll("[data-conflict] textarea")].map((area) => area.value).sort()`)
			if want := []string{merged, theirs, mine}; !slices.Equal(shown, want) {
				t.Errorf("the ways out are %q, want %q", shown, want)
			}
			for _, colours := range []string{"dark", "light"} {
				tom.do(theme(colours))
				tom.judge().wantAccessibleDialog(t, "the conflict, "+colours)
			}
			tom.reach(tom.way(way.face, way.label))
			tom.do(types(kb.Enter))
			tom.await("the end of the conflict", `!document.querySelector("[data-conflict]").open`)
			tom.sent()
			for _, b := range []*tab{tess, tom} {
				b.await("the text", `document.querySelector("`+field+`").value === `+quote(way.want))
				b.atBench(at)
				b.await("the text after the page was opened anew", `document.querySelector("`+field+`").value === `+quote(way.want))
				b.quiet()
			}
			if kept := strings.Join(p.history(t, way.want), "|"); !strings.Contains(kept, theirs) || !strings.Contains(kept, mine) {
				t.Errorf("the history is %q, want %q and %q in it", kept, theirs, mine)
			}
		})
	}
}

// history returns the texts that the segment with a text ever had.
func (p pair) history(t *testing.T, text string) []string {
	t.Helper()
	segments, err := p.db.TargetSegments(t.Context(), p.target)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for uid, s := range segments {
		if s.Text != text {
			continue
		}
		events, err := p.db.SegmentEvents(t.Context(), p.target, uid, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			texts = append(texts, e.NewText)
		}
	}
	return texts
}
