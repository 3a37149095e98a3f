//go:build browser

package browser

import (
	"net/http"
	"testing"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// A new address is saved from its own field; the old one leads there.
func TestAChangedAddressLeadsOn(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: "The tide"})[0]
	reader := newTab(t)
	reader.wantStatus(http.StatusOK, navigate(s.public("en-US", "tide")))
	b := s.writer(t, "Ana")
	b.opens(s.editor("en-US", p.ID))
	b.do(click(".particulars summary"), focus("[name=slug]"), control("a"), types("high-tide"), control("s"))
	b.saved(2)
	if got := value[string](b, `document.activeElement.name`); got != "slug" {
		t.Errorf("after saving the cursor is in %q", got)
	}
	reader.await("the new address", `fetch(`+quote(s.public("en-US", "high-tide"))+`, { cache: "no-store" }).then((answer) => answer.status === 200)`)
	reader.wantStatus(http.StatusOK, navigate(s.public("en-US", "tide")))
	if got := reader.location(); got != s.public("en-US", "high-tide") {
		t.Errorf("the old address leads to %s", got)
	}
	b.quiet()
}
