package frontmatter

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
)

// jsonStart tells an object from the "{{<", "{%" and "{:" that texts begin
// with.
var jsonStart = regexp.MustCompile(`^\{\s*("|\})`)

func looksLikeJSON(src []byte) bool { return jsonStart.Match(src) }

func parseJSONFile(src []byte, start, first int) (Document, error) {
	text := src[start:]
	if len(text) > maxHeader {
		text = text[:maxHeader]
	}
	r := jsonReader{text: text, first: first, decoder: json.NewDecoder(bytes.NewReader(text))}
	r.decoder.UseNumber()
	v, err := r.value()
	if err != nil {
		return Document{}, r.problem(err)
	}
	h, ok := v.(Header)
	if !ok {
		return plain(src), nil
	}
	end := int(r.decoder.InputOffset())
	body := src[start+end:]
	next := first + lineEnds(text[:end])
	if len(bytes.TrimSpace(firstLine(body))) == 0 {
		next += lineEnds(body[:len(body)-len(afterLine(body))])
		body = afterLine(body)
	}
	return Document{Kind: JSON, Header: h, Body: body, BodyLine: next, Warnings: r.warnings}, nil
}

// jsonReader reads tokens, because unmarshalling loses the order of keys.
type jsonReader struct {
	decoder  *json.Decoder
	text     []byte
	first    int
	warnings []Problem
}

func (r *jsonReader) line() int {
	return r.first + lineEnds(r.text[:r.decoder.InputOffset()])
}

func (r *jsonReader) problem(err error) Problem {
	p := Problem{r.line(), "the front matter is not JSON, or is not closed"}
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		p.Reason = "the front matter is not JSON: " + e.Error()
		p.Line = r.first + lineEnds(r.text[:min(int(e.Offset), len(r.text))])
	}
	return p
}

func (r *jsonReader) value() (any, error) {
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Number:
		return Number(t), nil
	case json.Delim:
		if t == '[' {
			return r.list()
		}
		return r.object()
	}
	return token, nil // nil, bool, string
}

func (r *jsonReader) list() (any, error) {
	list := []any{}
	for r.decoder.More() {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	_, err := r.decoder.Token()
	return list, err
}

func (r *jsonReader) object() (any, error) {
	h := Header{}
	for r.decoder.More() {
		key, err := r.decoder.Token()
		if err != nil {
			return nil, err
		}
		name, ok := key.(string)
		if !ok {
			return nil, errors.New("a key is not a string")
		}
		line := r.line()
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		h = h.add(Field{name, v, line}, &r.warnings)
	}
	_, err := r.decoder.Token()
	return h, err
}
