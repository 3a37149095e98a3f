package frontmatter

import (
	"bytes"
	"encoding/json"
	"strings"
)

// A Header is the keys of a file in the order written, in their own spelling.
type Header []Field

// A Field is one key with its value: nil, bool, Number, string, []any of
// these, or Header. Dates are strings, as written.
type Field struct {
	Key   string
	Value any
	Line  int // of the file, from 1; 0 when the notation does not tell
}

// A Number keeps the spelling of a number: the title 1.10 is not 1.1.
type Number string

// Lookup returns the value of key, read without regard to case. When several
// spellings of it are there, the last counts.
func (h Header) Lookup(key string) (Field, bool) {
	for i := len(h) - 1; i >= 0; i-- {
		if strings.EqualFold(h[i].Key, key) {
			return h[i], true
		}
	}
	return Field{}, false
}

// First returns the first of keys that is there and not null.
func (h Header) First(keys ...string) (Field, bool) {
	for _, key := range keys {
		if f, ok := h.Lookup(key); ok && f.Value != nil {
			return f, true
		}
	}
	return Field{}, false
}

// Text returns the text of the first of keys that has one.
func (h Header) Text(keys ...string) string {
	for _, key := range keys {
		if f, ok := h.Lookup(key); ok {
			if s := Text(f.Value); s != "" {
				return s
			}
		}
	}
	return ""
}

// Table returns the table at the first of keys that holds one.
func (h Header) Table(keys ...string) Header {
	for _, key := range keys {
		if f, ok := h.Lookup(key); ok {
			if t, ok := f.Value.(Header); ok {
				return t
			}
		}
	}
	return nil
}

// Without returns h less the keys, read without regard to case.
func (h Header) Without(keys ...string) Header {
	var rest Header
next:
	for _, f := range h {
		for _, key := range keys {
			if strings.EqualFold(f.Key, key) {
				continue next
			}
		}
		rest = append(rest, f)
	}
	return rest
}

// MarshalJSON writes h as an object in its own order.
func (h Header) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range h {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(f.Key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(f.Value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// MarshalJSON writes n as a JSON number when it is one, else as a string.
func (n Number) MarshalJSON() ([]byte, error) {
	if json.Valid([]byte(n)) {
		return []byte(n), nil
	}
	return json.Marshal(string(n))
}

// Text returns a scalar as text without the blanks around it; "" for null,
// lists and tables.
func Text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case Number:
		return string(v)
	case bool:
		if v {
			return "true"
		}
		return "false"
	}
	return ""
}

// Bool reads the spellings of yes and no that generators accept: true, "yes",
// on, 1. ok is false for anything else.
func Bool(v any) (value, ok bool) {
	switch strings.ToLower(Text(v)) {
	case "true", "yes", "on", "1", "y":
		return true, true
	case "false", "no", "off", "0", "n":
		return false, true
	}
	return false, false
}

// add appends f. A key written twice keeps its last value, as generators
// read it, with a warning.
func (h Header) add(f Field, warnings *[]Problem) Header {
	for i, have := range h {
		if have.Key == f.Key {
			*warnings = append(*warnings, Problem{f.Line, "the key \"" + f.Key + "\" is written twice; the last one counts"})
			return append(append(h[:i:i], h[i+1:]...), f)
		}
	}
	return append(h, f)
}
