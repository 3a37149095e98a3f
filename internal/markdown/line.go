package markdown

import (
	"crypto/rand"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"verso/internal/locale"
)

// A lineMark stands before a block and says on which line of the text that
// begins. It is written as a tag whose id nobody can guess; the slotter takes
// it out and gives the number to the element that follows. So data-line is
// ours alone: what an author writes by that name is dropped as ever.
type lineMark struct {
	ast.BaseBlock
	line int
}

var kindLineMark = ast.NewNodeKind("LineMark")

func (*lineMark) Kind() ast.NodeKind { return kindLineMark }

func (m *lineMark) Dump(source []byte, level int) { ast.DumpHelper(m, source, level, nil, nil) }

// Live renders a text that is being written: it is not remembered, but the
// code in it is, by its hash. Its blocks and the items of its lists carry
// data-line, the line on which they begin; the first line of src is number
// first. The only error is a *LimitError.
func (r *Renderer) Live(src string, l locale.Tag, first int) (*Document, error) {
	return r.compose(src, l, manner{lines: lines{first: first, secret: newSecret()}})
}

// newSecret returns what nobody can guess and no text says.
func newSecret() string { return "line" + strings.ToLower(rand.Text()) }

// lines says how the blocks of a text are numbered; the zero value numbers
// none.
type lines struct {
	first  int
	secret string // begins the ids of lineMarks
	cuts   bool   // the outermost blocks are parts of their own; nothing is numbered
}

func (n lines) wanted() bool { return n.secret != "" }

// mark puts a lineMark before each block of the text and each item of its
// lists.
func (n lines) mark(doc ast.Node, source []byte) {
	var ends []int // of each line
	for i, c := range source {
		if c == '\n' {
			ends = append(ends, i)
		}
	}
	var walk func(parent ast.Node)
	walk = func(parent ast.Node) {
		for block := parent.FirstChild(); block != nil; block = block.NextSibling() {
			if block.Kind() == extast.KindFootnoteList {
				if n.cuts {
					parent.InsertBefore(parent, block, &lineMark{line: n.first + len(ends) + 1})
				}
				continue // its lines are elsewhere
			}
			if at, ok := startOf(block); ok {
				line, _ := slices.BinarySearch(ends, at)
				parent.InsertBefore(parent, block, &lineMark{line: n.first + line})
			}
			if block.Kind() == ast.KindList && !n.cuts {
				walk(block)
			}
		}
	}
	walk(doc)
}

// startOf returns where in the source a block begins, if that is known.
func startOf(n ast.Node) (at int, ok bool) {
	if n.Type() != ast.TypeBlock {
		return 0, false
	}
	if own := n.Lines(); own != nil && own.Len() > 0 {
		return own.At(0).Start, true
	}
	if n.Kind() == ast.KindThematicBreak && n.Pos() >= 0 {
		return n.Pos(), true
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if at, ok := startOf(child); ok {
			return at, true
		}
	}
	return 0, false
}

func (w writer) lineMark(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		put(b, `<wbr id="`, w.lines.secret, "-", strconv.Itoa(n.(*lineMark).line), `">`)
	}
	return ast.WalkContinue, nil
}

// lineOf returns the line of a lineMark, by its id.
func (n lines) lineOf(id string) (line string, ok bool) {
	if !n.wanted() {
		return "", false
	}
	return strings.CutPrefix(id, n.secret+"-")
}
