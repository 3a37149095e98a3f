//go:build browser

package browser

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// An earlier text is found in the history, compared and brought back as a new
// revision: nothing in between is lost.
func TestARevisionIsRestored(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: "The tide", Body: "It comes slowly."})[0]
	b := s.writer(t, "Ana")
	b.opens(s.editor("en-US", p.ID))
	b.do(focus(writing), control("a"), dictates("It comes fast."), control("s"))
	b.saved(2)
	b.wantStatus(http.StatusOK, click(`.beside a[href$="/history"]`))
	b.reach(`.revisions a[href$="/history/1"]`)
	b.do(types(kb.Enter))
	b.await("the comparison", `document.querySelector(".diff del")?.innerText.includes("slowly") && document.querySelector(".diff ins")?.innerText.includes("fast")`)
	b.reach("section form button.primary")
	b.do(types(kb.Enter))
	b.told("Restored")
	b.edits()
	if got := value[string](b, text); got != "It comes slowly." {
		t.Errorf("the text is %q", got)
	}
	b.open(s.admin("en-US", "posts", number(int(p.ID)), "history"))
	if got := value[int](b, `document.querySelectorAll(".revisions li").length`); got != 3 {
		t.Errorf("the history has %d revisions, want all of them", got)
	}
	b.quiet()
}
