package translation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"verso/internal/markdown"
)

// write returns an edit of segment i as it goes into the source.
func (d *Document) write(i int, e Edit) (written, Fault) {
	s, p := d.Segments[i], d.places[i]
	same := written{segment: i, text: d.Source[s.Start:s.End], blocks: 1}
	if e.Text == s.Text {
		return same, ""
	}
	if !utf8.ValidString(e.Text) {
		return written{}, FaultEncoding
	}
	text := tidy(e.Text, p.whole)
	switch {
	case !visible(text) && !mayBeEmpty(s.Kind):
		return written{}, FaultEmpty
	case !visible(text):
		return written{segment: i}, ""
	case p.whole:
		return written{segment: i, text: d.join(strings.Split(text, "\n"), p, nil), blocks: 1}, ""
	}
	parts := blankLines.Split(text, -1)
	if len(parts) > 1 && !(e.Split && s.Kind.Splits()) {
		return written{}, FaultBlankLine
	}
	for n, part := range parts {
		lines := fold(part)
		if strings.Join(lines, "\n") == s.Text && len(parts) == 1 {
			return same, ""
		}
		if p.fixed && len(lines) > 1 {
			return written{}, FaultLineBreak
		}
		guard(lines, s.Kind, p, d.head(s), n == 0)
		var old []markdown.Line
		if n == 0 {
			old = p.lines
		}
		parts[n] = d.join(lines, p, old)
	}
	gap := d.newline + strings.TrimRight(p.prefix, " \t") + d.newline + p.prefix
	return written{segment: i, text: strings.Join(parts, gap), blocks: len(parts)}, ""
}

// head returns the line of a segment before it.
func (d *Document) head(s Segment) string {
	before := d.Source[:s.Start]
	return before[strings.LastIndexAny(before, "\r\n")+1:]
}

// mayBeEmpty reports whether a place of this kind may have nothing in it.
func mayBeEmpty(k Kind) bool {
	switch k {
	case HeaderCell, Cell, ImageAlt, ImageTitle, RefTitle:
		return true
	}
	return false
}

var (
	blankLines = regexp.MustCompile(`\n[ \t]*\n\s*`)
	lineEnds   = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")
)

// tidy returns a text as it is kept: in NFC, without control characters and
// blanks around it. Code keeps the blanks of its first line.
func tidy(s string, whole bool) string {
	s = norm.NFC.String(lineEnds.Replace(s))
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || r == '\ufeff':
			return -1
		}
		return r
	}, s)
	if whole {
		return strings.TrimRight(strings.TrimLeft(s, "\n"), " \t\n")
	}
	s = strings.TrimSpace(s)
	if strings.HasSuffix(s, `\`) && !oddBackslashes(s[:len(s)-1]) && !visible(s[:len(s)-1]) {
		return "" // nothing but a line break
	}
	return s
}

// oddBackslashes reports whether s ends with a backslash that escapes what
// follows.
func oddBackslashes(s string) bool {
	return (len(s)-len(strings.TrimRight(s, `\`)))%2 == 1
}

// fold returns the lines of one block that are lines on the page too: line
// feeds count after a backslash or two blanks, and within a tag.
func fold(text string) []string {
	lines := strings.Split(text, "\n")
	if len(lines) == 1 {
		return lines
	}
	kept := insideTags(text)
	var out []string
	open, at := "", 0
	for i, line := range lines {
		at += len(line) + 1 // after its line feed
		if i > 0 {
			line = strings.TrimLeft(line, " \t")
		}
		bare := strings.TrimRight(line, " \t")
		open += line
		switch {
		case i == len(lines)-1:
		case kept[at-1]:
			out, open = append(out, open), ""
		case oddBackslashes(line):
			out, open = append(out, open), ""
		case strings.HasSuffix(line, "  "):
			open = strings.TrimRight(open, " \t")
			out, open = append(out, open+strings.TrimSuffix(hardBreak(open), "\n")), ""
		default:
			open = strings.TrimRight(open, " \t") + seam(bare, strings.TrimLeft(lines[i+1], " \t"))
		}
	}
	return append(out, open)
}

// seam returns what stands between two lines that become one.
func seam(before, after string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	if markdown.Unspaced(last) && markdown.Unspaced(first) {
		return ""
	}
	return " "
}

// insideTags returns the line feeds of text that are part of a tag, by byte.
func insideTags(text string) map[int]bool {
	if !strings.Contains(text, "<") {
		return nil
	}
	kept := map[int]bool{}
	for _, piece := range markdown.Pieces(text, markdown.References{}) {
		if piece.Kind != markdown.PieceHTML {
			continue
		}
		for at := piece.Start; at < piece.End; at++ {
			if text[at] == '\n' {
				kept[at] = true
			}
		}
	}
	return kept
}

// join returns lines as they stand in the source: each further one after the
// prefix that the old line in its place had, or that the block has.
func (d *Document) join(lines []string, p place, old []markdown.Line) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			prefix := p.prefix
			if i < len(old) {
				gap := d.Source[old[i-1].End:old[i].Start]
				prefix = gap[strings.LastIndexAny(gap, "\r\n")+1:]
			}
			if line == "" {
				prefix = strings.TrimRight(prefix, " \t")
			}
			b.WriteString(d.newline)
			b.WriteString(prefix)
		}
		b.WriteString(line)
	}
	return b.String()
}
