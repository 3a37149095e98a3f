//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// In Arabic the admin is turned round, the text keeps the direction of its own
// language, the arrows of the toolbar go the way they point, and what is
// written in Arabic is published.
func TestTheAdminFromRightToLeft(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db, content.Post{Locale: "ar", Slug: "مد", Title: "المد", Body: "يأتي.", Status: content.Draft})[0]
	en := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: "The tide", Body: "It comes."})[0]
	b := s.writer(t, "Ana", screen(1400, 900))
	b.opens(s.editor("ar", en.ID))
	box := func(selector string) string {
		return `document.querySelector("` + selector + `").getBoundingClientRect()`
	}
	if !value[bool](b, `document.documentElement.dir === "rtl" && `+box(".side")+`.left > `+box("main")+`.left && `+box("[data-pane]")+`.right <= `+box(".write")+`.left + 1`) {
		t.Error("the page is not turned round")
	}
	if got := value[string](b, `getComputedStyle(document.querySelector(".cm-line")).direction`); got != "ltr" {
		t.Errorf("an English text in the Arabic admin is written %s", got)
	}
	b.do(focus("[data-act=bold]"), types(kb.ArrowLeft))
	if got := value[string](b, `document.activeElement.dataset.act`); got != "italic" {
		t.Errorf("the left arrow leads from bold to %q, want the button to its left", got)
	}

	b.opens(s.editor("ar", p.ID))
	if got := value[string](b, `getComputedStyle(document.querySelector(".cm-line")).direction`); got != "rtl" {
		t.Errorf("an Arabic text is written %s", got)
	}
	b.do(focus(writing), control(kb.End), dictates(" ويذهب."), control("s"))
	b.await("the save", `document.querySelector("[name=revision]").value === "2"`)
	b.await("the text in the preview", shows+`.includes("يأتي. ويذهب.")`)
	b.reach("[value=published]")
	b.do(types(kb.Enter))
	b.await("the new standing", `document.querySelector(".standing .state.published")`)
	b.quiet()

	reader := newTab(t)
	reader.wantStatus(200, navigate(s.public("ar", "مد")))
	reader.says("يأتي. ويذهب.")
}
