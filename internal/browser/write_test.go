//go:build browser

package browser

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// shows is what the preview has at a moment: its heading and its text.
const shows = `document.querySelector("[data-pane] iframe").contentDocument?.querySelector("main")?.innerText ?? ""`

// An article is begun from the list, written, previewed while it is typed,
// saved from whatever field one is in, and published: by the keyboard alone.
func TestAnArticleIsWrittenByTheKeyboard(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	b := s.writer(t, "Ana", screen(1400, 900))
	b.open(s.admin("en-US", "articles"))
	b.reach("[popovertarget=new-menu]")
	b.do(types(kb.Enter))
	b.reach("#new-menu a[lang=en-US]")
	b.do(types(kb.Enter))
	b.edits()
	b.await("the cursor in the title", `document.activeElement.matches("[name=title]")`)

	b.do(types("Über den Hafen"))
	b.await("the address of the title", `document.querySelector("[name=slug]").value === "über-den-hafen"`)
	b.await("the title in the preview", shows+`.includes("Über den Hafen")`)
	b.do(control("s"))
	b.await("the first save", `location.pathname === `+quote(s.path("en-US", "posts", "1")))
	b.edits()
	b.await("the cursor where it was", `document.activeElement.matches("[name=title]")`)

	b.reach(writing)
	b.do(types("The "), control("b"), types("tide"), control("b"), types(" comes."+kb.Enter+kb.Enter+"# Twice a day"))
	b.await("the text in the preview", shows+`.includes("The tide comes.")`)
	b.await("its marks", `document.querySelector("[data-pane] iframe").contentDocument.querySelector("main strong")?.innerText === "tide"`)
	b.do(chromedp.Evaluate[chromedp.Void](`void (window.kept = document.querySelector(".cm-content"))`))
	b.do(control("s"))
	b.saved(2)
	if !value[bool](b, `window.kept === document.querySelector(".cm-content") && document.activeElement === window.kept`) {
		t.Error("saving took the text away from under the cursor")
	}
	b.await("words and time", `document.querySelector("[data-count]").textContent.includes("6 words")`)

	b.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	b.reach(`[value=published]`)
	b.do(types(kb.Enter))
	b.told("Published.")
	b.quiet()

	reader := newTab(t)
	reader.wantStatus(http.StatusOK, navigate(s.public("en-US", "über-den-hafen")))
	if got := value[string](reader, `document.querySelector("main").innerText`); !strings.Contains(got, "The tide comes.") {
		t.Errorf("readers see %q", got)
	}
}
