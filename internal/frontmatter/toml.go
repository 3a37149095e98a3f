package frontmatter

import (
	"bytes"
	"errors"
	"slices"

	"github.com/pelletier/go-toml/v2/unstable"
)

func parseTOMLFile(src []byte, start, first int) (Document, error) {
	b, closed, err := fenced(src, start, first, "+++")
	if err != nil {
		return Document{}, err
	}
	if !closed {
		return Document{}, Problem{first, "the front matter is not closed: a line of \"+++\" is missing"}
	}
	doc := Document{Kind: TOML, Body: b.body, BodyLine: b.next}
	doc.Header, err = parseTOML(b.text, b.first, &doc.Warnings)
	return doc, err
}

// parseTOML reads a TOML 1.0 document. It walks the syntax tree, because the
// decoder loses the order of keys and refuses duplicates.
func parseTOML(text []byte, first int, warnings *[]Problem) (Header, error) {
	r := tomlReader{text: text, first: first, warnings: warnings}
	r.parser.Reset(text)
	root := &tomlTable{}
	current := root
	for r.parser.NextExpression() {
		switch e := r.parser.Expression(); e.Kind {
		case unstable.KeyValue:
			current.set(r.path(e), r.value(e.Value()), r.line(e), warnings)
		case unstable.Table:
			current = root.table(r.path(e), r.line(e))
		case unstable.ArrayTable:
			current = root.element(r.path(e), r.line(e))
		}
	}
	if err := r.parser.Error(); err != nil {
		return nil, r.problem(err)
	}
	return root.header(), nil
}

// tomlReader turns syntax nodes into values.
type tomlReader struct {
	parser   unstable.Parser
	text     []byte
	first    int
	warnings *[]Problem
}

func (r *tomlReader) problem(err error) Problem {
	p := Problem{r.first, "the front matter is not TOML"}
	e, ok := errors.AsType[*unstable.ParserError](err)
	if !ok {
		return p
	}
	p.Reason = e.Message
	if at := bytes.Index(r.text, e.Highlight); len(e.Highlight) > 0 && at >= 0 {
		p.Line = r.first + bytes.Count(r.text[:r.parser.Range(e.Highlight).Offset], []byte("\n"))
	}
	return p
}

// line returns the line of the file that an expression's key stands on.
func (r *tomlReader) line(e *unstable.Node) int {
	keys := e.Key()
	if !keys.Next() {
		return r.first
	}
	return r.first + bytes.Count(r.text[:keys.Node().Raw.Offset], []byte("\n"))
}

func (r *tomlReader) path(e *unstable.Node) []string {
	var path []string
	for keys := e.Key(); keys.Next(); {
		path = append(path, string(keys.Node().Data))
	}
	return path
}

func (r *tomlReader) value(n *unstable.Node) any {
	switch n.Kind {
	case unstable.Bool:
		return string(n.Data) == "true"
	case unstable.Integer, unstable.Float:
		return Number(n.Data)
	case unstable.Array:
		list := []any{}
		for each := n.Children(); each.Next(); {
			if each.Node().Kind != unstable.Comment {
				list = append(list, r.value(each.Node()))
			}
		}
		return list
	case unstable.InlineTable:
		table := &tomlTable{}
		for each := n.Children(); each.Next(); {
			if e := each.Node(); e.Kind == unstable.KeyValue {
				table.set(r.path(e), r.value(e.Value()), r.line(e), r.warnings)
			}
		}
		return table
	}
	return string(n.Data) // strings; dates and times as written
}

// tomlTable is a table while it may still grow.
type tomlTable struct {
	keys   []string
	values []any // scalars, []any, *tomlTable, or *tomlArray
	lines  []int
}

// tomlArray is an array of tables, "[[x]]".
type tomlArray struct{ tables []*tomlTable }

func (t *tomlTable) put(key string, value any, line int) {
	if i := slices.Index(t.keys, key); i >= 0 {
		t.values[i], t.lines[i] = value, line
		return
	}
	t.keys, t.values, t.lines = append(t.keys, key), append(t.values, value), append(t.lines, line)
}

func (t *tomlTable) at(key string) any {
	if i := slices.Index(t.keys, key); i >= 0 {
		return t.values[i]
	}
	return nil
}

func (t *tomlTable) set(path []string, value any, line int, warnings *[]Problem) {
	last := len(path) - 1
	if last < 0 {
		return
	}
	in := t.table(path[:last], line)
	if slices.Contains(in.keys, path[last]) {
		*warnings = append(*warnings, Problem{line, "the key \"" + path[last] + "\" is written twice; the last one counts"})
	}
	in.put(path[last], value, line)
}

// table returns the table at path, making what is missing.
func (t *tomlTable) table(path []string, line int) *tomlTable {
	for _, key := range path {
		switch next := t.at(key).(type) {
		case *tomlTable:
			t = next
		case *tomlArray:
			t = next.tables[len(next.tables)-1]
		default:
			made := &tomlTable{}
			t.put(key, made, line)
			t = made
		}
	}
	return t
}

// element appends a table to the array at path.
func (t *tomlTable) element(path []string, line int) *tomlTable {
	last := len(path) - 1
	in := t.table(path[:last], line)
	array, ok := in.at(path[last]).(*tomlArray)
	if !ok {
		array = &tomlArray{}
		in.put(path[last], array, line)
	}
	made := &tomlTable{}
	array.tables = append(array.tables, made)
	return made
}

func (t *tomlTable) header() Header {
	h := make(Header, 0, len(t.keys))
	for i, key := range t.keys {
		h = append(h, Field{key, settled(t.values[i]), t.lines[i]})
	}
	return h
}

// settled turns growing tables into headers, all the way down.
func settled(v any) any {
	switch v := v.(type) {
	case *tomlTable:
		return v.header()
	case *tomlArray:
		list := make([]any, 0, len(v.tables))
		for _, t := range v.tables {
			list = append(list, t.header())
		}
		return list
	case []any:
		for i := range v {
			v[i] = settled(v[i])
		}
	}
	return v
}
