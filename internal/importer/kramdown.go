package importer

import "regexp"

// kramdownReason tells of the marks that were left out.
const kramdownReason = "marks of kramdown, {: … }, were left out"

var (
	// attributeList is what stands in {: … }: classes, an id, pairs. A bare
	// word is a name only where nothing else is on the line.
	kramdownLine = regexp.MustCompile(`(?m)^ {0,3}\{:(?::/?[\w-]+)?(?:\s*(?:[.#][\w:-]+|[\w-]+\s*=\s*(?:"[^"\n]*"|'[^'\n]*'|[^\s}"']+)|[\w-]+:?|/))*\s*/?\}[ \t]*$`)
	kramdownSpan = regexp.MustCompile(`\{:(?:\s*(?:[.#][\w:-]+|[\w-]+\s*=\s*(?:"[^"\n]*"|'[^'\n]*'|[^\s}"']+)))+\s*\}`)
	kramdownID   = regexp.MustCompile(`#([\w:-]+)`)
	contentsList = regexp.MustCompile(`(?m)^ {0,3}(?:[-+*]|1\.)[ \t]+[^\n]*\n[ \t]*\{:\s*toc[^}\n]*\}[ \t]*$`)
	headingAbove = regexp.MustCompile(`(?:^|\n) {0,3}#{1,6}[ \t][^\n]*\n$`)
)

// kramdown leaves out kramdown's marks: attributes and classes, options, and
// the list that becomes the contents. The id of a heading stays, in Verso's
// own way to write it.
func (c *cleaner) kramdown() {
	for _, m := range contentsList.FindAllIndex(c.mask, -1) {
		c.drop(m[0], m[1], kramdownReason)
	}
	for _, m := range kramdownLine.FindAllIndex(c.mask, -1) {
		id := kramdownID.FindSubmatch(c.mask[m[0]:m[1]])
		if above := headingAbove.FindIndex(c.mask[max(0, m[0]-maxHeading):m[0]]); id != nil && above != nil {
			c.replace(m[0]-1, m[0]-1, " {#"+string(id[1])+"}")
		}
		c.drop(m[0], m[1], kramdownReason)
	}
	for _, m := range kramdownSpan.FindAllIndex(c.mask, -1) {
		start := m[0]
		for start > 0 && c.body[start-1] == ' ' && m[1] < len(c.body) && c.body[m[1]] == '\n' {
			start--
		}
		id := kramdownID.FindSubmatch(c.mask[m[0]:m[1]])
		if id != nil && headingAbove.MatchString(lineBefore(c.body, start)+"\n") {
			c.replace(start, m[1], " {#"+string(id[1])+"}")
			c.tell(kramdownReason)
			continue
		}
		c.drop(start, m[1], kramdownReason)
	}
}

// maxHeading is the longest heading that is looked at, in bytes.
const maxHeading = 500

// lineBefore returns the line that at is on, up to there; "" when it is longer
// than a heading.
func lineBefore(s string, at int) string {
	for start := at; at-start <= maxHeading; start-- {
		if start == 0 || s[start-1] == '\n' {
			return s[start:at]
		}
	}
	return ""
}
