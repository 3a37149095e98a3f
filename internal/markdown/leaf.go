package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A Leaf is a block that contains no other: what there is to read.
type Leaf struct {
	Name string // as in its Form: "p", "h2", "th", "td", "dt", "code", "html", "ref"
	In   string // what it stands in: "li", "bq", "fn", "dd", or ""
	Form int    // its index in Shape
	Path string // headings and siblings: "h2[3]/ul[1]/li[2]"

	// Lines are the lines of its text in the raw bytes, without their ends and
	// without what marks the block. Those of code and HTML are whole; the one
	// of a reference is its title.
	Lines []Line
	// Prefix is what a further line of the block begins with, "> " in a quote.
	Prefix string
	Fixed  bool // the place has one line: a heading after #, a term, a cell, a title
	Attrs  bool // a heading has {#id} or the like

	Pictures []Picture // of a paragraph that is nothing but images
	Info     string    // of code: what stands after the fence
	Letters  bool      // of HTML: some stand outside tags
}

// A Line is one line of a Leaf.
type Line struct {
	Span
	Break Break
}

// A Break is how a line of text goes on in the next one.
type Break int

// The breaks of lines.
const (
	Space  Break = iota // a space
	Joined              // nothing: two letters of Chinese or Japanese
	Hard                // a line break that is shown
	Kept                // a line feed within a tag
)

// A Picture is an image and the parts of it that are text; a part that is not
// there is empty.
type Picture struct{ Alt, Src, Title Span }

func (l Leaf) start() int {
	if len(l.Lines) == 0 {
		return 0
	}
	return l.Lines[0].Start
}

// leaf adds the Leaf of a block that has something to read.
func (b *treeBuilder) leaf(n ast.Node, name, path string) {
	l := Leaf{Name: name, Form: len(b.tree.Shape) - 1, Path: path, In: holder(n)}
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		b.prose(&l, n)
		l.Pictures = b.pictures(n)
		if n.PreviousSibling() == nil && l.In != "" && l.In != "bq" {
			l.Path = strings.TrimSuffix(path, "/p[1]")
		}
	case *ast.Heading:
		b.prose(&l, n)
		l.Fixed = n.Lines().Len() == 1 && b.isMarked(n)
		l.Attrs = len(n.Attributes()) > 0
	case *extast.DefinitionTerm, *extast.TableCell:
		b.prose(&l, n)
		l.Fixed = true
	case *ast.FencedCodeBlock:
		if n.Info != nil {
			l.Info = string(n.Info.Segment.Value(b.text.clean))
		}
		b.whole(&l, n)
	case *ast.CodeBlock:
		b.whole(&l, n)
	case *ast.HTMLBlock:
		raw := blockHTML(n, b.text.clean)
		l.Letters = hasLetters(raw)
		b.whole(&l, n)
	case *ast.LinkReferenceDefinition:
		b.title(&l, n)
	}
	if len(l.Lines) > 0 {
		b.tree.Leaves = append(b.tree.Leaves, l)
	}
}

// holder returns what a block stands in, when that makes it another kind.
func holder(n ast.Node) string {
	switch name := nodeName(n.Parent()); name {
	case "li", "bq", "fn", "dd":
		return name
	}
	return ""
}

// isMarked reports whether a heading begins with #, not above a line.
func (b *treeBuilder) isMarked(n *ast.Heading) bool {
	at := n.Lines().At(0).Start
	before := b.text.clean[b.text.lineStart(at):at]
	return bytes.HasSuffix(bytes.TrimRight(before, " \t"), []byte("#"))
}

// taskBox is the box that begins an item of a task list.
var taskBox = regexp.MustCompile(`^\[[ xX]\]\s*`)

// prose fills in the lines of a block of text.
func (b *treeBuilder) prose(l *Leaf, n ast.Node) {
	own := n.Lines()
	if own.Len() == 0 {
		return
	}
	l.Prefix = b.prefix(own.At(0).Start)
	breaks := b.breaks(n)
	for i := range own.Len() {
		start, end := own.At(i).Start, own.At(i).Stop
		if i == 0 {
			if _, ok := n.FirstChild().(*extast.TaskCheckBox); ok {
				start += len(taskBox.Find(b.text.clean[start:end]))
			}
		}
		l.Lines = append(l.Lines, Line{b.span(start, b.textEnd(start, end, breaks[i])), breaks[i]})
	}
	if l.In == "bq" && n.PreviousSibling() == nil {
		b.dropAlert(l, n)
	}
	if len(l.Lines) == 1 && l.Lines[0].Len() == 0 {
		l.Lines = nil
	}
}

// textEnd returns where the text of a line ends, before what breaks it.
func (b *treeBuilder) textEnd(start, end int, by Break) int {
	for end > start && b.text.clean[end-1] == '\n' {
		end--
	}
	if by == Hard && end > start && b.text.clean[end-1] == '\\' {
		return end - 1
	}
	for by != Kept && end > start && isBlankByte(b.text.clean[end-1]) {
		end--
	}
	return end
}

// dropAlert takes the first line of an alert, [!NOTE], out of its text.
func (b *treeBuilder) dropAlert(l *Leaf, n ast.Node) {
	p, ok := n.(*ast.Paragraph)
	if !ok {
		return
	}
	if _, known := (Labels{}).alert(alertName(p, b.text.clean)); known {
		l.Lines = l.Lines[1:]
	}
}

// whole fills in the lines of code or HTML, all of them.
func (b *treeBuilder) whole(l *Leaf, n ast.Node) {
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		lines = append(lines[:len(lines):len(lines)], h.ClosureLine)
	}
	for i, line := range lines {
		end := line.Stop
		if end > line.Start && b.text.clean[end-1] == '\n' {
			end--
		}
		if i == 0 {
			l.Prefix = b.prefix(line.Start)
		}
		l.Lines = append(l.Lines, Line{b.span(line.Start, end), Kept})
	}
}

// title fills in the title of a reference, when it has one on one line.
func (b *treeBuilder) title(l *Leaf, n *ast.LinkReferenceDefinition) {
	if len(n.Title) == 0 || n.Lines().Len() == 0 {
		return
	}
	end := n.Lines().At(n.Lines().Len()-1).Stop - 1 // before the quotation mark
	start := end - len(n.Title)
	if start < 0 || !bytes.Equal(b.text.clean[start:end], n.Title) || bytes.IndexByte(n.Title, '\n') >= 0 {
		return
	}
	l.Fixed = true
	l.Lines = []Line{{b.span(start, end), Space}}
}

func (b *treeBuilder) span(start, end int) Span { return Span{b.text.at(start), b.text.at(end)} }

func isBlankByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
