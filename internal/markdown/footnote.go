package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// referenceID is the id of the mark that refers to footnote index for the
// nth time, from 0: "fnref:1", "fnref:1-2".
func referenceID(index, nth int) string {
	id := "fnref:" + strconv.Itoa(index)
	if nth > 0 {
		id += "-" + strconv.Itoa(nth+1)
	}
	return id
}

func (w writer) footnoteLink(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	link := n.(*extast.FootnoteLink)
	number := strconv.Itoa(link.Index)
	put(b, `<sup id="`, referenceID(link.Index, link.RefIndex), `"><a class="footnote-ref" href="#fn:`, number,
		`" role="doc-noteref">`, number, `</a></sup>`)
	return ast.WalkContinue, nil
}

func (w writer) footnoteBacklink(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	link := n.(*extast.FootnoteBacklink)
	number := strconv.Itoa(link.Index)
	if link.RefIndex > 0 {
		number += "-" + strconv.Itoa(link.RefIndex+1)
	}
	put(b, "\u00a0", `<a class="footnote-back" href="#`, referenceID(link.Index, link.RefIndex), `" role="doc-backlink"`,
		w.labels.named(w.labels.Backlink, "{number}", number), ">↩\ufe0e</a>")
	return ast.WalkContinue, nil
}

func (w writer) footnoteList(b util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		put(b, `<section class="footnotes" role="doc-endnotes"`,
			w.labels.named(w.labels.Footnotes, "", ""), ">\n<hr>\n<ol>\n")
	} else {
		put(b, "</ol>\n</section>\n")
	}
	return ast.WalkContinue, nil
}
