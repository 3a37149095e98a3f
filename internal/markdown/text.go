package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// appendText appends the words of n's inline children to b: no markup, no
// images, times, footnote marks or tags of other generators.
func appendText(b []byte, n ast.Node, source []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b = append(b, literal(c.Segment.Value(source))...)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b = append(b, ' ')
			}
		case *ast.String:
			b = append(b, c.Value...)
		case *ast.CodeSpan:
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					b = append(b, t.Segment.Value(source)...)
				}
			}
		case *ast.AutoLink:
			b = append(b, c.Label(source)...)
		case *ast.Image, *ast.RawHTML, *shortcode, *timeMark, *extast.FootnoteLink, *extast.FootnoteBacklink:
		default:
			b = appendText(b, c, source)
		}
	}
	return b
}

// textOf returns the words of n's inline children on one line.
func textOf(n ast.Node, source []byte) string { return string(oneLine(appendText(nil, n, source))) }

// oneLine returns text with one space between its words, and no other white
// space; it may be text itself.
func oneLine(text []byte) []byte {
	text = bytes.TrimSpace(text)
	before := 'x'
	for at := 0; at < len(text); {
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[at:])
		}
		if isBlank := unicode.IsSpace(r); isBlank && (r != ' ' || before == ' ') {
			return bytes.Join(bytes.Fields(text), []byte(" "))
		}
		before = r
		at += size
	}
	return text
}

// literal resolves backslash escapes and character references.
func literal(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return b
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}
