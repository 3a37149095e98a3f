//go:build browser

package browser

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"

	"verso/internal/content"
	"verso/internal/locale"
)

// beside returns the address of the article with its text in another language
// next to it.
func (f fixture) beside(l, other locale.Tag) string {
	return f.urls.Abs(f.urls.Parallel(content.Summary{Locale: l, Kind: content.Article, Slug: works[l].lantern}, other))
}

// spans tells of every passage in both languages where its two sides are.
const spans = `[...document.querySelectorAll(".pair:not(header):has(> details)")].map(pair => {
	const [own, other] = [".prose:not(.facing) > *", ".facing > *"].map(s => pair.querySelector(s).getBoundingClientRect());
	return {Apart: Math.abs(own.top - other.top), Own: own.left, Other: other.left, Seen: pair.querySelector(".facing").checkVisibility(), Page: innerWidth};
})`

type span struct {
	Apart, Own, Other, Page float64
	Seen                    bool
}

// Translation, part 13: on a desk the two languages are columns whose passages
// stand level, the page's own where its lines begin.
func TestTwoLanguagesStandLevel(t *testing.T) {
	f := newFixture(t)
	b := newTab(t, screen(1280, 900))
	for l, other := range map[locale.Tag]locale.Tag{"en-US": "pt-BR", "pt-BR": "ar", "ar": "en-US", "ja": "ar"} {
		b.open(f.beside(l, other))
		passages := value[[]span](b, spans)
		if len(passages) < 6 {
			t.Errorf("%s beside %s has %d passages in both, want more", other, l, len(passages))
		}
		for i, s := range passages {
			mirrored := l.Dir() == "rtl"
			if s.Apart > 16 || !s.Seen || mirrored == (s.Own < s.Other) || max(s.Own, s.Other) < s.Page/2 {
				t.Errorf("%s beside %s, passage %d: %+v, want two columns with their tops together", other, l, i, s)
			}
		}
	}
}

// On a phone a passage shows its other language when it is asked to, without
// scripts too.
func TestAPassageRevealsItsOtherLanguage(t *testing.T) {
	f := newFixture(t)
	for _, on := range []bool{true, false} {
		b := newTab(t, scripts(on), screen(400, 800))
		b.open(f.beside("pt-BR", "ar"))
		hidden := func() int {
			return value[int](b, `[...document.querySelectorAll(".facing")].filter(e => !e.checkVisibility()).length`)
		}
		all := value[int](b, `document.querySelectorAll(".facing").length`)
		if got := hidden(); got != all || all == 0 {
			t.Errorf("scripts %v: %d of %d passages hide their other language, want all", on, got, all)
		}
		b.do(click(".pair summary"))
		if got := hidden(); got != all-1 {
			t.Errorf("scripts %v: %d of %d passages hide their other language after one was asked, want one less", on, got, all)
		}
		b.do(focus("details:not([open]) > summary"), types("\r"))
		if got := hidden(); got != all-2 {
			t.Errorf("scripts %v: the keyboard reveals nothing: %d of %d are hidden", on, got, all)
		}
		top := value[float64](b, `document.querySelector("details[open]").getBoundingClientRect().top - document.querySelector(".pair:has(> details[open]) > .prose").getBoundingClientRect().bottom`)
		if top < 0 {
			t.Errorf("scripts %v: the other language begins %.0f px above the end of the passage, want it below", on, -top)
		}
	}
}

// What a screen reader reads is one text: each passage, and then the same in
// the other language.
func TestTwoLanguagesAreReadInTurn(t *testing.T) {
	f := newFixture(t)
	b := newTab(t, screen(1280, 900))
	b.open(f.beside("en-US", "pt-BR"))
	heard := b.heard()
	at := 0
	for _, words := range []string{"A lantern at the edge", "Uma lanterna", "We left the house", "Saímos tarde", "What we carried", "O que levamos", "a lantern, half full", "uma lanterna pela metade", "What we measured", "O que medimos"} {
		next := slices.IndexFunc(heard[at:], func(s string) bool { return strings.Contains(s, words) })
		if next < 0 {
			t.Fatalf("%q is not heard in its turn in:\n%s", words, strings.Join(heard, "\n"))
		}
		at += next
	}
	b.do(screen(400, 800))
	if heard := strings.Join(b.heard(), "\n"); strings.Contains(heard, "Saímos tarde") || !strings.Contains(heard, "We left the house") {
		t.Errorf("on a phone what is folded is heard, or what is shown is not:\n%s", heard)
	}
}

// heard returns the words of the page in the order in which they are read out.
func (b *tab) heard() []string {
	b.t.Helper()
	var nodes []*accessibility.Node
	b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		tree, err := cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		nodes = tree.Nodes
		return err
	}))
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var words []string
	var read func(n *accessibility.Node)
	read = func(n *accessibility.Node) {
		if n == nil {
			return
		}
		if n.Role != nil && string(n.Role.Value) == `"StaticText"` && n.Name != nil {
			var said string
			if err := json.Unmarshal([]byte(n.Name.Value), &said); err != nil {
				b.t.Fatal(err)
			}
			words = append(words, said)
		}
		for _, id := range n.ChildIDs {
			read(byID[id])
		}
	}
	read(nodes[0])
	return words
}

// From a section of the article one comes to that section of both languages,
// and from there to it in one.
func TestTheWayToTwoLanguagesAndBackKeepsThePlace(t *testing.T) {
	f := newFixture(t)
	b := newTab(t, screen(1000, 500))
	b.open(f.article("en-US"))
	for _, step := range []struct{ click, to string }{
		{`.also a[href$="?with=pt-br"]`, f.beside("en-US", "pt-BR")},
		{`.pair .about a[hreflang="pt-BR"]`, f.article("pt-BR")},
	} {
		b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("what-we-measured").scrollIntoView()`), chromedp.Sleep(rest))
		b.wantStatus(http.StatusOK, click(step.click))
		at, err := url.Parse(b.location())
		if err != nil {
			t.Fatal(err)
		}
		if at.Fragment != "what-we-measured" {
			t.Errorf("%s leads to #%s, want #what-we-measured", step.click, at.Fragment)
		}
		at.Fragment = ""
		if at.String() != step.to {
			t.Errorf("%s leads to %s, want %s", step.click, at, step.to)
		}
	}
}
