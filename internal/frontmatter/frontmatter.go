// Package frontmatter reads the header of a Markdown file, in whichever notation its author used.
package frontmatter

import (
	"bytes"
	"fmt"
	"strings"
)

// A Kind is the notation of a header.
type Kind string

// The notations. None is a file that is all text.
const (
	None   Kind = ""
	YAML   Kind = "yaml"   // between lines of "---"
	TOML   Kind = "toml"   // between lines of "+++"
	JSON   Kind = "json"   // an object at the start of the file
	Elixir Kind = "elixir" // a map "%{ … }" closed by a line of "---" (NimblePublisher)
)

// maxHeader is the longest header that is read, in bytes; a longer one is a
// mistake or an attack (trust T16).
const maxHeader = 64 << 10

// A Document is a file taken apart.
type Document struct {
	Kind     Kind
	Header   Header
	Body     []byte // what follows the header, as written
	BodyLine int    // the line of the file on which Body begins, from 1
	Warnings []Problem
}

// A Problem is something wrong at a line of the file. It is an error when the
// header cannot be read, and a warning when a reading was chosen.
type Problem struct {
	Line   int // from 1; 0 when it concerns the file
	Reason string
}

// Error says what is wrong, with the line.
func (p Problem) Error() string {
	if p.Line == 0 {
		return p.Reason
	}
	return fmt.Sprintf("line %d: %s", p.Line, p.Reason)
}

// Parse takes src apart. It skips a byte order mark and blank space before the
// header, as Hugo does. A file that begins with a rule ("---") and has no keys
// below it has no header. The error is a Problem.
func Parse(src []byte) (Document, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	trimmed := bytes.TrimLeft(src, " \t\r\n")
	start := len(src) - len(trimmed)
	first := 1 + lineEnds(src[:start])
	switch {
	case isFence(firstLine(trimmed), "---"):
		return parseYAMLFile(src, start, first)
	case isFence(firstLine(trimmed), "+++"):
		return parseTOMLFile(src, start, first)
	case bytes.HasPrefix(trimmed, []byte("%{")):
		return parseElixirFile(src, start, first)
	case bytes.HasPrefix(trimmed, []byte("{")) && looksLikeJSON(trimmed):
		return parseJSONFile(src, start, first)
	}
	return plain(src), nil
}

// plain is a file without a header.
func plain(src []byte) Document { return Document{Body: src, BodyLine: 1} }

// block is the text between two fences.
type block struct {
	text  []byte // line ends as "\n"
	first int    // the line of the file that text begins on
	body  []byte
	next  int // the line of the file that body begins on
}

// fenced cuts the block that opens at src[start:], on line first, and closes
// at a line that is one of fences. ok is false when none closes it.
func fenced(src []byte, start, first int, fences ...string) (b block, ok bool, err error) {
	rest := afterLine(src[start:])
	line := first + 1
	b.first = line
	for at := rest; len(at) > 0; at, line = afterLine(at), line+1 {
		for _, fence := range fences {
			if !isFence(firstLine(at), fence) {
				continue
			}
			b.text, b.body, b.next = unixLines(rest[:len(rest)-len(at)]), afterLine(at), line+1
			if len(b.text) > maxHeader {
				return b, true, Problem{first, "the front matter is longer than 64 kB"}
			}
			return b, true, nil
		}
	}
	b.text = unixLines(rest[:min(len(rest), maxHeader)])
	return b, false, nil
}

// isFence reports whether line is fence and nothing else but blanks behind.
func isFence(line []byte, fence string) bool {
	return string(bytes.TrimRight(line, " \t")) == fence
}

// firstLine returns src up to its first line end: LF, CRLF or CR.
func firstLine(src []byte) []byte {
	if i := bytes.IndexAny(src, "\r\n"); i >= 0 {
		return src[:i]
	}
	return src
}

// afterLine returns src behind its first line end.
func afterLine(src []byte) []byte {
	i := bytes.IndexAny(src, "\r\n")
	if i < 0 {
		return nil
	}
	if src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
		i++
	}
	return src[i+1:]
}

// lineEnds counts the line ends in src.
func lineEnds(src []byte) int {
	n := 0
	for ; bytes.ContainsAny(src, "\r\n"); src = afterLine(src) {
		n++
	}
	return n
}

func unixLines(src []byte) []byte {
	return []byte(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(src)))
}
