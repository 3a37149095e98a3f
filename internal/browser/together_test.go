//go:build browser

package browser

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// Two languages of a work are written side by side, with one key between
// them, and published in one act, as they stand on the screen; one act takes
// both back.
func TestTwoLanguagesArePublishedInOneAct(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db,
		content.Post{Locale: "en-US", Slug: "tide", Title: "The tide", Body: "It comes.", Status: content.Draft},
		content.Post{Locale: "pt-BR", Slug: "mare", Title: "A maré", Body: "Ela vem.", Status: content.Draft})[0]
	b := s.writer(t, "Ana", screen(1400, 900))
	b.opens(s.editor("en-US", p.ID))
	b.reach("[popovertarget=also-menu]")
	b.do(types(kb.Enter))
	b.reach("#also-menu a")
	b.do(types(kb.Enter))
	b.await("both languages", `document.querySelectorAll(".cm-content").length === 2`)
	in := func(l, expression string) string {
		return `document.activeElement.closest("section").querySelector("[name=locale]").value === "` + l + `" && ` + expression
	}
	b.do(focus("form[data-editor] .cm-content"), control(kb.End), types(" It goes."), types(kb.F8))
	b.await("the cursor in the other language", in("pt-BR", `document.activeElement.matches(".cm-content")`))
	b.do(control(kb.End), types(" Ela vai."), types(kb.F8))
	b.await("the cursor in the first again", in("en-US", "true"))

	b.do(focus("[popovertarget=together-menu]"), types(kb.Enter))
	b.reach("#together-menu button")
	b.do(types(kb.Enter))
	b.told("2 published.")
	b.quiet()

	reader := newTab(t)
	reader.wantStatus(http.StatusOK, navigate(s.public("en-US", "tide")))
	reader.says("It comes. It goes.")
	reader.wantStatus(http.StatusOK, navigate(s.public("pt-BR", "mare")))
	reader.says("Ela vem. Ela vai.")

	b.do(click(".flash form button"))
	b.told("Undone.")
	reader.await("its absence", answers(http.StatusNotFound))
	reader.wantStatus(http.StatusNotFound, navigate(s.public("en-US", "tide")))
}
