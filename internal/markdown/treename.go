package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// headingNames are the names of headings by level.
var headingNames = [...]string{"h0", "h1", "h2", "h3", "h4", "h5", "h6"}

// nodeName returns what a path calls a block; "" is no block.
func nodeName(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return "p"
	case *ast.Heading:
		return headingNames[n.Level]
	case *ast.List:
		if n.IsOrdered() {
			return "ol"
		}
		return "ul"
	case *ast.ListItem:
		return "li"
	case *ast.Blockquote:
		return "bq"
	case *ast.ThematicBreak:
		return "hr"
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return "code"
	case *ast.HTMLBlock:
		return "html"
	case *ast.LinkReferenceDefinition:
		return "ref"
	case *extast.Table:
		return "table"
	case *extast.TableHeader, *extast.TableRow:
		return "tr"
	case *extast.TableCell:
		if n.Parent().Kind() == extast.KindTableHeader {
			return "th"
		}
		return "td"
	case *extast.DefinitionList:
		return "dl"
	case *extast.DefinitionTerm:
		return "dt"
	case *extast.DefinitionDescription:
		return "dd"
	case *extast.Footnote:
		return "fn"
	}
	if n.Type() == ast.TypeBlock {
		return "block"
	}
	return ""
}

// Tight ends the name of a list whose items have no blank lines between them.
const Tight = " tight"

// formOf returns what a Form says of a block beside its name: whether a list
// is tight and how it counts, the columns of a table, the box of a task.
func formOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.List:
		form := ""
		if n.IsOrdered() {
			form = " " + strconv.Itoa(n.Start) + string(n.Marker)
		}
		if n.IsTight {
			form += Tight
		}
		return form
	case *ast.TextBlock, *ast.Paragraph:
		if box, ok := n.FirstChild().(*extast.TaskCheckBox); ok {
			if box.IsChecked {
				return " [x]"
			}
			return " [ ]"
		}
	case *extast.Table:
		columns := []byte{' '}
		for _, a := range n.Alignments {
			columns = append(columns, a.String()[0])
		}
		return string(columns)
	case *extast.Footnote:
		return " " + string(n.Ref)
	}
	return ""
}

// counts number the blocks of one name within a parent.
type counts map[string]int

// next returns the name of another block: "p[2]".
func (c *counts) next(name string) string {
	if *c == nil {
		*c = counts{}
	}
	(*c)[name]++
	return name + "[" + strconv.Itoa((*c)[name]) + "]"
}

// A path is where a text has been read to: the headings that are open, and
// the blocks counted below each.
type path struct {
	above []section
	first counts // before any heading
}

type section struct {
	level  int
	path   string
	counts counts
}

// next returns the path of another outermost block: "h2[3]/p[1]".
func (p *path) next(name string) string {
	if len(p.above) == 0 {
		return p.first.next(name)
	}
	last := &p.above[len(p.above)-1]
	return last.path + "/" + last.counts.next(name)
}

// heading opens a section and returns its path: "h1[1]/h2[3]".
func (p *path) heading(level int) string {
	for len(p.above) > 0 && p.above[len(p.above)-1].level >= level {
		p.above = p.above[:len(p.above)-1]
	}
	own := p.next(headingNames[level])
	p.above = append(p.above, section{level: level, path: own})
	return own
}
