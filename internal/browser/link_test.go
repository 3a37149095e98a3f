//go:build browser

package browser

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// Two posts are linked as one work, and parted, each with a way back; while
// they are one, a reader who switches language lands on the same article.
func TestPostsAreLinkedAndParted(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	en := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: "The tide"})[0]
	storetest.Work(t, s.db, content.Post{Locale: "pt-BR", Slug: "mare", Title: "A maré"})
	b, reader := s.writer(t, "Ana"), newTab(t)
	reader.wantStatus(http.StatusOK, navigate(s.public("en-US", "tide")))
	linked := func(is bool) {
		t.Helper()
		const alternates = `fetch(location.href, { cache: "no-store" }).then((answer) => answer.text()).then((page) => page.includes('hreflang="pt-BR" href="'))`
		const absent = `fetch(location.href, { cache: "no-store" }).then((answer) => answer.text()).then((page) => !page.includes('/pt-br/artigos/mare'))`
		if is {
			reader.await("the other language", alternates)
		} else {
			reader.await("a page without the other language", absent)
		}
	}
	relate := s.admin("en-US", "posts", number(int(en.ID)), "relate")
	link := func() {
		t.Helper()
		b.open(relate)
		b.do(write("#sought", "maré"))
		b.await("what is found", `location.search.includes("q=mar") && document.querySelectorAll(".found button").length === 1`)
		b.reach(".found button")
		b.do(types(kb.Enter))
		b.told("Linked")
		linked(true)
	}
	undo := func() {
		t.Helper()
		b.do(click(".flash form button"))
		b.told("Undone.")
	}
	link()
	undo()
	linked(false)
	link()

	reader.open(s.public("en-US", "tide"))
	reader.wantStatus(http.StatusOK, click(`header a[hreflang=pt-BR]`))
	if got := reader.location(); got != s.public("pt-BR", "mare") {
		t.Errorf("switching to Portuguese leads to %s, want the same article", got)
	}
	reader.open(s.public("en-US", "tide"))
	b.open(relate)
	b.do(focus(`form[action$="/unlink"] button`), types(kb.Enter))
	b.told("a work of its own")
	linked(false)
	undo()
	linked(true)
	b.quiet()
}
