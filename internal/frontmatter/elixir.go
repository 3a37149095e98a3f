package frontmatter

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

func parseElixirFile(src []byte, start, first int) (Document, error) {
	rest := src[start:]
	text := unixLines(rest[:min(len(rest), maxHeader)])
	r := elixirReader{text: string(text), first: first}
	h, err := r.document()
	if err != nil {
		return Document{}, err
	}
	// Line ends may have been shortened: find the body by lines.
	line := first
	for range strings.Count(r.text[:r.at], "\n") {
		rest, line = afterLine(rest), line+1
	}
	for len(bytes.TrimSpace(firstLine(rest))) == 0 || !isFence(firstLine(rest), "---") {
		if rest = afterLine(rest); len(rest) == 0 {
			return Document{}, Problem{first, "the front matter is not closed: a line of \"---\" is missing"}
		}
		line++
	}
	return Document{Kind: Elixir, Header: h, Body: afterLine(rest), BodyLine: line + 1, Warnings: r.warnings}, nil
}

// elixirReader reads the literals that stand in a map of front matter:
// strings, heredocs, numbers, atoms, lists and maps.
type elixirReader struct {
	text     string
	at       int
	depth    int
	first    int
	warnings []Problem
}

func (r *elixirReader) document() (Header, error) {
	v, err := r.value()
	if err != nil {
		return nil, err
	}
	h, _ := v.(Header)
	return h, nil
}

func (r *elixirReader) fail(reason string) error {
	at := min(r.at, len(r.text))
	return Problem{r.first + strings.Count(r.text[:at], "\n"), reason}
}

func (r *elixirReader) skip() {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == ' ' || c == '\t' || c == '\n':
			r.at++
		case c == '#':
			if i := strings.IndexByte(r.text[r.at:], '\n'); i >= 0 {
				r.at += i
				continue
			}
			r.at = len(r.text)
		default:
			return
		}
	}
}

func (r *elixirReader) take(s string) bool {
	if strings.HasPrefix(r.text[r.at:], s) {
		r.at += len(s)
		return true
	}
	return false
}

func (r *elixirReader) value() (any, error) {
	if r.depth++; r.depth > maxNesting {
		return nil, r.fail("the front matter is nested too deeply")
	}
	defer func() { r.depth-- }()
	r.skip()
	switch {
	case r.take("%{"):
		return r.mapping()
	case r.take("["):
		return r.list()
	case r.take(`"""`):
		return r.heredoc()
	case r.take(`"`):
		return r.quoted()
	case r.take("~D["), r.take("~U["), r.take("~N["):
		return r.sigil()
	case r.take("~w["):
		words, err := r.sigil()
		list := []any{}
		for _, w := range strings.Fields(words) {
			list = append(list, w)
		}
		return list, err
	case r.take(":"):
		return r.word(), nil
	}
	switch w := r.word(); {
	case w == "":
		return nil, r.fail("a value is missing")
	case w == "nil":
		return nil, nil
	case w == "true" || w == "false":
		return w == "true", nil
	case w[0] >= '0' && w[0] <= '9' || w[0] == '-':
		return Number(w), nil
	default:
		return nil, r.fail("\"" + w + "\" is not a value; text needs quotes")
	}
}

// sigil reads up to the bracket that closes a date or a list of words.
func (r *elixirReader) sigil() (string, error) {
	end := strings.IndexByte(r.text[r.at:], ']')
	if end < 0 {
		return "", r.fail("a \"]\" is missing")
	}
	text := r.text[r.at : r.at+end]
	r.at += end + 1
	return text, nil
}

// word reads the letters, digits and signs of an atom, number or key.
func (r *elixirReader) word() string {
	start := r.at
	for r.at < len(r.text) {
		c, size := utf8.DecodeRuneInString(r.text[r.at:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("_-.?!@+", c) {
			break
		}
		r.at += size
	}
	return r.text[start:r.at]
}

func (r *elixirReader) mapping() (any, error) {
	h := Header{}
	for {
		r.skip()
		if r.take("}") {
			return h, nil
		}
		line := r.first + strings.Count(r.text[:r.at], "\n")
		key, err := r.key()
		if err != nil {
			return nil, err
		}
		r.skip()
		if key == "" || !r.take("=>") && !r.take(":") {
			return nil, r.fail("a key is missing, or \":\" behind it")
		}
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		h = h.add(Field{key, v, line}, &r.warnings)
		if r.skip(); !r.take(",") && !strings.HasPrefix(r.text[r.at:], "}") {
			return nil, r.fail("a comma or \"}\" is missing")
		}
	}
}

// key reads one of title:, :title =>, "title" => and "title":.
func (r *elixirReader) key() (string, error) {
	if r.take(`"`) {
		return r.quoted()
	}
	r.take(":")
	return r.word(), nil
}

func (r *elixirReader) list() (any, error) {
	list := []any{}
	for {
		r.skip()
		if r.take("]") {
			return list, nil
		}
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		if r.skip(); !r.take(",") && !strings.HasPrefix(r.text[r.at:], "]") {
			return nil, r.fail("a comma or \"]\" is missing")
		}
	}
}

func (r *elixirReader) quoted() (string, error) {
	var b strings.Builder
	for r.at < len(r.text) {
		c := r.text[r.at]
		r.at++
		switch {
		case c == '"':
			return b.String(), nil
		case c == '\\' && r.at < len(r.text):
			escaped := r.text[r.at]
			r.at++
			switch escaped {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			default:
				b.WriteByte(escaped)
			}
		default:
			b.WriteByte(c)
		}
	}
	return "", r.fail("a closing quote is missing")
}

// heredoc reads text between lines of three quotes, less the indent of the
// last one.
func (r *elixirReader) heredoc() (any, error) {
	end := strings.Index(r.text[r.at:], `"""`)
	if end < 0 {
		return nil, r.fail("a closing \"\"\" is missing")
	}
	text := strings.TrimPrefix(r.text[r.at:r.at+end], "\n")
	r.at += end + len(`"""`)
	indent := text[strings.LastIndexByte(text, '\n')+1:]
	lines := strings.Split(strings.TrimSuffix(text, indent), "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], indent)
	}
	return strings.Join(lines, "\n"), nil
}
