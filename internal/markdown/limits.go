package markdown

import (
	"bytes"
	"fmt"

	"verso/internal/content"
)

// The limits of one text (trust 0.7). goldmark takes quadratic time on some
// inputs; every cap below is far above what people write and far below where
// rendering takes long.
const (
	maxBytes      = content.MaxBody // of Markdown: what can be kept can be shown
	maxNesting    = 32              // quotes and lists opened by one line
	maxOpenBlocks = 1 << 20         // sum over all lines of the blocks open at that line
	maxLabels     = 4000            // link reference definitions; footnote marks
	maxCells      = 100_000         // of tables, counted as rows times columns

	maxLinkWork      = 16 << 20 // bytes read in vain looking for the end of a link
	maxDelimiterWork = 8 << 20  // pairs of * _ ~ compared within blocks
)

// A LimitError says which limit a text is over. It is the only error of Render.
type LimitError struct {
	Limit string // "bytes", "nesting", "open blocks", "labels", "table cells", "unclosed links", "unpaired delimiters"
	Line  int    // the first line over the limit, from 1; 0 when it is the whole text
	Max   int
}

func (e *LimitError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("markdown over the limit of %d %s", e.Max, e.Limit)
	}
	return fmt.Sprintf("line %d: markdown over the limit of %d %s", e.Line, e.Max, e.Limit)
}

// checkLimits reads src once, in linear time, before goldmark sees it.
func checkLimits(src []byte) error {
	if len(src) > maxBytes {
		return &LimitError{Limit: "bytes", Max: maxBytes}
	}
	var open, work, labels, columns, cells int
	number := 0
	for line := range bytes.Lines(src) {
		number++
		labels += bytes.Count(line, []byte("[^"))
		if startsDefinition(line) {
			labels++
		}
		markers, indent := containers(line)
		switch {
		case len(bytes.TrimSpace(line)) == 0:
			open, columns = 0, 0
		case isDelimiterRow(line):
			columns = max(1, bytes.Count(line, []byte("|"))-1)
		}
		if markers > 0 {
			open = max(open, markers+indent/2)
		}
		work += open
		cells += columns
		switch {
		case markers > maxNesting:
			return &LimitError{Limit: "nesting", Line: number, Max: maxNesting}
		case work > maxOpenBlocks:
			return &LimitError{Limit: "open blocks", Line: number, Max: maxOpenBlocks}
		case labels > maxLabels:
			return &LimitError{Limit: "labels", Line: number, Max: maxLabels}
		case cells > maxCells:
			return &LimitError{Limit: "table cells", Line: number, Max: maxCells}
		}
	}
	return nil
}

// containers counts the quotes and list items that line opens, and the
// columns of white space before the first of them.
func containers(line []byte) (markers, indent int) {
	rule := ruleStart(line)
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
			if markers == 0 {
				indent++
				if c == '\t' {
					indent += 3
				}
			}
			i++
		case i >= rule:
			return markers, indent // a thematic break: "- - - -"
		case c == '>':
			markers++
			i++
		default:
			n := marker(line[i:])
			if n == 0 {
				return markers, indent
			}
			markers++
			i += n
		}
	}
	return markers, indent
}

// marker returns the length of the list or definition marker that b begins
// with, or 0.
func marker(b []byte) int {
	n := 0
	for n < len(b) && n < 9 && '0' <= b[n] && b[n] <= '9' {
		n++
	}
	if n >= len(b) {
		return 0
	}
	switch c := b[n]; {
	case n == 0 && (c == '-' || c == '+' || c == '*' || c == ':'):
	case n > 0 && (c == '.' || c == ')'):
	default:
		return 0
	}
	n++
	if n == len(b) || b[n] == ' ' || b[n] == '\t' || b[n] == '\n' || b[n] == '\r' {
		return n
	}
	return 0
}

// ruleStart returns where the thematic break begins that ends line, or
// len(line): from there on the line holds one kind of -, * or _ and spaces.
func ruleStart(line []byte) int {
	start, count := len(line), 0
	var kind byte
	for i := len(line) - 1; i >= 0; i-- {
		switch c := line[i]; c {
		case ' ', '\t', '\n', '\r':
			continue
		case '-', '*', '_':
			if kind == 0 {
				kind = c
			}
			if c == kind {
				start, count = i, count+1
				continue
			}
		}
		break
	}
	if count < 3 {
		return len(line)
	}
	return start
}

// startsDefinition reports whether line looks like "[label]: address".
func startsDefinition(line []byte) bool {
	line = bytes.TrimLeft(line, " \t>")
	return len(line) > 0 && line[0] == '[' && bytes.Contains(line, []byte("]:"))
}

// isDelimiterRow reports whether line looks like the second one of a table.
func isDelimiterRow(line []byte) bool {
	pipe, dash := false, false
	for _, c := range line {
		switch c {
		case '|':
			pipe = true
		case '-':
			dash = true
		case ' ', '\t', '\r', '\n', ':', '>', '*', '+', '.', ')':
		default:
			if c < '0' || c > '9' {
				return false
			}
		}
	}
	return pipe && dash
}
