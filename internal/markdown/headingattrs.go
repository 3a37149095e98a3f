package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A headingParser is goldmark's parser of headings after #, which reads
// attributes behind the closing marks, "## Title ## {#id}"; it reads those
// before them too, "## Title {#id} ##", as they are written elsewhere.
type headingParser struct{ parser.BlockParser }

// blockParsers are goldmark's, with our headings.
func blockParsers() []util.PrioritizedValue {
	all := parser.DefaultBlockParsers()
	for i, p := range all {
		if bytes.Equal(p.Value.(parser.BlockParser).Trigger(), []byte{'#'}) {
			all[i].Value = headingParser{parser.NewATXHeadingParser(parser.WithHeadingAttribute())}
		}
	}
	return all
}

func (h headingParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := h.BlockParser.Open(parent, reader, pc)
	if n != nil && n.Lines().Len() == 1 && len(n.Attributes()) == 0 {
		readAttributes(n, reader.Source())
	}
	return n, state
}

// readAttributes takes the attributes that end the line of n out of its text.
func readAttributes(n ast.Node, source []byte) {
	own := n.Lines().At(0)
	line := own.Value(source)
	at := bytes.LastIndexByte(line, '{')
	if at <= 0 || line[len(line)-1] != '}' || line[at-1] != ' ' && line[at-1] != '\t' {
		return
	}
	rest := text.NewReader(line[at:])
	attributes, ok := parser.ParseAttributes(rest)
	if left, _ := rest.PeekLine(); !ok || len(left) > 0 {
		return
	}
	for _, a := range attributes {
		n.SetAttribute(a.Name, a.Value)
	}
	n.Lines().Set(0, text.NewSegment(own.Start, own.Start+len(bytes.TrimRight(line[:at], " \t"))))
}
