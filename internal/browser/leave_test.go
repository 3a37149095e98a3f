//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/publishing"
	"verso/internal/store/storetest"
)

// Who signs out leaves nothing of theirs in the browser, and loses nothing:
// what has not reached the site is sent first, and when that fails they are
// told. What somebody else's expired session has left stays for them.
func TestSigningOutSendsWhatWasTypedAndTakesItOffTheBrowser(t *testing.T) { // ASVS 5.0.0 14.3.1
	t.Parallel()
	s := newStudio(t)
	u := s.person(t, "Ana", account.Admin)
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "sea", Title: "Sea", Status: content.Draft})[0]
	b := newTab(t)
	b.signIn(s.fixture, "en-US", u)
	b.open(s.editor("en-US", p.ID))
	run := func(script string) { b.do(chromedp.Evaluate[chromedp.Void]("void (" + script + ")")) }
	const mine = `Object.keys(localStorage).filter((key) => key.startsWith("verso:draft:") && !key.startsWith("verso:draft:4242:"))`
	const kept = mine + `.length > 0`

	run(`localStorage.setItem("verso:draft:4242:post:1", "{}")`)
	run(`window.network = fetch, window.fetch = () => Promise.reject(new TypeError("away"))`)
	b.edits()
	b.do(write(title, ", never sent by itself"))
	b.await("the copy in the browser", kept)
	run(`document.querySelector("[data-sign-out]").requestSubmit()`)
	b.await("a warning", `document.querySelector(".flash")?.innerText.includes("has not reached")`)
	if !value[bool](b, kept) {
		t.Error("what has not reached the site is no longer kept")
	}

	run(`window.fetch = window.network`)
	run(`document.querySelector("[data-sign-out]").requestSubmit()`)
	b.await("the door", `location.pathname.endsWith("/sign-in")`)
	if value[bool](b, kept) {
		t.Errorf("the browser still has %s", value[string](b, "JSON.stringify("+mine+")"))
	}
	if !value[bool](b, `localStorage.getItem("verso:draft:4242:post:1") === "{}"`) {
		t.Error("what another person has left there is gone")
	}
	draft, err := s.db.Draft(t.Context(), u.ID, publishing.DraftKey(p.ID))
	if err != nil || !strings.Contains(draft.Fields.Title, "never sent") {
		t.Errorf("the draft on the server is %+v (%v), want what was typed", draft.Fields, err)
	}
}
