//go:build browser

package browser

import (
	"net/http"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
)

// The switcher of an article leads to the article in the other language, with
// scripts and without.
func TestSwitchingLandsOnTheTranslation(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, on := range []bool{true, false} {
		b := newTab(t, scripts(on))
		from := locale.Tag("en-US")
		b.open(f.article(from))
		for _, to := range []locale.Tag{"pt-BR", "ar", "ja", "en-US"} {
			b.wantStatus(http.StatusOK, click(`nav a[hreflang="`+string(to)+`"]`))
			if got := b.location(); got != f.article(to) {
				t.Errorf("scripts %v: from %s to %s leads to %s, want %s", on, from, to, got, f.article(to))
			}
			if got := value[string](b, "document.documentElement.lang"); got != string(to) {
				t.Errorf("scripts %v: the page in %s says lang=%q", on, to, got)
			}
			from = to
		}
	}
}

// A choice that was made with the switcher is kept for the next visit to the
// root (rule 54).
func TestAChosenLanguageIsRemembered(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t)
	b.open(f.article("en-US"))
	b.wantStatus(http.StatusOK, click(`nav a[hreflang="pt-BR"]`))
	b.open(f.urls.Abs("/"))
	if got, want := b.location(), f.urls.Abs(f.urls.Home("pt-BR")); got != want {
		t.Errorf("after a choice of pt-BR the root leads to %s, want %s", got, want)
	}
}

// A reader without scripts can write to the people of the site.
func TestTheContactFormNeedsNoScript(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t, scripts(false))
	b.open(f.urls.Abs(f.urls.Section("pt-BR", site.ContactForm)))
	b.do(
		write(`[name=name]`, "Ana"),
		write(`[name=email]`, "ana@example.org"),
		write(`[name=message]`, "Olá, e boa tarde."),
	)
	b.wantStatus(http.StatusOK, click(`main form button`))
	if got := b.location(); !strings.Contains(got, "?sent") {
		t.Errorf("sending leads to %s, want the page that thanks", got)
	}
}

// No page scrolls sideways on the narrowest phone, long words and tables
// included (WCAG 1.4.10).
func TestPagesFitANarrowPhone(t *testing.T) {
	t.Parallel()

	f := newFixture(t)
	b := newTab(t, screen(narrow, 640))
	for l := range works {
		for _, v := range f.views(l) {
			b.see(v)
			if got := value[int](b, "document.documentElement.scrollWidth"); got > narrow {
				t.Errorf("%s in %s is %d px wide, want %d at most; too wide are %s", v.name, v.locale, got, narrow,
					value[string](b, tooWide))
			}
		}
	}
}

// tooWide names elements that reach over the edge of the window.
const tooWide = `[...document.body.querySelectorAll("*")]
	.filter(e => { const r = e.getBoundingClientRect(); return r.right > innerWidth + 1 || r.left < -1 })
	.slice(0, 5).map(e => e.tagName.toLowerCase() + "." + e.className).join(", ")`

// article returns the address of the same article in a locale.
func (f fixture) article(l locale.Tag) string {
	return f.urls.Abs(f.urls.Work(l, content.Article, works[l].lantern))
}

// location returns where the tab is.
func (b *tab) location() string { return value[string](b, "location.href") }
