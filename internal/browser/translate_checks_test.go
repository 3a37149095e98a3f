//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// What a check finds leads to its place in the text and mends it; what a
// translator puts away stays away as long as the text is the same
// (translation 2.11, cases 78 and 82).
func TestFindingsLeadToTheirPlacesAndMendThem(t *testing.T) {
	p := newPair(t, "pt-BR", "Read [the guide](https://example.org/guide) of 1893.\n")
	b := p.translator(t, "en-US", "Tess", false)
	b.atBench(p.bench("en-US"))
	b.translates("A maré")
	const wrong, mended = "Leia [o guia] (https://example.org/guide) antigo.", "Leia [o guia](https://example.org/guide) antigo."
	b.do(dictates(wrong))
	finding := func(severity string) string { return current + " .finding." + severity }
	b.await("the findings, while one types", `document.querySelector("`+finding("error")+`") && document.querySelector("`+finding("warning")+`")`)

	b.reach(finding("error") + " [data-jump]")
	b.do(types(kb.Enter))
	selected := `(({value, selectionStart, selectionEnd}) => value.slice(selectionStart, selectionEnd))(document.activeElement)`
	if got := value[string](b, selected); got == "" || got == wrong || !strings.Contains(wrong, got) {
		t.Errorf("the finding leads to %q, want the link", got)
	}
	b.reach(finding("error") + " [data-fix]")
	b.do(types(kb.Enter))
	if got := value[string](b, `document.querySelector("`+field+`").value`); got != mended {
		t.Errorf("mended it is %q, want %q", got, mended)
	}
	b.await("the end of the error", `!document.querySelector("`+finding("error")+`")`)

	b.reach(finding("warning") + " [name=dismiss]")
	b.do(types(kb.Enter))
	b.await("the end of the warning", `!document.querySelector("`+finding("warning")+`")`)
	b.do(control("s"))
	b.sent()
	at := b.location()
	found := func() int {
		t.Helper()
		b.atBench(at)
		return value[int](b, `document.querySelectorAll("`+finding("warning")+`").length`)
	}
	if n := found(); n != 0 {
		t.Errorf("what was put away is there again: %d warnings", n)
	}
	b.do(focus(field), control("a"), dictates("Leia já [o guia](https://example.org/guide) antigo."), control("s"))
	b.sent()
	if n := found(); n != 1 {
		t.Errorf("the text is another, and has %d warnings, want one", n)
	}
	b.do(focus(field), control("a"), dictates(mended), control("s"))
	b.sent()
	if n := found(); n != 0 {
		t.Errorf("the text is as it was, and has %d warnings, want none", n)
	}
	b.quiet()
}
