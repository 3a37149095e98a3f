package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindMark = ast.NewNodeKind("Mark")

// A mark is a footnote mark in a text without its document.
type mark struct {
	ast.BaseInline
	label string
}

func (*mark) Kind() ast.NodeKind { return kindMark }

func (m *mark) Dump(source []byte, level int) {
	ast.DumpHelper(m, source, level, map[string]string{"Label": m.label}, nil)
}

// A markParser recognizes footnote marks by their form.
type markParser struct{}

func (markParser) Trigger() []byte { return []byte{'['} }

func (markParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	inside, ok := bytes.CutPrefix(line, []byte("[^"))
	if !ok {
		return nil
	}
	end := bytes.IndexAny(inside, "[]\n")
	if end <= 0 || inside[end] != ']' {
		return nil
	}
	block.Advance(len("[^") + end + len("]"))
	return &mark{label: string(inside[:end])}
}

// leave notes emphasis, whose place is known from what it holds.
func (f *pieceFinder) leave(n ast.Node) {
	var kind PieceKind
	var width int // of a delimiter
	switch n := n.(type) {
	case *ast.Emphasis:
		if kind, width = PieceEm, n.Level; width == 2 {
			kind = PieceStrong
		}
	case *extast.Strikethrough:
		if kind, width = PieceStrike, 1; bytes.HasPrefix(f.text.clean[max(0, n.Pos()):], []byte("~~")) {
			width = 2
		}
	default:
		return
	}
	start, end := f.start(n.FirstChild()), f.end(n.LastChild())
	if start < width || end < 0 || end+width > len(f.source) {
		return
	}
	f.extents[n] = extent{start - width, end + width}
	f.add(kind, Span{start - width, end + width}, Piece{Text: f.source[start:end]})
}

// start returns where an inline node begins, or -1.
func (f *pieceFinder) start(n ast.Node) int {
	switch n := n.(type) {
	case nil:
		return -1
	case *ast.Text:
		return n.Segment.Start
	case *ast.Link, *ast.Image:
		return n.Pos()
	case *ast.AutoLink:
		return f.addressStart(n)
	}
	if e, ok := f.extents[n]; ok {
		return e.at
	}
	return -1
}

// end returns where an inline node ends, or -1.
func (f *pieceFinder) end(n ast.Node) int {
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Stop
	}
	if e, ok := f.extents[n]; ok {
		return e.end
	}
	return -1
}

// addressStart returns where an address begins; the parser of bare ones takes
// the character before them along.
func (f *pieceFinder) addressStart(n *ast.AutoLink) int {
	e, length := f.extents[n], len(n.Label(f.text.clean))
	if f.source[e.at] == '<' && e.end-e.at == length+len("<>") {
		return e.at
	}
	return e.end - length
}
