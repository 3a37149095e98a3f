package importer

import (
	"regexp"
	"strings"
)

var (
	// moduleLine begins an import or export of MDX. "import" alone begins
	// sentences too; these shapes do not.
	moduleLine = regexp.MustCompile(`(?m)^(?:import\s+(?:[\w*$,{}\s]+?\s+from\s+)?["'][^"'\n]+["'];?[ \t]*$|export\s+(?:const|let|var|default|function|class|async)\b|export\s*[{*])`)
	mdxComment = regexp.MustCompile(`(?s)\{/\*.*?\*/\}`)
	mdxBlank   = regexp.MustCompile(`\{["'] ["']\}`)
)

// modules leaves out the statements of MDX. One ends at a blank line, an
// import at the end of its line.
func (c *cleaner) modules() {
	for at := 0; at < len(c.mask); {
		m := moduleLine.FindIndex(c.mask[at:])
		if m == nil {
			break
		}
		start, end := at+m[0], at+m[1]
		if c.mask[start] == 'e' {
			end = len(c.body)
			if i := strings.Index(c.body[start:], "\n\n"); i >= 0 {
				end = start + i
			}
			end = start + len(strings.TrimRight(c.body[start:end], "\n"))
		}
		c.drop(start, end, "import and export lines of MDX were left out")
		at = end
	}
	for _, m := range mdxComment.FindAllIndex(c.mask, -1) {
		c.drop(m[0], m[1], "a comment of another generator was left out")
	}
	for _, m := range mdxBlank.FindAllIndex(c.mask, -1) {
		c.replace(m[0], m[1], " ")
	}
}

// components leaves out the tags of JSX components; what stands between them
// stays. A component has a name with a capital, and small letters or a dot.
func (c *cleaner) components() {
	text := string(c.mask)
	for at := 0; at < len(text); {
		i := strings.IndexByte(text[at:], '<')
		if i < 0 {
			return
		}
		start := at + i
		name, end := component(text[start:])
		if name == "" || start > 0 && isWordByte(text[start-1]) {
			at = start + 1
			continue
		}
		end += start
		c.drop(start, end, "<"+name+"> is a component of another generator; its tags were left out, what stands between them was kept")
		at = end
	}
}

// component returns the name of the component whose tag s begins with, and
// the length of the tag; "" when it begins with something else.
func component(s string) (name string, length int) {
	at := 1
	if strings.HasPrefix(s, "</") {
		at = 2
	}
	if at >= len(s) || s[at] < 'A' || s[at] > 'Z' {
		return "", 0
	}
	start := at
	for at < len(s) && (isWordByte(s[at]) || s[at] == '.') {
		at++
	}
	name = s[start:at]
	if name == strings.ToUpper(name) && !strings.Contains(name, ".") || htmlElements[strings.ToLower(name)] {
		return "", 0
	}
	for {
		at += len(s[at:]) - len(strings.TrimLeft(s[at:], " \t\n"))
		switch {
		case at >= len(s):
			return "", 0
		case s[at] == '>':
			return name, at + 1
		case strings.HasPrefix(s[at:], "/>"):
			return name, at + 2
		}
		n := attributeLength(s[at:])
		if n == 0 {
			return "", 0
		}
		at += n
	}
}

// htmlElements are written with a capital too, and markdown reads them.
var htmlElements = map[string]bool{
	"details": true, "summary": true, "table": true, "div": true, "span": true, "br": true, "hr": true, "img": true,
	"strong": true, "em": true, "code": true, "pre": true, "ul": true, "ol": true, "li": true, "td": true, "tr": true, "th": true,
}

var attributeName = regexp.MustCompile(`^[A-Za-z_:][\w:.-]*`)

// attributeLength returns the length of the attribute that s begins with, 0
// for none: a, a="b", a='b', a={b} or {...b}.
func attributeLength(s string) int {
	at := 0
	if s[0] != '{' {
		at = len(attributeName.FindString(s))
		if at == 0 || at >= len(s) || s[at] != '=' {
			return at
		}
		at++
	}
	if at >= len(s) {
		return 0
	}
	switch s[at] {
	case '"', '\'':
		if end := strings.IndexByte(s[at+1:], s[at]); end >= 0 {
			return at + end + 2
		}
	case '{':
		if n := braced(s[at:]); n > 0 {
			return at + n
		}
	}
	return 0
}

// maxExpression is the longest expression in braces that is read, in bytes.
const maxExpression = 2 << 10

// braced returns the length of the expression in braces that s begins with,
// or 0 when it does not end.
func braced(s string) int {
	depth := 0
	for i := 0; i < len(s) && i < maxExpression; i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

func isWordByte(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b >= 0x80
}
