//go:build browser

package browser

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"verso/internal/account"
)

// Without a network a translator works on. What was saved waits in the
// browser, with the version that it was written over, and goes out by itself;
// what somebody else saved meanwhile is shown afterwards (translation 2.12).
func TestTranslatingGoesOnOffline(t *testing.T) {
	p := newPair(t, "pt-BR", "It comes.\n\nIt goes.\n")
	tess, tom := p.translator(t, "en-US", "Tess", false), p.translator(t, "en-US", "Tom", false)
	tess.atBench(p.bench("en-US"))
	tess.do(online(false), dictates("A maré"), control(kb.Enter), dictates("Ela vem."), control(kb.Enter), dictates("Ela vai"))
	tess.await("the words that two saves wait", `!document.querySelector("[data-unsent]").hidden && document.querySelector("[data-unsent]").textContent.includes("2")`)
	tess.await("the browser's copy of what is being typed", `JSON.stringify(localStorage).includes("Ela vai")`)

	tom.atBench(p.bench("en-US"))
	tom.do(dictates("As marés"), control("s"))
	tom.sent()

	tess.do(online(true))
	tess.await("the conflict", `document.querySelector("[data-conflict]").open`)
	tess.sent()
	tess.await("the end of the waiting", `document.querySelector("[data-unsent]").hidden`)
	if got := value[string](tess, `document.querySelector("`+field+`").value`); got != "Ela vai" {
		t.Errorf("what is being typed is now %q", got)
	}
	tess.reach(tess.way("en-US", "AdminConflictMine"))
	tess.do(types(kb.Enter))
	tess.await("the end of the conflict", `!document.querySelector("[data-conflict]").open`)
	tess.sent()
	p.wantTexts(t, map[string]string{"The tide": "A maré", "It comes.": "Ela vem.", "It goes.": ""})
	tess.quiet()
	tom.quiet()
}

// What was typed and not saved is there again after the tab has crashed: from
// the browser, or, in another one, from the site. It is a draft and no more.
func TestADraftOutlivesItsTab(t *testing.T) {
	p := newPair(t, "pt-BR", "It comes.\n")
	tess := p.person(t, "Tess", account.Translator, account.Grant{Locale: p.to})
	b := newTab(t)
	b.signIn(p.fixture, "en-US", tess)
	b.atBench(p.bench("en-US"))
	b.do(online(false), dictates("A maré"))
	b.await("the browser's copy", `JSON.stringify(localStorage).includes("A maré")`)
	again := b.beside()
	crash(b)

	again.atBench(p.bench("en-US"))
	draft := func(b *tab) {
		t.Helper()
		b.await("the draft", `document.querySelector("`+field+`").value === "A maré" && document.querySelector("`+current+`").dataset.state === "untranslated"`)
	}
	draft(again)
	again.await("the site's copy", `document.querySelector("`+current+` [data-said]").textContent.startsWith("Typing kept")`)
	p.wantTexts(t, map[string]string{"The tide": ""})

	elsewhere := newTab(t)
	elsewhere.signIn(p.fixture, "en-US", tess)
	elsewhere.atBench(p.bench("en-US"))
	draft(elsewhere)
	elsewhere.says("1 unsaved draft")
	elsewhere.reach(".drafts button")
	elsewhere.do(types(kb.Enter))
	elsewhere.told("saved")
	p.wantTexts(t, map[string]string{"The tide": "A maré", "It comes.": ""})
	again.quiet()
	elsewhere.quiet()
}

// crash kills what shows the page, which has no time to do anything.
func crash(b *tab) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Second)
	defer cancel()
	// It has no time to answer either.
	_ = chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.Crash, cdp.Empty{})
		return err
	}))
}
