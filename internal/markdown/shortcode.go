package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxShortcode is the longest tag of another generator that is recognized, in bytes.
const maxShortcode = 1000

// The tags of other generators: Hugo and Zola shortcodes, Liquid tags and
// values. The longer opening comes first.
var shortcodeForms = []struct{ open, close string }{
	{"{{<", ">}}"},
	{"{{%", "%}}"},
	{"{{", "}}"},
	{"{%", "%}"},
}

var kindShortcode = ast.NewNodeKind("Shortcode")

// A shortcode is a tag of another generator, such as {{< figure >}}. Verso
// runs none of them: outside code each is shown as it was written, without
// typographic quotes or links (trust T5); in code it is code.
type shortcode struct {
	ast.BaseInline
	text string // with its braces
	name string // of its kind: "{{< figure >}}"
}

func (*shortcode) Kind() ast.NodeKind { return kindShortcode }

func (s *shortcode) Dump(source []byte, level int) {
	ast.DumpHelper(s, source, level, map[string]string{"Text": s.text}, nil)
}

// A shortcodeParser recognizes shortcodes that open and close on one line.
type shortcodeParser struct{}

func (shortcodeParser) Trigger() []byte { return []byte{'{'} }

func (shortcodeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	line = line[:min(len(line), maxShortcode)]
	for _, form := range shortcodeForms {
		rest, ok := bytes.CutPrefix(line, []byte(form.open))
		if !ok {
			continue
		}
		inside, _, ok := bytes.Cut(rest, []byte(form.close))
		if !ok {
			return nil
		}
		whole := line[:len(form.open)+len(inside)+len(form.close)]
		block.Advance(len(whole))
		return &shortcode{text: string(whole), name: shortcodeName(form.open, string(inside), form.close)}
	}
	return nil
}

// shortcodeName names the kind of a tag by its first word; values have none.
func shortcodeName(open, inside, end string) string {
	words := strings.Fields(strings.TrimLeft(inside, " \t-/"))
	if open == "{{" || len(words) == 0 {
		return open + " " + end
	}
	name, _, _ := strings.Cut(words[0], "(")
	return open + " " + name + " " + end
}
