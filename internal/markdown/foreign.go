package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"verso/internal/locale"
)

// A Foreign says which parts of a text are in another language than the text:
// blocks of a translation that nobody has translated yet. Each is written with
// its language and direction (WCAG 3.1.2).
type Foreign struct {
	Locale locale.Tag
	Parts  []Span // of the bytes of the text, in order
}

// key tells texts apart that differ in these parts alone.
func (f Foreign) key() string {
	if len(f.Parts) == 0 {
		return ""
	}
	return fmt.Sprint(f.Locale, f.Parts)
}

// has reports whether any part is between two bytes.
func (f Foreign) has(start, end int) bool {
	for _, part := range f.Parts {
		if part.Start < end && part.End > start {
			return true
		}
	}
	return false
}

// mark notes the language of the blocks of doc that are foreign. A text whose
// bytes cannot be counted has none.
func (f Foreign) mark(doc ast.Node, src string) {
	if len(f.Parts) == 0 {
		return
	}
	text, err := readRawText(src)
	if err != nil {
		return
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, extast.KindDefinitionTerm, extast.KindTableCell:
			if own := n.Lines(); own.Len() > 0 && f.has(text.at(own.At(0).Start), text.at(own.At(own.Len()-1).Stop)) {
				f.name(n)
			}
		}
		return ast.WalkContinue, nil
	})
}

// name gives a block its language: the element itself where goldmark writes
// it, else all that is in it.
func (f Foreign) name(n ast.Node) {
	switch n.Kind() {
	case ast.KindParagraph, extast.KindDefinitionTerm:
		n.SetAttributeString("lang", []byte(f.Locale))
		n.SetAttributeString("dir", []byte(f.Locale.Dir()))
		return
	}
	within := &foreign{locale: f.Locale}
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		within.AppendChild(within, c)
	}
	n.AppendChild(n, within)
}

// A foreign holds what a block says in another language.
type foreign struct {
	ast.BaseInline
	locale locale.Tag
}

var kindForeign = ast.NewNodeKind("Foreign")

func (*foreign) Kind() ast.NodeKind { return kindForeign }

func (f *foreign) Dump(source []byte, level int) {
	ast.DumpHelper(f, source, level, map[string]string{"Locale": string(f.locale)}, nil)
}

func (w writer) foreign(b util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		put(b, "</span>")
		return ast.WalkContinue, nil
	}
	l := n.(*foreign).locale
	put(b, `<span lang="`, escape(string(l)), `" dir="`, l.Dir(), `">`)
	return ast.WalkContinue, nil
}
