package importer

import (
	"regexp"
	"strings"
)

// withoutCode blanks out code: what it holds is no markup. Every other byte
// keeps its place.
func withoutCode(body string) string {
	if !strings.ContainsAny(body, "`~\t") && !strings.Contains(body, "    ") {
		return body
	}
	b := []byte(body)
	var s codeScanner
	for at := 0; at < len(body); {
		end := lineEnd(body, at)
		if s.next(body[at:end]) {
			blank(b[at:end])
		}
		at = end
	}
	for _, span := range codeSpan.FindAllIndex(b, -1) {
		blank(b[span[0]:span[1]])
	}
	return string(b)
}

var codeSpan = regexp.MustCompile("``[^`]+(?:`[^`]+)*``|`[^`\n]+`")

// A codeScanner tells line by line what is in a block of code. It knows
// fences, also in quotations and lists, and indented code.
type codeScanner struct {
	fence    string // the run that opened the block, or ""
	items    []int  // columns before the content of the list items that are open, the innermost last
	blank    bool   // the line before was blank
	started  bool   // there was a line
	indented bool   // the line before was indented code
}

// next reports whether line, the following one, belongs to a block of code,
// its fences included.
func (s *codeScanner) next(line string) bool {
	text, indent := trimIndent(line)
	empty := strings.TrimSpace(text) == ""
	defer func() { s.blank, s.started = empty, true }()
	rest := strings.TrimLeft(text, "> ")
	mark := fenceMark(rest)
	if s.fence != "" {
		if mark != "" && mark[0] == s.fence[0] && len(mark) >= len(s.fence) && strings.TrimSpace(rest[len(mark):]) == "" {
			s.fence = ""
		}
		return true
	}
	if empty {
		return false
	}
	if (s.indented || s.blank || !s.started) && indent >= s.content()+4 {
		s.indented = true
		return true
	}
	s.indented = false
	marker := listMarker.FindString(text)
	for (s.blank || marker != "") && indent < s.content() {
		s.items = s.items[:len(s.items)-1]
	}
	if marker != "" {
		s.items = append(s.items, indent+len(marker))
		rest = text[len(marker):]
		mark = fenceMark(rest)
	}
	if mark != "" && opensFence(rest, mark) {
		s.fence = mark
		return true
	}
	return false
}

// content returns the column at which the content of the innermost item
// begins, 0 outside lists.
func (s *codeScanner) content() int {
	if len(s.items) == 0 {
		return 0
	}
	return s.items[len(s.items)-1]
}

var listMarker = regexp.MustCompile(`^(?:[-+*]|\d{1,9}[.)])[ \t]+`)

// opensFence reports whether a line with a run of backquotes or tildes opens
// a block: what follows backquotes has none.
func opensFence(line, mark string) bool {
	return mark[0] == '~' || !strings.Contains(line[len(mark):], "`")
}

// trimIndent returns a line without the blanks before it, and how many
// columns they take.
func trimIndent(line string) (text string, columns int) {
	for i, c := range []byte(line) {
		switch c {
		case ' ':
			columns++
		case '\t':
			columns += 4 - columns%4
		default:
			return line[i:], columns
		}
	}
	return "", columns
}

// lineEnd returns where the line that at is on ends, its line end included.
func lineEnd(s string, at int) int {
	if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(s)
}

// fenceMark returns the run of backquotes or tildes that opens or closes a
// block of code, or "".
func fenceMark(line string) string {
	for _, c := range []byte{'`', '~'} {
		n := 0
		for n < len(line) && line[n] == c {
			n++
		}
		if n >= 3 {
			return line[:n]
		}
	}
	return ""
}

func blank(b []byte) {
	for i := range b {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
}
