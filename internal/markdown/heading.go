package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// A Heading is one line of a table of contents, h2 to h4.
type Heading struct {
	Level    int // 2, 3 or 4
	ID       string
	Text     string
	Children []Heading
}

// deepestInOutline is the last level that a table of contents shows.
const deepestInOutline = 4

// headings gives every heading of the page its level and id, and returns the
// outline. The h1 of a page is its title, so the text begins at h2, and a
// heading is never more than one level below the one it belongs to.
func (p *page) headings() []Heading {
	all := headingsOf(p.doc)
	inherited := p.inherit(all)
	for _, h := range all {
		p.keepID(h)
	}
	var above []int // the written levels of the headings that h is inside of
	var outline []Heading
	for i, h := range all {
		for len(above) > 0 && above[len(above)-1] >= h.Level {
			above = above[:len(above)-1]
		}
		above = append(above, h.Level)
		h.Level = min(len(above)+1, 6)

		text := textOf(h, p.source)
		id := p.nameHeading(h, inherited[i], text)
		if h.Level <= deepestInOutline && text != "" && inFlow(h) {
			outline = place(outline, Heading{Level: h.Level, ID: id, Text: text})
		}
	}
	return outline
}

// place adds h to the outline under the last heading above its level.
func place(outline []Heading, h Heading) []Heading {
	if last := len(outline) - 1; last >= 0 && outline[last].Level < h.Level {
		outline[last].Children = place(outline[last].Children, h)
		return outline
	}
	return append(outline, h)
}

// headingsOf returns the headings of doc in reading order.
func headingsOf(doc ast.Node) []*ast.Heading {
	var all []*ast.Heading
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok {
			return ast.WalkContinue, nil
		}
		if entering {
			all = append(all, h)
		}
		return ast.WalkSkipChildren, nil
	})
	return all
}

// inFlow reports whether n stands in the text itself, not in a quotation, a
// list or a footnote.
func inFlow(n ast.Node) bool { return n.Parent().Kind() == ast.KindDocument }

// attribute returns the value of an attribute that holds text, or "".
func attribute(n ast.Node, name string) string {
	v, _ := n.AttributeString(name)
	b, _ := v.([]byte)
	return string(b)
}
