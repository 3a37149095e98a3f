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

// delimited notes emphasis, with the delimiters around it.
func (f *pieceFinder) delimited(kind PieceKind, n ast.Node, level int) {
	start, end := f.start(n.FirstChild()), f.end(n.LastChild())
	if start < 0 || end < 0 {
		return
	}
	inside := string(f.text.clean[start:end])
	f.add(kind, Span{max(0, start-level), min(len(f.text.clean), end+level)}, Piece{Text: inside})
}

// start returns where an inline node begins, or -1.
func (f *pieceFinder) start(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Start
	case *ast.Emphasis:
		return f.start(n.FirstChild()) - n.Level
	case *extast.Strikethrough:
		return f.start(n.FirstChild()) - f.tildes(n)
	case *ast.Link, *ast.Image:
		return n.Pos()
	case *ast.AutoLink:
		return f.addressStart(n)
	case nil:
		return -1
	}
	if e, ok := f.extents[n]; ok {
		return e.at
	}
	return -1
}

// end returns where an inline node ends, or -1.
func (f *pieceFinder) end(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Stop
	case *ast.Emphasis:
		return f.end(n.LastChild()) + n.Level
	case *extast.Strikethrough:
		return f.end(n.LastChild()) + f.tildes(n)
	case nil:
		return -1
	}
	if e, ok := f.extents[n]; ok {
		return e.end
	}
	return -1
}

// tildes returns how many delimit a strikethrough: one or two.
func (f *pieceFinder) tildes(n ast.Node) int {
	at := n.Pos()
	if at >= 0 && bytes.HasPrefix(f.text.clean[at:], []byte("~~")) {
		return 2
	}
	return 1
}

// addressStart returns where an address begins; the parser of bare ones takes
// the character before them along.
func (f *pieceFinder) addressStart(n *ast.AutoLink) int {
	e, length := f.extents[n], len(n.Label(f.text.clean))
	if f.text.clean[e.at] == '<' && e.end-e.at == length+len("<>") {
		return e.at
	}
	return e.end - length
}
