//go:build browser

package browser

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
)

// A tale is a long article and what a translator makes of it.
type tale struct{ title, section, lamp, late, added string }

var tales = map[locale.Tag]tale{
	"en-US": {"The lighthouse", "Floor %d", "The keeper carries lamp %d up the stairs.", "The keeper carries lamp %d down the stairs at dawn.", "Then the harbour sleeps."},
	"pt-BR": {"O farol", "Andar %d", "O faroleiro leva a lâmpada %d escada acima.", "O faroleiro leva a lâmpada %d escada abaixo ao amanhecer.", "Então o porto dorme."},
	"ar":    {"المنارة", "الطابق %d", "يحمل الحارس المصباح %d إلى أعلى الدرج.", "ينزل الحارس بالمصباح %d عند الفجر.", "ثم ينام الميناء."},
}

// blocks are how many segments the body of a tale has; its title is one more.
const blocks = 39

// told returns the blocks of a tale: a heading before every nine paragraphs.
func (t tale) told() []string {
	var all []string
	for i := range blocks {
		if i%10 == 0 {
			all = append(all, fmt.Sprintf(t.section, i/10+1))
		} else {
			all = append(all, fmt.Sprintf(t.lamp, i))
		}
	}
	return all
}

// body returns blocks of a tale as Markdown.
func body(blocks []string) string {
	var b strings.Builder
	for i, block := range blocks {
		if i%10 == 0 && i < len(blocks)-1 {
			b.WriteString("## ")
		}
		b.WriteString(block + "\n\n")
	}
	return b.String()
}

// A long article is translated by somebody who never touches the mouse, while
// its author goes on writing; a reviewer approves it, and readers get it
// (translation 2.6, 2.8, 2.13).
func TestAnArticleIsTranslatedReviewedAndRead(t *testing.T) {
	for _, way := range []struct {
		name     string
		face, to locale.Tag
	}{
		{"from left to right", "en-US", "pt-BR"},
		{"in an Arabic interface", "ar", "pt-BR"},
		{"into Arabic", "en-US", "ar"},
	} {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			p := newArticle(t, way.to, content.Post{Slug: "lighthouse", Title: tales["en-US"].title, Body: body(tales["en-US"].told())})
			p.set(t, site.Review, "on")
			tess := p.translator(t, way.face, "Tess", false)
			p.translate(t, tess, way.face)
			p.review(t, tess, way.face)
			p.read(t)
			tess.quiet()
		})
	}
}

// translate begins the translation from the list of all works and finishes it,
// by keyboard alone. When half is done the author changes one of the
// paragraphs that are translated and adds another.
func (p *pair) translate(t *testing.T, b *tab, face locale.Tag) {
	t.Helper()
	say := words(t, face)
	b.open(p.admin(face, "translations"))
	b.reach("input[name=start]")
	b.do(types(" "))
	b.reach("button[value=start]")
	b.do(types(kb.Enter))
	b.benched()
	p.wantSides(t, b, face)

	mine := append([]string{tales[p.to].title}, tales[p.to].told()...)
	for _, text := range mine[:20] {
		b.translates(text)
	}
	b.do(dictates(mine[20]))
	theirs := tales["en-US"].told()
	theirs[5] = fmt.Sprintf(tales["en-US"].late, 5)
	p.rewrite(t, body(append(theirs, tales["en-US"].added)))
	b.await("the news that the source changed", `document.querySelector("[data-banner]")`)
	if got := value[string](b, `document.querySelector("`+field+`").value`); got != mine[20] {
		t.Errorf("when the source changed the field held %q, now it is %q", mine[20], got)
	}
	b.do(control(kb.Enter))
	for _, text := range mine[21:] {
		b.translates(text)
	}

	// What the author added and changed is all that is left. The change is
	// shown word by word, and said in words beside its colours.
	b.translates(tales[p.to].added)
	b.await("the paragraph that changed", `document.querySelector("`+current+` .changes")?.checkVisibility()`)
	change := func(mark string) string {
		return `[...document.querySelectorAll("` + current + ` .changes ` + mark + `")].map((mark) => mark.textContent).join("|")`
	}
	if got, want := value[string](b, change("del")), say.Text("AdminDiffRemoved")+" up"; got != want {
		t.Errorf("removed is %q, want %q", got, want)
	}
	if got, want := value[string](b, change("ins")), say.Text("AdminDiffAdded")+" down|"+say.Text("AdminDiffAdded")+"  at dawn"; got != want {
		t.Errorf("added is %q, want %q", got, want)
	}
	if got := value[string](b, `document.querySelector("`+field+`").value`); got != fmt.Sprintf(tales[p.to].lamp, 5) {
		t.Errorf("of the old translation %q is left", got)
	}
	b.translates(fmt.Sprintf(tales[p.to].late, 5))
	b.await("the end of the work", `document.querySelector("[data-said-all]").textContent === `+quote(say.Text("AdminBenchDone"))+` && !document.querySelector("[data-banner]")`)
	if got := value[string](b, `document.querySelector("[data-progress] b").textContent`); !strings.Contains(got, "100") && !strings.Contains(got, "١٠٠") {
		t.Errorf("the work is done by %s", got)
	}

	b.reach("[name=act][value=review]")
	b.do(types(kb.Enter))
	b.told(say.Text("AdminBenchSubmitted"))
}

// review leads a reviewer through what waits, by keyboard alone: the first
// segment is approved, the second sent back with a reason and mended, the
// others are approved together, and what came of it is published.
func (p *pair) review(t *testing.T, tess *tab, face locale.Tag) {
	t.Helper()
	say := words(t, face)
	rita := p.translator(t, face, "Rita", true)
	rita.open(p.admin(face, "review"))
	rita.benched()
	rita.reach(field)
	first := value[string](rita, `document.querySelector("`+current+`").id`)
	rita.do(control(kb.Enter, chromedp.ModifierShift))
	rita.await("the approval", `document.getElementById("`+first+`").dataset.state === "approved"`)
	rita.await("the next segment", `document.activeElement.matches("`+field+`") && document.querySelector("`+current+`").id !== "`+first+`"`)
	second := value[string](rita, `document.querySelector("`+current+`").id`)
	if at := value[string](rita, `location.pathname`); !strings.HasSuffix(at, "/review") {
		t.Errorf("at the second segment of the queue the address is %s, want that of the queue", at)
	}
	rita.do(control(kb.Backspace, chromedp.ModifierAlt), types("Which floor?"))
	rita.reach(current + " [data-act=reject]")
	rita.do(types(kb.Enter))
	rita.await("the rejection", `document.getElementById("`+second+`").dataset.state === "needs-edit"`)
	rita.sent()

	tess.atBench(tess.location() + "?show=rejected")
	tess.says("Which floor?")
	tess.do(focus(field), control(kb.End), types("."), control(kb.Enter))
	tess.sent()

	rita.atBench(p.admin(face, "review"))
	rita.reach(".review-head button")
	rita.do(types(kb.Enter))
	rita.told(say.Text("AdminReviewApproved"))
	for value[bool](rita, `Boolean(document.querySelector(".review-head button"))`) {
		rita.reach(".review-head button")
		rita.wantStatus(http.StatusOK, types(kb.Enter))
	}
	rita.atBench(tess.location())
	rita.reach(".bench-bar button.primary")
	rita.do(types(kb.Enter))
	rita.told(say.Text("AdminBenchPublished"))
	rita.quiet()
}

// read finds the translation on the public site, whole and with the name of
// the translator (translation 2.20).
func (p *pair) read(t *testing.T) {
	t.Helper()
	reader := newTab(t)
	reader.wantStatus(http.StatusOK, navigate(p.public(p.to, content.Slugify(tales[p.to].title))))
	for i, text := range tales[p.to].told() {
		if i == 5 {
			text = fmt.Sprintf(tales[p.to].late, i)
		}
		if !value[bool](reader, `document.querySelector("main").innerText.includes(`+quote(text)+`)`) {
			t.Errorf("readers do not get %q", text)
		}
	}
	reader.says(tales[p.to].added)
	reader.says(words(t, p.to).Text("TranslatedBy", "Name", "Tess"))
	// A link to a section of the original leads to it here too (2.19, case 95).
	if got, want := value[string](reader, `document.getElementById("floor-3").innerText`), fmt.Sprintf(tales[p.to].section, 3); !strings.Contains(got, want) {
		t.Errorf("#floor-3 is %q, want %q", got, want)
	}
	reader.wantStatus(http.StatusOK, click(`.also a[href$="?with=en-us"]`))
	reader.says(tales[p.to].added)
	reader.await("the original beside it", `[...document.querySelectorAll(".facing")].some((part) => part.textContent.includes(`+quote(tales["en-US"].added)+`))`)
	reader.quiet()
}

// wantSides reports when the page is not turned as its language is, or one of
// the texts is not turned as its own: each has its language and direction
// whatever the page has (translation 2.14).
func (p *pair) wantSides(t *testing.T, b *tab, face locale.Tag) {
	t.Helper()
	type side struct{ Lang, Dir string }
	look := func(selector string) side {
		return value[side](b, `(({lang, dir}, {direction}) => ({lang, dir: dir === direction ? dir : dir + " shown as " + direction}))(...((part) => [part, getComputedStyle(part)])(document.querySelector("`+selector+`")))`)
	}
	for selector, l := range map[string]locale.Tag{":root": face, current + " .rich": "en-US", field: p.to} {
		if got, want := look(selector), (side{string(l), l.Dir()}); got != want {
			t.Errorf("%s is in %s, %s; want %s, %s", selector, got.Lang, got.Dir, want.Lang, want.Dir)
		}
	}
}
