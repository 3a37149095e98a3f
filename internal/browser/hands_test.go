//go:build browser

package browser

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Where a text is written, where its title is, and the text as it would be
// sent.
const (
	writing = ".cm-content"
	title   = "form[data-editor] [name=title]"
	text    = `document.querySelector("form[data-editor] [name=body]").value`
	said    = `document.querySelector("[data-said]").textContent`
)

// types types on the keyboard, wherever the cursor is.
func types(keys string) setting { return chromedp.KeyEvent(keys) }

// control presses a key with Ctrl.
func control(key string, more ...chromedp.Modifier) setting {
	return chromedp.KeyEvent(key, chromedp.KeyModifiers(append(more, chromedp.ModifierCtrl)...))
}

// dictates puts in a longer text at once, as a person does who pastes words.
func dictates(words string) setting {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.InsertText, input.InsertTextParams{Text: words})
		return err
	})
}

// focus puts the cursor into the element that a CSS selector finds.
func focus(selector string) setting {
	return chromedp.Focus(chromedp.CSS(selector), chromedp.NodeReady)
}

// await waits until the page, or the one that comes after it, makes an
// expression true, and stops the test when none does.
func (b *tab) await(what, expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, forbearance)
	defer cancel()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		// A page that is being left has no answer.
		if there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(async () => Boolean(await (`+expression+`)))()`, chromedp.EvalAwaitPromise)); err == nil && there {
			return
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			b.t.Fatalf("%s does not come: at %s the page says\n%s", what, b.location(), value[string](b, `document.querySelector("main")?.innerText ?? document.body.innerText`))
		}
	}
}

// forbearance is how long something that a page does by itself may take, on a
// machine that has much else to do.
const forbearance = 30 * time.Second

// says waits until the page has some words somewhere in its middle.
func (b *tab) says(words string) {
	b.t.Helper()
	b.await(strconv.Quote(words), `document.querySelector("main").innerText.includes(`+strconv.Quote(words)+`)`)
}

// told waits until the page says what an act did.
func (b *tab) told(words string) {
	b.t.Helper()
	b.await(strconv.Quote(words), `document.querySelector(".flash")?.innerText.includes(`+strconv.Quote(words)+`)`)
}

// edits waits until the editor is ready for what is typed, and keeps the text
// beside it or not.
func (b *tab) edits() {
	b.t.Helper()
	b.await("the editor", `document.readyState === "complete" && document.querySelector("form[data-editor][data-open]") && document.querySelector(".cm-content")`)
}

// saved waits until the text is saved as a revision, without another page.
func (b *tab) saved(revision int) {
	b.t.Helper()
	b.await("revision "+number(revision), said+`.startsWith("Saved") && document.querySelector("form[data-editor] [name=revision]").value === "`+number(revision)+`"`)
}

// reach presses Tab until the cursor is on what a CSS selector finds.
func (b *tab) reach(selector string) {
	b.t.Helper()
	for range 80 {
		if value[bool](b, `document.activeElement.matches(`+strconv.Quote(selector)+`)`) {
			return
		}
		b.do(types(kb.Tab))
	}
	b.t.Fatalf("Tab does not lead to %s, but to %s", selector, value[string](b, `document.activeElement.outerHTML.slice(0, 200)`))
}

// opens opens the editor of a post.
func (b *tab) opens(url string) {
	b.t.Helper()
	b.open(url)
	b.edits()
}

// expected are complaints about what some tests bring about: the network is
// away; the stream of what changes leads to the door, as the session is over.
var expected = []string{"net::ERR_INTERNET_DISCONNECTED", "EventSource's response has a MIME type"}

// quiet reports what the page complained about, but for what is expected.
func (b *tab) quiet() {
	b.t.Helper()
	for _, complaint := range b.complained() {
		if !slices.ContainsFunc(expected, func(words string) bool { return strings.Contains(complaint, words) }) {
			b.t.Error(complaint)
		}
	}
}
