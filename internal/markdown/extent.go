package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A Span is a range of the bytes of a text.
type Span struct{ Start, End int }

// Len returns how many bytes s has.
func (s Span) Len() int { return s.End - s.Start }

// An extent says where goldmark's parser of a node began and ended: the whole
// of what stands by itself, from the closing bracket on of a link or an image.
type extent struct{ at, end int }

// extents are those of the nodes of one text; a node itself knows no end.
type extents map[ast.Node]extent

// extentKey is where a parser.Context keeps the extents of its text.
var extentKey = parser.NewContextKey()

// placed is body with extents, so that what is taken apart is what is shown.
var placed = newGrammar(measured(inlineParsers()))

// measured returns the parsers with what notes extents around them.
func measured(parsers []util.PrioritizedValue) []util.PrioritizedValue {
	for i, p := range parsers {
		parsers[i].Value = measure{p.Value.(parser.InlineParser)}
	}
	return parsers
}

// A measure is an inline parser that notes the extents of its nodes.
type measure struct{ parser.InlineParser }

func (m measure) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, before := block.Position()
	node := m.InlineParser.Parse(parent, block, pc)
	if node == nil {
		return nil
	}
	switch node.(type) {
	case *ast.Link, *ast.Image, *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML, *shortcode, *timeMark, *mark:
		_, after := block.Position()
		e, _ := pc.Get(extentKey).(extents)
		if e == nil {
			e = extents{}
			pc.Set(extentKey, e)
		}
		e[node] = extent{before.Start, after.Start}
	}
	return node
}

// CloseBlock forwards to the wrapped parser.
func (m measure) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := m.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}
