package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A linkGuard is goldmark's link parser with a budget: the parser reads to
// the end of the paragraph for each "](" that never closes, which takes
// quadratic time. Past maxLinkWork it takes no more links.
type linkGuard struct {
	parser.InlineParser
	key parser.ContextKey
}

func (g linkGuard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	work, _ := pc.Get(g.key).(int)
	if work > maxLinkWork {
		return nil
	}
	line, at := block.PeekLine()
	node := g.InlineParser.Parse(parent, block, pc)
	if node == nil && len(line) > 1 && line[0] == ']' && line[1] == '(' {
		pc.Set(g.key, work+len(line)+following(parent, at))
	}
	return node
}

// CloseBlock forwards to the wrapped parser, which clears its open brackets.
func (g linkGuard) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := g.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// check returns the error of a text that spent the budget.
func (g linkGuard) check(pc parser.Context) error {
	if work, _ := pc.Get(g.key).(int); work > maxLinkWork {
		return &LimitError{Limit: "unclosed links", Max: maxLinkWork}
	}
	return nil
}

// following returns how many bytes of the block come after the line that
// begins at at.
func following(block ast.Node, at text.Segment) int {
	if block.Type() != ast.TypeBlock || block.Lines().Len() == 0 {
		return 0
	}
	return max(0, block.Lines().At(block.Lines().Len()-1).Stop-at.Stop)
}
