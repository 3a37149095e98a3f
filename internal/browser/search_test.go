//go:build browser

package browser

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/urls"
)

// found is how many results are on the page.
const found = `document.querySelectorAll(".found h2 mark").length`

// soon is an expression that becomes true when the one given does, or false
// after a while.
func soon(expression string) string {
	return `(async () => {
		for (let i = 0; i < 400; i++) {
			if (` + expression + `) return true;
			await new Promise((next) => setTimeout(next, 50));
		}
		return false;
	})()`
}

// Results come while the reader types: how many there are is said aloud, the
// arrows lead to them, and the address and the switcher say what was typed.
func TestSearchAnswersWhileTheReaderTypes(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, l := range []locale.Tag{"en-US", "ar", "ja"} {
		b := newTab(t)
		b.open(f.urls.Abs(f.urls.Section(l, site.Search)))
		b.do(
			chromedp.Evaluate[chromedp.Void](`void (window.same = document.querySelector("main [role=status]"))`),
			write(`main [name=q]`, works[l].lantern),
		)
		if !value[bool](b, soon(found+` > 0`)) {
			t.Fatalf("%s: nothing is found while the reader types", l)
		}
		if !value[bool](b, `window.same === document.querySelector("main [role=status]") && /\p{N}|\p{L}/u.test(same.textContent)`) {
			t.Errorf("%s: the count is not in the element that is read aloud", l)
		}
		want := f.urls.Abs(f.urls.Search(l, urls.Sought{Text: works[l].lantern}))
		if got := b.location(); got != want {
			t.Errorf("%s: the address is %s, want %s", l, got, want)
		}
		if got := value[string](b, `document.querySelector(".languages a[hreflang=pt-BR]").search`); !strings.HasPrefix(got, "?q=") {
			t.Errorf("%s: the switcher does not take the words along: %q", l, got)
		}
		b.do(chromedp.KeyEvent(kb.ArrowDown))
		if got := value[string](b, `document.activeElement.closest("h2")?.textContent ?? ""`); got == "" {
			t.Errorf("%s: the arrow does not lead to the first result", l)
		}
		b.do(chromedp.KeyEvent(kb.ArrowUp))
		if !value[bool](b, `document.activeElement.name === "q"`) {
			t.Errorf("%s: the arrow does not lead back to the box", l)
		}
		for _, complaint := range b.complained() {
			t.Errorf("%s: %s", l, complaint)
		}
	}
}

// The box in the head of every page searches without scripts (rule 67).
func TestSearchNeedsNoScript(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t, scripts(false))
	b.open(f.urls.Abs(f.urls.Home("pt-BR")))
	b.do(write(`header [name=q]`, "lanterna"))
	b.wantStatus(http.StatusOK, click(`header form button`))
	if got := value[int](b, found); got == 0 {
		t.Errorf("%s shows no result", b.location())
	}
}
