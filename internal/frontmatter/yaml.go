package frontmatter

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Limits of a YAML header: the library's work grows with the square of the
// nesting and of the lines, and aliases can multiply values without end
// (trust T16).
const (
	maxNesting = 64
	maxValues  = 2_000 // as many lines, too
)

// keyLine is how the first line of a header looks, even when what follows the
// key is wrong.
var keyLine = regexp.MustCompile(`^ *["']?[\pL\pN_][\pL\pN\pM_.:/ -]{0,60}["']?\s*:`)

func parseYAMLFile(src []byte, start, first int) (Document, error) {
	b, closed, err := fenced(src, start, first, "---", "...")
	if err != nil {
		return Document{}, err
	}
	content := bytes.TrimSpace(b.text)
	if !closed {
		if !headed(b.text) {
			return plain(src), nil // a rule at the head of a text
		}
		return Document{}, Problem{first, "the front matter is not closed: a line of \"---\" is missing"}
	}
	if len(content) == 0 {
		return Document{Kind: YAML, Body: b.body, BodyLine: b.next}, nil
	}
	if !headed(b.text) && content[0] != '{' && content[0] != '#' && content[0] != '?' {
		return plain(src), nil // a rule, a text, another rule
	}
	doc := Document{Kind: YAML, Body: b.body, BodyLine: b.next}
	doc.Header, err = parseYAML(b.text, b.first, &doc.Warnings)
	return doc, err
}

// headed reports whether a block begins with a key, directly below the fence.
func headed(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, "\n")
		if len(bytes.TrimSpace(line)) == 0 || line[0] == '#' {
			continue
		}
		return keyLine.Match(line)
	}
	return false
}

// parseYAML reads a mapping. first is the line of the file that text is on.
func parseYAML(text []byte, first int, warnings *[]Problem) (h Header, err error) {
	if bytes.Count(text, []byte("\n")) > maxValues {
		return nil, Problem{first, "the front matter has too many lines"}
	}
	if tooDeep(text) {
		return nil, Problem{first, "the front matter is nested too deeply"}
	}
	defer func() {
		// The library panics on some input that is not YAML.
		if r := recover(); r != nil {
			h, err = nil, Problem{first, "the front matter is not YAML"}
		}
	}()
	file, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, yamlProblem(err, first)
	}
	y := yamlReader{first: first, anchors: map[string]anchored{}, warnings: warnings}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		v, err := y.value(doc.Body)
		if err != nil {
			return nil, err
		}
		h, ok := v.(Header)
		if !ok && v != nil {
			return nil, Problem{first, "the front matter is not a list of \"key: value\" lines"}
		}
		return h, nil
	}
	return nil, nil
}

// tooDeep guesses the nesting of text from its indents, brackets and dashes,
// without parsing.
func tooDeep(text []byte) bool {
	open := 0
	for line := range bytes.Lines(text) {
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		open += bytes.Count(line, []byte("[")) + bytes.Count(line, []byte("{"))
		if indent > 4*maxNesting || open > maxNesting ||
			bytes.Count(line, []byte("- "))+bytes.Count(line, []byte("? ")) > maxNesting {
			return true
		}
		open = max(0, open-bytes.Count(line, []byte("]"))-bytes.Count(line, []byte("}")))
	}
	return false
}

// yamlProblem keeps the message and line of a library error, with a hint for
// the mistakes people make most.
func yamlProblem(err error, first int) Problem {
	e, ok := errors.AsType[yaml.Error](err)
	if !ok {
		return Problem{first, "the front matter is not YAML"}
	}
	p := Problem{first, e.GetMessage()}
	if token := e.GetToken(); token != nil && token.Position != nil {
		p.Line = first + token.Position.Line - 1
	}
	switch {
	case strings.Contains(p.Reason, "mapping value is not allowed"), strings.Contains(p.Reason, "unexpected key name"):
		p.Reason += " (a value that holds a colon needs quotes; a key needs \": \" behind it)"
	case strings.Contains(p.Reason, "\t"):
		p.Reason += " (indent with spaces, not with tabs)"
	}
	return p
}

// yamlReader turns syntax nodes into values.
type yamlReader struct {
	first    int
	values   int
	anchors  map[string]anchored
	warnings *[]Problem
}

type anchored struct {
	value any
	size  int // how many values it holds
}

func (y *yamlReader) line(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return y.first + t.Position.Line - 1
	}
	return y.first
}

func (y *yamlReader) value(n ast.Node) (any, error) {
	if y.values++; y.values > maxValues {
		return nil, Problem{y.line(n), "the front matter holds too many values"}
	}
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return nil, nil
	case *ast.BoolNode:
		return n.Value, nil
	case *ast.IntegerNode:
		return Number(n.Token.Value), nil
	case *ast.FloatNode:
		return Number(n.Token.Value), nil
	case *ast.StringNode:
		return n.Value, nil
	case *ast.LiteralNode:
		return n.Value.Value, nil
	case *ast.InfinityNode:
		return n.Token.Value, nil
	case *ast.NanNode:
		return n.Token.Value, nil
	case *ast.MappingNode:
		return y.mapping(n.Values)
	case *ast.MappingValueNode:
		return y.mapping([]*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		return y.list(n.Values)
	case *ast.AnchorNode:
		return y.anchor(n)
	case *ast.AliasNode:
		return y.alias(n)
	case *ast.TagNode:
		return y.tagged(n)
	}
	return nil, Problem{y.line(n), fmt.Sprintf("%s cannot stand in front matter", strings.ToLower(n.Type().String()))}
}

func (y *yamlReader) mapping(values []*ast.MappingValueNode) (any, error) {
	h := Header{}
	for _, pair := range values {
		value, err := y.value(pair.Value)
		if err != nil {
			return nil, err
		}
		if pair.Key.IsMergeKey() {
			merged, _ := value.(Header)
			for _, f := range merged {
				if _, own := h.Lookup(f.Key); !own {
					h = append(h, f)
				}
			}
			continue
		}
		key, err := y.value(pair.Key)
		if err != nil {
			return nil, err
		}
		h = h.add(Field{Text(key), value, y.line(pair.Key)}, y.warnings)
	}
	return h, nil
}

func (y *yamlReader) list(nodes []ast.Node) (any, error) {
	list := make([]any, 0, len(nodes))
	for _, n := range nodes {
		v, err := y.value(n)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (y *yamlReader) anchor(n *ast.AnchorNode) (any, error) {
	before := y.values
	v, err := y.value(n.Value)
	if err == nil && n.Name != nil {
		y.anchors[n.Name.GetToken().Value] = anchored{v, y.values - before}
	}
	return v, err
}

func (y *yamlReader) alias(n *ast.AliasNode) (any, error) {
	a, ok := y.anchors[n.Value.GetToken().Value]
	if !ok {
		return nil, Problem{y.line(n), "\"*\" at the start of a value needs quotes"}
	}
	if y.values += a.size; y.values > maxValues {
		return nil, Problem{y.line(n), "the front matter holds too many values"}
	}
	return a.value, nil
}

// tagged reads "!!str 2019" as text; other tags do not change a value.
func (y *yamlReader) tagged(n *ast.TagNode) (any, error) {
	v, err := y.value(n.Value)
	if _, scalar := v.(Number); scalar && n.Start != nil && n.Start.Value == "!!str" {
		return Text(v), err
	}
	return v, err
}
