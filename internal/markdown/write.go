package markdown

import (
	"strconv"
	"time"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// A writer writes the nodes that Verso shows otherwise than goldmark does.
type writer struct {
	labels Labels
	rtl    bool // the text runs from right to left
	code   *highlighter
	left   *time.Duration // for highlighting the code of this text
	lines  lines
}

func (w writer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, w.heading)
	reg.Register(ast.KindFencedCodeBlock, w.fencedCode)
	reg.Register(ast.KindCodeBlock, w.indentedCode)
	reg.Register(ast.KindCodeSpan, w.codeSpan)
	reg.Register(ast.KindRawHTML, w.rawHTML)
	reg.Register(ast.KindHTMLBlock, w.htmlBlock)
	reg.Register(extast.KindTableCell, w.cell)
	reg.Register(extast.KindTaskCheckBox, w.checkBox)
	reg.Register(extast.KindFootnoteLink, w.footnoteLink)
	reg.Register(extast.KindFootnoteBacklink, w.footnoteBacklink)
	reg.Register(extast.KindFootnote, element("li", func(n ast.Node) string {
		return ` id="fn:` + strconv.Itoa(n.(*extast.Footnote).Index) + `"`
	}))
	reg.Register(extast.KindFootnoteList, w.footnoteList)
	reg.Register(kindAlert, w.alert)
	reg.Register(kindFigure, w.figure)
	reg.Register(kindTurn, element("div", func(ast.Node) string { return ` class="turn"` }))
	reg.Register(kindPause, w.pause)
	reg.Register(kindTimeMark, w.timeMark)
	reg.Register(kindShortcode, w.shortcode)
	reg.Register(kindLineMark, w.lineMark)
	reg.Register(kindForeign, w.foreign)
}

// element returns the renderer of a block that is one HTML element.
func element(name string, attributes func(ast.Node) string) renderer.NodeRendererFunc {
	return func(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			put(b, "<", name, attributes(n), ">\n")
		} else {
			put(b, "</", name, ">\n")
		}
		return ast.WalkContinue, nil
	}
}

// put writes to goldmark's buffer, whose error comes with the last flush.
func put(b util.BufWriter, parts ...string) {
	for _, s := range parts {
		_, _ = b.WriteString(s)
	}
}

func (w writer) heading(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	name := "h" + strconv.Itoa(n.(*ast.Heading).Level)
	id := escape(attribute(n, "id"))
	whole := w.labels.Anchors && !leads(n)
	if entering {
		put(b, "<", name, ` id="`, id, `">`)
		if alias := attribute(n, aliasID); alias != "" {
			put(b, `<span id="`, escape(alias), `"></span>`)
		}
	}
	switch {
	case entering && whole:
		put(b, `<a class="anchor" href="#`, id, `">`)
	case entering:
	case whole:
		put(b, "</a></", name, ">\n")
	case w.labels.Anchors:
		put(b, ` <a class="anchor" href="#`, id, `" aria-labelledby="`, id, `">#</a></`, name, ">\n")
	default:
		put(b, "</", name, ">\n")
	}
	return ast.WalkContinue, nil
}

// leads reports whether a heading holds links already, or markup that may be
// one: it cannot be the link to itself as a whole.
func leads(heading ast.Node) bool {
	found := false
	_ = ast.Walk(heading, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // fails never
		switch n.Kind() {
		case ast.KindLink, ast.KindAutoLink, ast.KindRawHTML, ast.KindImage, extast.KindFootnoteLink:
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// codeSpan keeps code left to right inside a text that is not.
func (w writer) codeSpan(b util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	put(b, "<code")
	if w.rtl {
		put(b, ` dir="ltr"`)
	}
	put(b, ">")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		segment := c.(*ast.Text).Segment
		value := segment.Value(source)
		for i, c := range value {
			if c == '\n' {
				value = append([]byte{}, value...)
				value[i] = ' '
			}
		}
		_, _ = b.Write(util.EscapeHTML(value))
	}
	put(b, "</code>")
	return ast.WalkSkipChildren, nil
}

var alignments = map[extast.Alignment]string{
	extast.AlignLeft: "start", extast.AlignCenter: "center", extast.AlignRight: "end",
}

// cell writes a cell of a table; an empty heading is none.
func (w writer) cell(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	name, scope := "td", ""
	if n.Parent().Kind() == extast.KindTableHeader && n.HasChildren() {
		name, scope = "th", ` scope="col"`
	}
	if !entering {
		put(b, "</", name, ">\n")
		return ast.WalkContinue, nil
	}
	put(b, "<", name, scope)
	if align := alignments[n.(*extast.TableCell).Alignment]; align != "" {
		put(b, ` class="align-`, align, `"`)
	}
	put(b, ">")
	return ast.WalkContinue, nil
}

// checkBox writes a box of a task list as a sign with a name: a disabled
// input has none.
func (w writer) checkBox(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	class, sign, label := "task", "☐", w.labels.Undone
	if n.(*extast.TaskCheckBox).IsChecked {
		class, sign, label = "task task-done", "☑", w.labels.Done
	}
	put(b, `<span class="`, class, `"`)
	if named := w.labels.named(label, "", ""); named != "" {
		put(b, ` role="img"`, named)
	}
	put(b, ">", sign, "</span> ")
	return ast.WalkContinue, nil
}

func (w writer) alert(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		put(b, "</aside>\n")
		return ast.WalkContinue, nil
	}
	name := n.(*alert).name
	put(b, `<aside class="alert alert-`, name, `" role="note">`, "\n")
	if title, _ := w.labels.alert(name); title != "" {
		put(b, `<p class="alert-title"`, w.labels.lang(), ">", escape(title), "</p>\n")
	}
	return ast.WalkContinue, nil
}

func (w writer) figure(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		put(b, "<figure>")
		return ast.WalkContinue, nil
	}
	put(b, "<figcaption>")
	html.DefaultWriter.Write(b, n.(*figure).caption)
	put(b, "</figcaption></figure>\n")
	return ast.WalkContinue, nil
}

func (w writer) pause(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	name := n.(*pause).name
	switch {
	case entering && name != "":
		put(b, `<div class="pause"><hr><span>`, escape(name))
	case entering:
		put(b, `<div class="pause"><hr>`)
	case name != "":
		put(b, "</span></div>\n")
	default:
		put(b, "</div>\n")
	}
	return ast.WalkContinue, nil
}

func (w writer) timeMark(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	m := n.(*timeMark)
	clock := `<time datetime="` + m.iso + `">` + m.clock + `</time>`
	if m.id != "" {
		clock = `<a id="` + m.id + `" href="#` + m.id + `">` + clock + `</a>`
	}
	if m.remark != "" {
		clock = "[" + escape(m.remark) + " " + clock + "]"
	}
	put(b, clock)
	return ast.WalkContinue, nil
}

func (w writer) shortcode(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		put(b, escape(n.(*shortcode).text))
	}
	return ast.WalkContinue, nil
}
