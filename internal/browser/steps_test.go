//go:build browser

package browser

import (
	"context"

	"github.com/chromedp/chromedp"
)

// navigate opens an address, as a step of wantStatus.
func navigate(url string) setting { return chromedp.Navigate(url) }

// click presses the mouse on the element that a CSS selector finds. It waits
// for the element to be there; to wait until it is seen, chromedp runs a
// script, which some pages are not let to.
func click(selector string) setting {
	return chromedp.Click(chromedp.CSS(selector), chromedp.NodeReady)
}

// write types text into the field that a CSS selector finds.
func write(selector, text string) setting {
	return chromedp.SendKeys(chromedp.CSS(selector), text, chromedp.NodeReady)
}

// submitEmpty sends the form of the page past the browser's own checks.
var submitEmpty = chromedp.Evaluate[chromedp.Void](`document.querySelector("main form").submit()`)

// wantStatus takes steps that lead to another page and reports its status
// unless it is want.
func (b *tab) wantStatus(want int64, steps ...setting) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, steps...)
	if err != nil {
		b.t.Fatal(err)
	}
	if response.Status != want {
		b.t.Errorf("%s answers %d, want %d", response.URL, response.Status, want)
	}
}
