package frontmatter

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// AppendYAML appends h to dst as the head of a Markdown file, between lines of
// "---". It writes one form of each value: block style, two spaces of indent,
// keys in the order of h, text in double quotes where another YAML reader
// could take it for something else. Parse reads back what was written, as long
// as the first key begins with a letter and the header is within its limits;
// keys lose the blanks around them.
func AppendYAML(dst []byte, h Header) []byte {
	w := yamlWriter{dst}
	w.text("---\n")
	w.fields(h, 0)
	w.text("---\n")
	return w.out
}

type yamlWriter struct{ out []byte }

func (w *yamlWriter) text(s string) { w.out = append(w.out, s...) }

func (w *yamlWriter) indent(depth int) {
	for range depth {
		w.text("  ")
	}
}

func (w *yamlWriter) fields(h Header, depth int) {
	for i, f := range h {
		if i > 0 || depth == 0 || w.out[len(w.out)-1] == '\n' {
			w.indent(depth)
		}
		w.scalar(f.Key)
		w.text(":")
		w.value(f.Value, depth)
	}
}

// value writes what stands behind a key or a dash, up to the end of its last
// line.
func (w *yamlWriter) value(v any, depth int) {
	switch v := v.(type) {
	case Header:
		if len(v) == 0 {
			w.text(" {}\n")
			return
		}
		w.text("\n")
		w.fields(v, depth+1)
	case []any:
		if len(v) == 0 {
			w.text(" []\n")
			return
		}
		w.text("\n")
		w.items(v, depth+1)
	default:
		w.text(" ")
		w.scalar(v)
		w.text("\n")
	}
}

func (w *yamlWriter) items(list []any, depth int) {
	for _, v := range list {
		w.indent(depth)
		w.text("-")
		if table, ok := v.(Header); ok && len(table) > 0 {
			w.text(" ") // its first key stands beside the dash
			w.fields(table, depth+1)
			continue
		}
		w.value(v, depth)
	}
}

func (w *yamlWriter) scalar(v any) {
	switch v := v.(type) {
	case nil:
		w.text("null")
	case bool, Number:
		w.text(fmt.Sprint(v))
	case string:
		if bare(v) {
			w.text(v)
			return
		}
		w.quoted(v)
	default: // no value of ours
		w.quoted(fmt.Sprint(v))
	}
}

var (
	// bareText has nothing that YAML gives a meaning to.
	bareText = regexp.MustCompile(`^[\pL\pN/](?:[\pL\pM\pN_./+()-]|:[\pL\pN/]| [\pL\pN(])*$`)
	dateText = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$`)
	// numberText is everything that some YAML takes for a number: 1e5, 0x1f,
	// 1_000, and 12:30 in base 60.
	numberText = regexp.MustCompile(`^\pN[\pN_.:xXoObBa-fA-F+-]*$`)
)

// bare reports whether s can stand without quotes and still be read as text
// (or as a date, which is text here), by YAML 1.1 and 1.2 alike.
func bare(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity":
		return false
	}
	return dateText.MatchString(s) || bareText.MatchString(s) && !numberText.MatchString(s) && !manyDashes(s)
}

// manySigns is how many brackets or dashes may stand in one text: readers
// guess the nesting of a header by them.
const manySigns = 30

func manyDashes(s string) bool { return strings.Count(s, "- ")+strings.Count(s, "? ") > manySigns }

// quoted writes s between double quotes (YAML 1.2, 5.7).
func (w *yamlWriter) quoted(s string) {
	open, closed := strings.Count(s, "[")+strings.Count(s, "{"), strings.Count(s, "]")+strings.Count(s, "}")
	brackets := open != closed || open > manySigns
	dashes := manyDashes(s)
	w.text(`"`)
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			w.out = append(w.out, '\\', byte(r))
		case r == '\n':
			w.text(`\n`)
		case r == '\t':
			w.text(`\t`)
		case r == '\r':
			w.text(`\r`)
		case brackets && (r == '[' || r == '{'), dashes && (r == '-' || r == '?'):
			w.out = fmt.Appendf(w.out, `\x%02x`, r)
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\ufffe' || r == '\uffff':
			w.out = fmt.Appendf(w.out, `\u%04x`, r)
		default:
			w.text(string(r))
		}
	}
	w.text(`"`)
}
