//go:build browser

package browser

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/site"
)

// Every screen of the translators' work, in three languages, light and dark,
// has nothing that WCAG 2.2 AA or best practice would have otherwise, fits a
// phone, and the browser refuses nothing in it.
func TestEveryScreenOfTranslatingIsAccessible(t *testing.T) {
	for _, l := range worked {
		t.Run(l.Path(), func(t *testing.T) {
			t.Parallel()
			p := newBusyPair(t)
			post := func(id content.PostID, parts ...string) string {
				return p.admin(l, append([]string{"posts", strconv.FormatInt(int64(id), 10)}, parts...)...)
			}
			bench := post(p.target, "translate")
			for _, r := range readings()[:2] {
				b := newTab(t, r.settings...)
				b.signIn(p.fixture, l, p.author)
				for _, d := range []struct{ name, url, shows string }{
					{"matrix", p.admin(l, "translations"), ".matrix td a .stale, .matrix td .stale"},
					{"one by one", bench, current},
					{"what changed", bench + "?show=source_changed", current + " .changes ins"},
					{"findings", bench + "?show=errors", current + " .finding.error"},
					{"comments", bench + "?show=talk", ".comment"},
					{"nothing found", bench + "?q=zzz", ".empty"},
					{"list", bench + "?mode=list", ".mode-list .seg ~ .seg"},
					{"side by side", bench + "?mode=pair", ".pairs textarea[name^=target]"},
					{"whole text", bench + "?mode=document", "[data-document] iframe"},
					{"compared", post(p.target, "translate", "compare"), "main ins"},
					{"changes", post(p.source.ID, "changes"), ".change-row ins"},
					{"review", p.admin(l, "review"), ".review-head"},
				} {
					b.see(view{name: d.name, locale: l, url: d.url, status: http.StatusOK})
					b.await(d.shows, `document.querySelector("`+d.shows+`")?.checkVisibility()`)
					for _, colours := range []string{"light", "dark"} {
						b.do(theme(colours))
						b.judge().wantAccessible(t, d.name+", "+r.name+", "+colours)
					}
					b.do(screen(320, 640))
					if wide := value[int](b, "document.documentElement.scrollWidth"); wide > 320 {
						t.Errorf("%s scrolls sideways on a phone: %d px", d.name, wide)
					}
					b.do(screen(1280, 900))
					for _, complaint := range b.complained() {
						t.Errorf("%s: %s", d.name, complaint)
					}
				}
			}
		})
	}
}

// newBusyPair returns a translation with something of everything: segments in
// each state, one whose source changed, findings, a comment, a suggestion.
func newBusyPair(t *testing.T) pair {
	t.Helper()
	const before = "## The lamp\n\nIt *comes* with `moon` and [wind](https://example.org) in 3 days.\n\nIt goes.\n\nIt rests.\n\n- One\n- Two\n\n| Day | Height |\n|--|--|\n| First | High |\n\n```\ncode\n```\n"
	const after = "## The lamp\n\nIt *comes* with `moon` and [wind](https://example.org) in 3 days.\n\nIt goes away slowly.\n\nIt rests.\n\n- One\n- Two\n\n| Day | Height |\n|--|--|\n| First | High |\n\n```\nother code\n```\n\nAnd again.\n"
	p := newPair(t, "pt-BR", before)
	p.set(t, site.Review, "on")
	b := p.translator(t, "en-US", "Tess", false)
	b.atBench(p.bench("en-US"))
	for _, text := range []string{"A maré", "A lâmpada", "Ela vem com `lua` e [vento] (https://example.org).", "Ela se vai."} {
		b.translates(text)
	}
	b.do(dictates("Ela descansa?"), control(kb.Enter, chromedp.ModifierAlt))
	b.sent()
	b.await("what is known of the segment", `!document.querySelector("[data-aside]").inert`)
	b.reach("#talk-text")
	b.do(dictates("Which lamp is this?"))
	b.reach(".talk [value=source]")
	b.do(types(kb.Enter))
	b.await("the comment", `document.querySelector(".comment")`)
	p.rewrite(t, after)
	return p
}
