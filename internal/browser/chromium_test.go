//go:build browser

package browser

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is the running browser; TestMain starts it.
var chromium context.Context

func TestMain(m *testing.M) {
	os.Exit(withChromium(m.Run))
}

// withChromium starts the browser around run.
func withChromium(run func() int) int {
	allocator, stop := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath("chromium"),
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		chromedp.Headless,
		chromedp.NoSandbox, // root has none; only our own pages are opened
		chromedp.DisableGPU,
		chromedp.Flag("hide-scrollbars", false),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
	)
	defer stop()
	browser, end := chromedp.NewContext(allocator)
	defer end()
	if err := chromedp.Do(browser); err != nil {
		fmt.Fprintln(os.Stderr, "Chromium does not start:", err)
		return 1
	}
	chromium = browser
	return run()
}

// A tab is one page of the browser, with what it complained about.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
}

// A setting changes a tab before it opens anything.
type setting = chromedp.Action[chromedp.Void]

// command is the setting that one command of the protocol makes.
func command[P, R any](cmd cdp.Command[P, R], params P) setting {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cmd, params)
		return err
	})
}

// scripts lets the page run scripts, or not.
func scripts(on bool) setting {
	return command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// withoutPolicy ignores the page's content security policy.
func withoutPolicy() setting {
	return command(page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true})
}

// screen sets the size of the window in CSS pixels.
func screen(width, height int64) setting {
	return command(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1,
	})
}

// theme sets what the reader's system prefers: "light" or "dark".
func theme(name string) setting {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: name},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// newTab opens an empty tab that lives as long as the test. It shares no
// cookie with another.
func newTab(t *testing.T, settings ...setting) *tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(chromium, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	b.do(command(log.Enable, cdp.Empty{}), screen(1280, 900), theme("light"))
	b.do(settings...)
	return b
}

// beside opens another page of the same browser, which shares its cookies.
func (b *tab) beside() *tab {
	b.t.Helper()
	ctx, closeTab := chromedp.NewContext(b.ctx)
	b.t.Cleanup(closeTab)
	other := &tab{t: b.t, ctx: ctx}
	if err := chromedp.Listen(ctx, other.hear); err != nil {
		b.t.Fatal(err)
	}
	other.do(command(log.Enable, cdp.Empty{}))
	return other
}

// hear notes errors of the page. A status that is no 200 is what some pages
// are about, and no complaint.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		status := e.Entry.Source == log.EntrySourceNetwork && strings.Contains(e.Entry.Text, "the server responded with a status of")
		if e.Entry.Level == log.EntryLevelError && !status {
			b.complaints = append(b.complaints, fmt.Sprintf("%s: %s", e.Entry.Source, e.Entry.Text))
		}
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, thrown(e.ExceptionDetails))
	}
}

// thrown is what an exception says.
func thrown(details *runtime.ExceptionDetails) string {
	if details.Exception != nil && details.Exception.Description != "" {
		return details.Exception.Description
	}
	return details.Text
}

// complained returns what was complained about since it was asked last:
// refused styles and scripts, exceptions, resources that did not load.
func (b *tab) complained() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	complaints := b.complaints
	b.complaints = nil
	return complaints
}

// patience is how long one step in a page may take.
const patience = time.Minute

// do takes steps one after another and stops the test at the first that fails.
func (b *tab) do(steps ...setting) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// open loads the page and waits until it is complete.
func (b *tab) open(url string) {
	b.t.Helper()
	b.do(chromedp.Navigate(url))
}

// value evaluates a JavaScript expression in the page.
func value[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	result, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("evaluate %.80s: %v", expression, err)
	}
	return result
}
