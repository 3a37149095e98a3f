package markdown

import (
	"github.com/yuin/goldmark/ast"
)

var kindFigure = ast.NewNodeKind("Figure")

// A figure is an image with a title, alone in its paragraph; the title is
// the caption.
type figure struct {
	ast.BaseBlock
	caption []byte // Markdown text, escapes unresolved
}

func (*figure) Kind() ast.NodeKind { return kindFigure }

func (f *figure) Dump(source []byte, level int) {
	ast.DumpHelper(f, source, level, map[string]string{"Caption": string(f.caption)}, nil)
}

// figures turns the paragraphs that hold one titled image into figures.
func (p *page) figures() {
	var found []*ast.Paragraph
	_ = ast.Walk(p.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n, ok := n.(*ast.Paragraph); ok && entering && n.ChildCount() == 1 {
			found = append(found, n)
		}
		return ast.WalkContinue, nil
	})
	for _, paragraph := range found {
		img, ok := paragraph.FirstChild().(*ast.Image)
		if !ok || len(img.Title) == 0 {
			continue
		}
		f := &figure{caption: img.Title}
		img.Title = nil
		replaceBlock(paragraph, f)
	}
}
