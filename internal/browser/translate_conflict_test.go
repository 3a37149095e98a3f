//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Two translators work on one segment. Nobody is kept out, each sees the
// other, and the second to save has three ways out; whichever it is, no word
// of either is lost (translation 2.12, case 58).
func TestTwoTranslatorsWorkOnOneSegment(t *testing.T) {
	const before, theirs, mine = "Ela vem e vai.", "Ela vem cedo e vai.", "Ela vem e vai tarde."
	for _, way := range []struct {
		name   string
		button int // of the dialog, from 1
		want   string
	}{
		{"merged", 1, "Ela vem cedo e vai tarde."},
		{"mine", 2, mine},
		{"theirs", 3, theirs},
	} {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			p := newPair(t, "pt-BR", "It comes and goes.\n")
			tess, tom := p.translator(t, "en-US", "Tess", false), p.translator(t, "en-US", "Tom", false)
			tess.atBench(p.bench("en-US"))
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
			shown := value[string](tom, `[...document.querySelectorAll("[data-conflict] textarea")].map((area) => area.value).join("|")`)
			if want := strings.Join([]string{"Ela vem cedo e vai tarde.", mine, theirs}, "|"); shown != want {
				t.Errorf("the ways out are %q, want %q", shown, want)
			}
			tom.judge().wantAccessibleDialog(t, "the conflict")
			tom.reach(`[data-conflict] .way:nth-of-type(` + number(way.button) + `) button`)
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
