package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

var kindAlert = ast.NewNodeKind("Alert")

// An alert is a quotation whose first line is [!NOTE], [!TIP], [!IMPORTANT],
// [!WARNING] or [!CAUTION] (GitHub's form), shown as an aside with a title.
type alert struct {
	ast.BaseBlock
	name string // "note"
}

func (*alert) Kind() ast.NodeKind { return kindAlert }

func (a *alert) Dump(source []byte, level int) {
	ast.DumpHelper(a, source, level, map[string]string{"Name": a.name}, nil)
}

// alerts turns quotations into alerts.
func (p *page) alerts() {
	var quotes []*ast.Blockquote
	_ = ast.Walk(p.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if q, ok := n.(*ast.Blockquote); ok && entering {
			quotes = append(quotes, q)
		}
		return ast.WalkContinue, nil
	})
	for _, q := range quotes {
		first, ok := q.FirstChild().(*ast.Paragraph)
		if !ok {
			continue
		}
		name := alertName(first, p.source)
		if _, known := p.labels.alert(name); !known {
			continue
		}
		cutFirstLine(first)
		if first.FirstChild() == nil {
			q.RemoveChild(q, first)
		}
		replaceBlock(q, &alert{name: name})
	}
}

// alertName returns "note" for a paragraph that begins with the line [!NOTE].
func alertName(p *ast.Paragraph, source []byte) string {
	if p.Lines().Len() == 0 {
		return ""
	}
	at := p.Lines().At(0)
	line, ok := bytes.CutPrefix(bytes.TrimSpace(at.Value(source)), []byte("[!"))
	if !ok {
		return ""
	}
	name, rest, _ := strings.Cut(string(line), "]")
	if rest != "" {
		return ""
	}
	return strings.ToLower(name)
}

// cutFirstLine removes the inline nodes of p up to its first line break.
func cutFirstLine(p *ast.Paragraph) {
	for c := p.FirstChild(); c != nil; {
		next := c.NextSibling()
		p.RemoveChild(p, c)
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			return
		}
		c = next
	}
}

// replaceBlock puts n in the place of old, with old's children.
func replaceBlock(old, n ast.Node) {
	moveChildren(n, old)
	parent := old.Parent()
	parent.ReplaceChild(parent, old, n)
}

func moveChildren(to, from ast.Node) {
	for c := from.FirstChild(); c != nil; {
		next := c.NextSibling()
		to.AppendChild(to, c)
		c = next
	}
}
