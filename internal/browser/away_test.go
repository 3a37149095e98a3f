//go:build browser

package browser

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Without a network one writes on: what is typed is kept in the browser, even
// when the page is closed and opened anew, and reaches the site by itself when
// the network is back.
func TestWritingGoesOnOffline(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: "The tide", Body: "It comes.", Status: content.Draft})[0]
	ana := s.person(t, "Ana", "admin")
	b := newTab(t)
	b.signIn(s.fixture, "en-US", ana)
	b.opens(s.editor("en-US", p.ID))
	b.do(online(false), focus(writing), control(kb.End), types(" It goes."), control("s"))
	b.await("the words that it is not saved", `document.querySelector("[data-said]").dataset.kind === "bad"`)
	b.await("the browser's copy", `JSON.stringify(localStorage).includes("goes")`)
	if got := value[string](b, text); got != "It comes. It goes." {
		t.Errorf("offline the text is %q", got)
	}
	b.do(online(true))
	b.await("the site's copy", `document.querySelector("[data-said]").dataset.kind === "" && `+said+`.startsWith("Typing kept")`)
	if kept, err := s.db.Draft(t.Context(), ana.ID, publishing.DraftKey(p.ID)); err != nil || kept.Fields.Body != "It comes. It goes." {
		t.Errorf("the site holds %q, %v", kept.Fields.Body, err)
	}
	b.do(control("s"))
	b.saved(2)

	// What never arrived is offered when the page is opened again.
	b.do(online(false), types(" And comes."))
	b.await("the browser's copy", `JSON.stringify(localStorage).includes("And+comes")`)
	b.do(online(true), chromedp.Navigate("about:blank"))
	b.opens(s.editor("en-US", p.ID))
	if value[bool](b, text+`.includes("And comes")`) {
		return // it arrived before the page was left
	}
	b.await("the offer", `!document.querySelector("[data-kept]").hidden`)
	b.do(focus("[data-take]"), types(kb.Enter))
	b.await("the text", text+` === "It comes. It goes. And comes."`)
}

// A session that ends while somebody types takes nothing with it: the page
// stays, says so, and goes on when the person has signed in again beside it.
// To open the page anew leads past the door and back to the text.
func TestTheSessionEndsWhileSomebodyTypes(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: "The tide", Body: "It comes.", Status: content.Draft})[0]
	ana := s.person(t, "Ana", "admin")
	b := newTab(t)
	b.signIn(s.fixture, "en-US", ana)
	b.opens(s.editor("en-US", p.ID))
	end := func() {
		storetest.Do(t, s.db, func(ctx context.Context, tx *store.Tx) error { return tx.RemoveSessions(ctx, ana.ID, 0) })
	}
	end()
	b.do(focus(writing), control(kb.End), types(" It goes."), click("[value=published]"))
	b.await("the way to sign in", `!document.querySelector("[data-sign-in]").hidden && document.querySelector("[data-said]").dataset.kind === "bad"`)
	if got := value[string](b, text); got != "It comes. It goes." {
		t.Errorf("the text is %q", got)
	}
	if got := value[string](b, `document.querySelector("[data-sign-in] a").href`); got != s.editor("en-US", p.ID) {
		t.Errorf("one signs in at %s", got)
	}

	beside := b.beside()
	beside.open(s.editor("en-US", p.ID))
	beside.do(write("#field-email", ana.Email), write("#field-password", password))
	beside.wantStatus(200, click("main button.primary"))
	if got := beside.location(); got != s.editor("en-US", p.ID) {
		t.Errorf("signing in again leads to %s, want the text", got)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`void dispatchEvent(new Event("focus"))`)) // the person comes back to the first page
	b.await("the site's copy", said+`.startsWith("Typing kept") && document.querySelector("[data-sign-in]").hidden`)

	end()
	b.do(focus(writing), control(kb.End), types(" And comes."))
	b.await("the browser's copy", `JSON.stringify(localStorage).includes("And+comes")`)
	b.open(s.editor("en-US", p.ID))
	b.do(write("#field-email", ana.Email), write("#field-password", password))
	b.wantStatus(200, click("main button.primary"))
	b.edits()
	b.await("the offer", `!document.querySelector("[data-kept]").hidden`)
	b.do(focus("[data-take]"), types(kb.Enter))
	b.await("the text", text+` === "It comes. It goes. And comes."`)
	b.quiet()
}
