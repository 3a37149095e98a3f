package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A grammar is goldmark's parser for the Markdown of Verso: CommonMark 0.31
// with GFM, footnotes, definition lists, heading ids, time marks and the tags
// of other generators, which it keeps as text. It has no mathematics: an
// extension that takes \[ … \] would take the times of a transcript.
type grammar struct{ parser parser.Parser }

// body is the one grammar; it does not change once made.
var body = newGrammar(inlineParsers())

// inlineParsers are the parsers of what stands within a block.
func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(shortcodeParser{}, 110),
		util.Prioritized(timeMarkParser{}, 150),
		util.Prioritized(linkGuard{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(delimiterGuard{parser.NewEmphasisParser()}, 500),
		util.Prioritized(delimiterGuard{extension.NewStrikethroughParser()}, 500),
		util.Prioritized(addressGuard{extension.NewLinkifyParser(
			extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}))}, 999),
	}
}

func newGrammar(inlines []util.PrioritizedValue) grammar {
	p := parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithHeadingAttribute(),
	)
	goldmark.New(
		goldmark.WithParser(p),
		goldmark.WithExtensions(
			extension.Table,
			extension.TaskList,
			extension.Footnote,
			extension.DefinitionList,
		),
	)
	return grammar{parser: p}
}

// parse returns the tree of source, or a LimitError.
func (g grammar) parse(source []byte) (*ast.Document, error) {
	return g.parseWith(source, parser.NewContext())
}

// parseWith is parse with a context that is read afterwards.
func (g grammar) parseWith(source []byte, pc parser.Context) (*ast.Document, error) {
	if err := checkLimits(source); err != nil {
		return nil, err
	}
	effortOf(pc).mail = bytes.IndexByte(source, '@') >= 0
	doc := g.parser.Parse(text.NewReader(source), parser.WithContext(pc))
	if err := effortOf(pc).check(); err != nil {
		return nil, err
	}
	joinLines(doc, source)
	return doc.(*ast.Document), nil
}
