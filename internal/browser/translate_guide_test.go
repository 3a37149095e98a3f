//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/site"
	"verso/internal/store/storetest"
)

// What the guide's article says, and what becomes of it.
const (
	guided = "The lighthouse stands where the river meets the sea.\n\n## The first winter\n\n" +
		"The keeper climbs 214 steps every evening.\n\n" +
		"What he sees is in [the almanac](https://example.org/almanac), *page by page*, since 1893.\n\n" +
		"- Wind from the north\n- Ships that pass\n"
	climbs   = "The keeper climbs 214 steps every evening."
	midnight = "The keeper climbs 214 steps every evening, and once more at midnight."
)

// docs/translating.md leads a new translator through these screens; its
// pictures are of them.
func TestTheGuideOfTranslators(t *testing.T) {
	p := newArticle(t, "pt-BR", content.Post{Slug: "lighthouse", Title: "The lighthouse", Body: guided})
	p.begin(t)
	p.set(t, site.Review, "on")
	for _, title := range []string{"Night walks", "Letters from the harbour", "How tides are told"} {
		storetest.Work(t, p.db, content.Post{Locale: "en-US", Slug: content.Slugify(title), Title: title, Body: "It comes and goes.\n"})
	}
	small := screen(1120, 720)
	b := p.translator(t, "en-US", "Tess", false, small)
	b.atBench(p.bench("en-US"))
	for _, text := range []string{"O farol", "O farol fica onde o rio encontra o mar.", "O primeiro inverno"} {
		b.translates(text)
	}
	b.do(dictates("O faroleiro sobe 214 degraus toda noite."))
	b.await("the site's copy", `document.querySelector("`+current+` [data-said]").textContent.startsWith("Typing kept")`)
	b.picture("translating-bench")
	b.do(control(kb.Enter), dictates("O que ele vê está no [almanaque] (https://example.org/almanac), *página por página*."))
	b.await("the findings", `document.querySelectorAll("`+current+` .finding").length > 1`)
	b.picture("translating-findings")
	b.do(control("a"), dictates("O que ele vê está no [almanaque](https://example.org/almanac), *página por página*, desde 1893."), control(kb.Enter))
	b.sent()

	p.rewrite(t, strings.Replace(guided, climbs, midnight, 1))
	b.atBench(p.bench("en-US") + "?show=changed")
	b.await("the change", `document.querySelector("`+current+` .changes ins")?.checkVisibility()`)
	b.picture("translating-changed")
	at := b.location()
	other := p.translator(t, "en-US", "Tom", false)
	other.atBench(at)
	b.do(focus(field), control("a"), dictates("O faroleiro sobe 214 degraus toda noite, e outra vez à meia-noite."))
	other.do(focus(field), control("a"), dictates("O faroleiro sobe 214 degraus todas as noites."), control("s"))
	other.sent()
	b.do(control("s"))
	b.await("the conflict", `document.querySelector("[data-conflict]").open`)
	b.do(screen(1120, 860))
	b.picture("translating-conflict")
	b.do(small)
	b.reach(b.way("en-US", "AdminConflictMine"))
	b.do(types(kb.Enter))
	b.sent()

	b.open(p.admin("en-US", "translations"))
	b.await("the list", `document.querySelectorAll(".matrix tbody tr").length === 4`)
	b.picture("translating-list")
	rita := p.translator(t, "en-US", "Rita", true, small)
	rita.atBench(p.admin("en-US", "review"))
	rita.picture("translating-review")
	b.quiet()
	other.quiet()
	rita.quiet()
}
