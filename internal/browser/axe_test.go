//go:build browser

package browser

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeSource returns axe-core as npm installed it.
var axeSource = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	return string(source), err
})

// axeRun asks for every rule of WCAG 2.2 up to AA, and for best practice.
const axeRun = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	resultTypes: ["violations"], // of the others, only their names
	iframes: false, // what a preview shows is judged as a page of its own
}).then(r => ({
	passes: r.passes.map(p => p.id),
	violations: r.violations.map(v => ({
		id: v.id, help: v.help,
		nodes: v.nodes.map(n => n.target.join(" ") + "\n\t" + n.html.slice(0, 300) + "\n\t" + (n.failureSummary || "")),
	})),
}))`

// verdict is what axe says of a page.
type verdict struct {
	Passes     []string // the rules that found something to judge and agreed
	Violations []violation
}

type violation struct {
	ID, Help string
	Nodes    []string
}

// judge runs axe on the page that is open.
func (b *tab) judge() verdict {
	b.t.Helper()
	source, err := axeSource()
	if err != nil {
		b.t.Fatalf("axe-core is not installed (npm ci): %v", err)
	}
	// A page that was loaded without scripts stays as it is; axe runs in it.
	b.do(scripts(true))
	if !value[bool](b, "!!globalThis.axe") {
		value[chromedp.Void](b, source)
	}
	return value[verdict](b, axeRun)
}

// wantAccessible reports every violation. A verdict without the rules that
// every page gives work to is none.
func (v verdict) wantAccessible(t *testing.T, where string) {
	t.Helper()
	passed := strings.Join(v.Passes, " ")
	for _, rule := range []string{"document-title", "html-has-lang", "color-contrast", "landmark-one-main", "target-size"} {
		if !strings.Contains(passed, rule) {
			t.Errorf("%s: axe did not come to the rule %s; it passed %s", where, rule, passed)
		}
	}
	for _, broken := range v.Violations {
		t.Errorf("%s: %s (%s)%s", where, broken.ID, broken.Help, nodes(broken.Nodes))
	}
}

// nodes lists the first few places of a violation.
func nodes(all []string) string {
	var b strings.Builder
	for i, node := range all {
		if i == 3 {
			fmt.Fprintf(&b, "\n… and %d more", len(all)-i)
			break
		}
		b.WriteString("\n" + node)
	}
	return b.String()
}
