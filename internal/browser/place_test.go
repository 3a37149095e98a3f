//go:build browser

package browser

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"verso/internal/locale"
)

// rest is how long a reader stays in a section, at least, to be in it.
const rest = 1200 * time.Millisecond

// Who reads the second section and changes the language reads it on, whatever
// its heading says there (translation 2.19, case 95).
func TestSwitchingKeepsTheReadersPlace(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t, screen(800, 500))
	b.open(f.article("en-US"))
	b.wantStatus(http.StatusOK, click(`nav a[hreflang="pt-BR"]`))
	if got := b.location(); strings.Contains(got, "#") {
		t.Errorf("from the beginning the switcher leads to %s, want no section", got)
	}
	b.open(f.article("en-US"))
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("what-we-measured").scrollIntoView()`))
	for _, to := range []locale.Tag{"ar", "ja", "pt-BR", "en-US"} {
		b.do(chromedp.Sleep(rest))
		b.wantStatus(http.StatusOK, click(`nav a[hreflang="`+string(to)+`"]`)) // which is above the text: the tab scrolls to it
		at, err := url.Parse(b.location())
		if err != nil {
			t.Fatal(err)
		}
		if at.Fragment != "what-we-measured" {
			t.Errorf("in %s the reader is at #%s, want #what-we-measured", to, at.Fragment)
		}
		top := value[float64](b, `document.getElementById("what-we-measured").getBoundingClientRect().top`)
		if top < -1 || top > 100 {
			t.Errorf("in %s the section is %.0f px below the top of the window, want it there", to, top)
		}
	}
}

// Without scripts the switcher leads to the same work, and a link to a section
// works all the same.
func TestSectionsHaveTheSameAddressWithoutScripts(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t, scripts(false), screen(800, 500))
	for l := range works {
		if l == "de" {
			continue // served to nobody
		}
		b.open(f.article(l) + "#what-we-measured")
		if got := value[string](b, `document.querySelector(":target").tagName`); got != "H2" {
			t.Errorf("in %s #what-we-measured is %s, want the heading of the section", l, got)
		}
	}
}
