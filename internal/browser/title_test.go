//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// A long title is seen whole on a phone. It stays one line of text: lines
// that are pasted become one, and Enter leads on to the text.
func TestALongTitleIsSeenWhole(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	long := strings.TrimSpace(strings.Repeat("What the tide leaves behind ", 6))
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: long, Status: content.Draft})[0]
	b := s.writer(t, "Ana", screen(360, 740))
	b.opens(s.editor("en-US", p.ID))
	const whole = `(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) => clientHeight > 100 && scrollHeight <= clientHeight && scrollWidth <= clientWidth)(document.querySelector("[name=title]"))`
	if !value[bool](b, whole) {
		t.Error("a part of the title is out of sight")
	}
	b.do(focus(title), control(kb.End), dictates(", and\nwhat it\ntakes"), types(kb.Enter+"It comes."))
	if got, want := value[string](b, `document.querySelector("[name=title]").value`), long+", and what it takes"; got != want {
		t.Errorf("the title is %q, want %q", got, want)
	}
	if got := value[string](b, text); got != "It comes." {
		t.Errorf("after Enter one writes elsewhere; the text is %q", got)
	}
	if !value[bool](b, whole) {
		t.Error("the title does not grow as it is written")
	}
	b.do(control("s"))
	b.saved(2)
	b.quiet()
}
