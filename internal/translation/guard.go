package translation

import (
	"regexp"
	"strings"

	"verso/internal/markdown"
)

// guard escapes what would make of a text another block than the one in whose
// place it goes, or end that place. head is its line before the text; first is
// false for the further blocks of a text that was split.
func guard(lines []string, kind Kind, p place, head string, first bool) {
	last := len(lines) - 1
	switch kind {
	case HeaderCell, Cell:
		if lines[0] = escapeByte(lines[0], '|'); strings.HasSuffix(lines[0], `\`) {
			lines[0] += " " // or it would escape the mark after it
		}
		if !strings.Contains(head, "|") {
			lines[0] = guardLine(lines[0], true)
		}
		return
	case ImageAlt:
		lines[0] = closeEscape(escapeBrackets(lines[0]))
		return
	case ImageTitle, RefTitle:
		lines[0] = closeEscape(escapeTitle(lines[0], head[len(head)-1]))
		return
	case ImageSrc:
		lines[0] = addressEscapes.Replace(lines[0])
		return
	}
	if kind.Heading() > 0 {
		if p.attrs {
			lines[last] = strings.TrimRight(headingAttributes.ReplaceAllString(lines[last], ""), " ")
		}
		lines[last] = closingMarks.ReplaceAllString(lines[last], `$1\$2`)
		if p.fixed {
			return
		}
	}
	for i := range lines {
		lines[i] = guardLine(lines[i], i == 0)
	}
	if first && kind == Item && taskBox.MatchString(lines[0]) || first && kind == Quote && alertLine.MatchString(lines[0]) {
		lines[0] = `\` + lines[0]
	}
}

var (
	addressEscapes    = strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", "(", "%28", ")", "%29")
	headingAttributes = regexp.MustCompile(`\s*\{[#.][^{}]*\}$`)
	closingMarks      = regexp.MustCompile(`(^|\s)(#+)$`) // would end a heading, unseen

	taskBox   = regexp.MustCompile(`^\[[\sxX]\]`)
	alertLine = regexp.MustCompile(`(?i)^\[!(note|tip|important|warning|caution)\]$`)

	bullet     = regexp.MustCompile(`^[-+*](?:\s|$)`)
	ordinal    = regexp.MustCompile(`^(\d{1,9})([.)](?:\s|$))`)
	heading    = regexp.MustCompile(`^#{1,6}(?:\s|$)`)
	rule       = regexp.MustCompile(`^(?:(?:\*\s*)+|(?:-\s*)+|(?:_\s*)+)$`) // with the mark of an item before it, two make one
	underline  = regexp.MustCompile(`^(?:=+|-+)\s*$`)
	fence      = regexp.MustCompile("^(?:(`{3,})[^`]*|(~{3,}).*)$")
	definition = regexp.MustCompile(`^\[(?:[^\[\]\\]|\\.)+\]:`)
	ddMark     = regexp.MustCompile(`^:(?:\s|$)`)
	columns    = regexp.MustCompile(`^[\s|:-]*-[\s|:-]*$`)
)

// guardLine escapes the beginning of a line of text that would open a block;
// first is the first line of its block.
func guardLine(line string, first bool) string {
	if line == "" {
		return line
	}
	if m := fence.FindStringSubmatch(line); m != nil {
		marks := m[1] + m[2]
		return strings.ReplaceAll(marks, marks[:1], `\`+marks[:1]) + line[len(marks):]
	}
	switch {
	case ordinal.MatchString(line):
		return ordinal.ReplaceAllString(line, `$1\$2`)
	case line[0] == '>', bullet.MatchString(line), heading.MatchString(line), rule.MatchString(line),
		definition.MatchString(line), ddMark.MatchString(line),
		!first && (underline.MatchString(line) || columns.MatchString(line)),
		line[0] == '<' && opensHTML(line):
		return `\` + line
	}
	return line
}

// opensHTML asks the grammar whether a line begins a block of HTML.
func opensHTML(line string) bool {
	tree, err := markdown.Structure(line + "\n")
	return err == nil && len(tree.Shape) > 0 && tree.Shape[0].Name == "html"
}

// escapeByte puts a backslash before each c of s that has none.
func escapeByte(s string, c byte) string {
	if strings.IndexByte(s, c) < 0 {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] == c && !oddBackslashes(s[:i]) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// closeEscape makes of a backslash at the end one that escapes nothing.
func closeEscape(s string) string {
	if oddBackslashes(s) {
		return s + `\`
	}
	return s
}

// escapeBrackets escapes the brackets of an alternative text that are not in
// pairs.
func escapeBrackets(s string) string {
	depth, paired := 0, true
	for i := range len(s) {
		switch {
		case oddBackslashes(s[:i]):
		case s[i] == '[':
			depth++
		case s[i] == ']':
			depth--
			paired = paired && depth >= 0
		}
	}
	if paired && depth == 0 {
		return s
	}
	return escapeByte(escapeByte(s, '['), ']')
}

// escapeTitle escapes what would end a title that began with the mark before.
func escapeTitle(s string, before byte) string {
	if before == '(' {
		return escapeByte(escapeByte(s, '('), ')')
	}
	return escapeByte(s, before)
}
