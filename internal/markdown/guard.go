package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// An effort is the work of goldmark's inline parsers that grows with the
// square of a text: looking for the end of a link that never closes, and
// pairing the asterisks of one block. A parser past its budget takes nothing
// more, so the rest of the text is read in linear time, and then refused.
type effort struct {
	links      int // bytes read and brackets passed in vain
	delimiters int // pairs of delimiters compared at worst

	mail bool // the text may hold addresses of mail

	block ast.Node // the one that open and runs count in
	open  int      // brackets
	runs  int      // of delimiters
}

// effortKey is where a parser.Context keeps the effort of its text.
var effortKey = parser.NewContextKey()

func effortOf(pc parser.Context) *effort {
	if e, ok := pc.Get(effortKey).(*effort); ok {
		return e
	}
	e := &effort{}
	pc.Set(effortKey, e)
	return e
}

// in begins to count anew when block is another one.
func (e *effort) in(block ast.Node) {
	if e.block != block {
		e.block, e.open, e.runs = block, 0, 0
	}
}

// check returns the error of a text that spent a budget.
func (e *effort) check() error {
	switch {
	case e.links > maxLinkWork:
		return &LimitError{Limit: "unclosed links", Max: maxLinkWork}
	case e.delimiters > maxDelimiterWork:
		return &LimitError{Limit: "unpaired delimiters", Max: maxDelimiterWork}
	}
	return nil
}

// A linkGuard is goldmark's link parser with a budget.
type linkGuard struct{ parser.InlineParser }

func (g linkGuard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	e := effortOf(pc)
	if e.links > maxLinkWork {
		return nil
	}
	e.in(parent)
	line, at := block.PeekLine()
	node := g.InlineParser.Parse(parent, block, pc)
	if line[0] != ']' {
		e.open++
		return node
	}
	e.links += e.open
	e.open = max(0, e.open-1)
	if node == nil && len(line) > 1 && line[1] == '(' {
		e.links += len(line) + following(parent, at)
	}
	return node
}

// CloseBlock forwards to the wrapped parser, which clears its open brackets.
func (g linkGuard) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := g.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// following returns how many bytes of the block come after the line at.
func following(block ast.Node, at text.Segment) int {
	if block.Type() != ast.TypeBlock || block.Lines().Len() == 0 {
		return 0
	}
	return max(0, block.Lines().At(block.Lines().Len()-1).Stop-at.Stop)
}

// A delimiterGuard is one of goldmark's parsers of *, _ and ~ with a budget.
type delimiterGuard struct{ parser.InlineParser }

func (g delimiterGuard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	e := effortOf(pc)
	if e.delimiters > maxDelimiterWork {
		return nil
	}
	e.in(parent)
	node := g.InlineParser.Parse(parent, block, pc)
	if node != nil {
		e.delimiters += e.runs
		e.runs++
	}
	return node
}

// An addressGuard is goldmark's parser of bare addresses, which it tries at
// every space; it is asked where one may begin.
type addressGuard struct{ parser.InlineParser }

func (g addressGuard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) > 1 {
		switch line[0] {
		case ' ', '*', '_', '~', '(':
			line = line[1:]
		}
	}
	web := line[0] == 'h' || line[0] == 'w' // http, www
	if !web && !effortOf(pc).mail {
		return nil
	}
	return g.InlineParser.Parse(parent, block, pc)
}
