package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"verso/internal/locale"
)

// A page is one text on its way from Markdown to HTML: its tree, changed step
// by step into the blocks that the renderer writes.
type page struct {
	source     []byte
	doc        *ast.Document
	locale     locale.Tag
	labels     Labels
	ids        ids
	inherited  []string // ids of headings, by heading; "" is none
	removed    kinds    // what sanitising drops
	shortcodes kinds
}

// shape makes of the parsed tree the tree that is rendered. It returns the
// outline.
func (p *page) shape() []Heading {
	p.readRaw()
	p.hideScripts()
	p.transcript()
	p.alerts()
	p.figures()
	typographicQuotes(p.doc, p.source, quotesOf(p.locale))
	outline := p.headings()
	p.inlines()
	return outline
}

// inlines finishes the small parts: times get ids, cells their alignment as a
// class, items of task lists theirs; shortcodes are noted.
func (p *page) inlines() {
	_ = ast.Walk(p.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *timeMark:
			if !insideLink(n) {
				n.id = p.ids.take("t" + strconv.Itoa(n.seconds))
			}
		case *shortcode:
			p.shortcodes.add(n.name)
		case *extast.TaskCheckBox:
			if item := n.Parent().Parent(); item != nil {
				item.SetAttributeString("class", []byte("task-item"))
			}
		}
		return ast.WalkContinue, nil
	})
}

// insideLink reports whether n is in a link, where no second one can stand,
// or in a heading, whose text the outline repeats.
func insideLink(n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		switch p.Kind() {
		case ast.KindLink, ast.KindHeading, ast.KindImage:
			return true
		}
	}
	return false
}
