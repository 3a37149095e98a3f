package markdown

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// An EncodingError says where a text holds what no text can: a byte that is
// not UTF-8, or NUL.
type EncodingError struct {
	Offset int // in bytes
	Line   int // from 1
}

func (e *EncodingError) Error() string {
	return fmt.Sprintf("line %d, byte %d: no UTF-8 text", e.Line, e.Offset)
}

// A rawText is a text as it was written and as goldmark reads it.
type rawText struct {
	raw     string
	clean   []byte // with line feeds alone, without byte order mark
	mark    int    // the length of the byte order mark
	shorter []int  // the line feeds of clean, by offset, that were two bytes
}

// readRawText refuses what clean would have to replace.
func readRawText(raw string) (rawText, error) {
	if at := badByte(raw); at >= 0 {
		return rawText{}, &EncodingError{Offset: at, Line: 1 + strings.Count(raw[:at], "\n")}
	}
	t := rawText{raw: raw, clean: clean(raw)}
	if strings.HasPrefix(raw, "\ufeff") {
		t.mark = len("\ufeff")
	}
	removed := 0
	for at := t.mark; ; {
		next := strings.Index(raw[at:], "\r\n")
		if next < 0 {
			return t, nil
		}
		at += next
		t.shorter = append(t.shorter, at-t.mark-removed)
		removed++
		at += 2
	}
}

// badByte returns where s is no text, or -1.
func badByte(s string) int {
	nul := strings.IndexByte(s, 0)
	if utf8.ValidString(s) {
		return nul
	}
	for at := 0; ; {
		r, size := utf8.DecodeRuneInString(s[at:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}

// at returns where a byte of the clean text stands in the raw one: of a line
// end its first byte.
func (t rawText) at(clean int) int {
	return clean + t.mark + sort.SearchInts(t.shorter, clean)
}

// lineStart returns where the line of a byte of the clean text begins.
func (t rawText) lineStart(at int) int {
	at = min(at, len(t.clean))
	for at > 0 && t.clean[at-1] != '\n' {
		at--
	}
	return at
}
