package markdown

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"verso/internal/locale"
)

// words are the labels of the tests.
var testLabels = Labels{
	Footnotes: "Footnotes", Backlink: "Back to reference {number}", Anchors: true, Table: "Table",
	Done: "Done", Undone: "To do",
	Note: "Note", Tip: "Tip", Important: "Important", Warning: "Warning", Caution: "Caution",
}

func newTestRenderer() *Renderer {
	return New(Config{Labels: func(locale.Tag) Labels { return testLabels }})
}

// render returns the HTML of src with the slots as written.
func render(t testing.TB, src string, l locale.Tag) string {
	t.Helper()
	d, err := newTestRenderer().Render(src, l)
	if err != nil {
		t.Fatalf("Render(%.60q): %v", src, err)
	}
	return string(d.HTML(Fill{}))
}

// bare renders src without labels, for tests of what labels are not about.
func bare(t testing.TB, src string) string {
	t.Helper()
	d, err := New(Config{}).Render(src, "en-US")
	if err != nil {
		t.Fatalf("Render(%.60q): %v", src, err)
	}
	return strings.TrimSpace(string(d.HTML(Fill{})))
}

// elements parses src as a browser would and returns every element of it.
func elements(t testing.TB, src string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><body>" + src))
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	var all []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data != "html" && n.Data != "head" && n.Data != "body" {
			all = append(all, n)
		}
	}
	return all
}

// value returns an attribute of n.
func value(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
