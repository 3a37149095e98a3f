//go:build browser

package browser

import (
	"net/http"
	"strings"
	"testing"

	"verso/internal/site"
)

// Without scripts every segment is a form that leads on to the next: a text is
// translated, handed in, approved, published and read.
func TestAnArticleIsTranslatedWithoutScripts(t *testing.T) {
	p := newPair(t, "pt-BR", "It comes.\n\nIt goes.\n")
	p.set(t, site.Review, "on")
	tess, rita := p.translator(t, "en-US", "Tess", false, scripts(false)), p.translator(t, "en-US", "Rita", true, scripts(false))
	tess.wantStatus(http.StatusOK, navigate(p.bench("en-US")))
	next := current + " [value=next]"
	for _, text := range []string{"A maré", "Ela vem.", "Ela vai."} {
		tess.do(write(field, text))
		tess.wantStatus(http.StatusOK, click(next))
	}
	if got := value[string](tess, `document.querySelector(".flash").innerText`); !strings.Contains(got, "Everything here is done") {
		t.Errorf("after the last segment the page says %q", got)
	}
	tess.wantStatus(http.StatusOK, click("[name=act][value=review]"))

	rita.wantStatus(http.StatusOK, navigate(p.admin("en-US", "review")))
	rita.wantStatus(http.StatusOK, click(current+" [value=approve]"))
	rita.wantStatus(http.StatusOK, click(".review-head button"))
	rita.wantStatus(http.StatusOK, navigate(p.bench("en-US")))
	rita.wantStatus(http.StatusOK, click(".bench-bar button.primary"))
	tess.quiet()
	rita.quiet()

	reader := newTab(t, scripts(false))
	reader.wantStatus(http.StatusOK, navigate(p.public("pt-BR", "a-maré")))
	if got := value[string](reader, `document.querySelector("main").innerText`); !strings.Contains(got, "Ela vem.") || !strings.Contains(got, "Ela vai.") {
		t.Errorf("readers see %q", got)
	}
}

// What is refused is said beside its segment, with all that was typed; what
// somebody else saved meanwhile is shown on a page with the three ways out.
func TestNothingIsLostWithoutScripts(t *testing.T) {
	p := newPair(t, "pt-BR", "It comes and goes.\n")
	tess, tom := p.translator(t, "en-US", "Tess", false, scripts(false)), p.translator(t, "en-US", "Tom", false, scripts(false))
	for _, b := range []*tab{tess, tom} {
		b.wantStatus(http.StatusOK, navigate(p.bench("en-US")))
	}
	tess.do(write(field, "A maré"))
	tess.wantStatus(http.StatusOK, click(current+" [value=next]"))
	tom.do(write(field, "As marés"))
	tom.wantStatus(http.StatusConflict, click(current+" [value=next]"))
	page := value[string](tom, `[...document.querySelectorAll(".way textarea")].map((area) => area.value).join("|")`)
	if !strings.Contains(page, "A maré") || !strings.Contains(page, "As marés") {
		t.Errorf("the page of the conflict has %q", page)
	}
	tom.judge().wantAccessible(t, "the conflict")
	tom.do(scripts(false))
	tom.wantStatus(http.StatusOK, click(tom.way("en-US", "AdminConflictMine")))
	p.wantTexts(t, map[string]string{"The tide": "As marés"})
	tess.quiet()
	tom.quiet()
}
