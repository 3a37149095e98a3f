package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inlineText writes the words of n's inline children to b: no markup, no
// images, times, footnote marks or tags of other generators.
func inlineText(b *strings.Builder, n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(literal(c.Segment.Value(source)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.CodeSpan:
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					b.Write(t.Segment.Value(source))
				}
			}
		case *ast.AutoLink:
			b.Write(c.Label(source))
		case *ast.Image, *ast.RawHTML, *shortcode, *timeMark, *extast.FootnoteLink, *extast.FootnoteBacklink:
		default:
			inlineText(b, c, source)
		}
	}
}

// textOf returns the words of n's inline children on one line.
func textOf(n ast.Node, source []byte) string {
	var b strings.Builder
	inlineText(&b, n, source)
	return strings.Join(strings.Fields(b.String()), " ")
}

// literal resolves backslash escapes and character references.
func literal(b []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}
