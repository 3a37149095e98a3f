package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindTimeMark = ast.NewNodeKind("TimeMark")

// A timeMark is a time of a recording written in the text: \[04:13\],
// \{04:13\}, [04:13] or \[unintelligible 00:12:33.22\]. It links to itself,
// so that a reader can pass the place on.
type timeMark struct {
	ast.BaseInline
	remark  string // what stands before the time: "unintelligible"
	clock   string // as written: "04:13"
	iso     string // as a duration of HTML: "PT4M13S"
	seconds int
	id      string // set by the page; empty where no link can stand
}

func (*timeMark) Kind() ast.NodeKind { return kindTimeMark }

func (m *timeMark) Dump(source []byte, level int) {
	ast.DumpHelper(m, source, level, map[string]string{"Clock": m.clock}, nil)
}

// timeMarkForm matches at the start of a text: bracket, remark, hours,
// minutes, seconds, hundredths, bracket.
var timeMarkForm = regexp.MustCompile(
	`^(\\\[|\\\{|\[)([\p{L}][\p{L} ]{0,38} )?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:\.(\d{1,3}))?(\\\]|\\\}|\])`)

// timeMarkEnds says which bracket closes which.
var timeMarkEnds = map[string]string{`\[`: `\]`, `\{`: `\}`, `[`: `]`}

// A timeMarkParser recognizes time marks. One that is followed by "(", "["
// or ":" is the text of a link, or its definition.
type timeMarkParser struct{}

func (timeMarkParser) Trigger() []byte { return []byte{'\\', '['} }

func (timeMarkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := timeMarkForm.FindSubmatch(line)
	if m == nil || timeMarkEnds[string(m[1])] != string(m[7]) {
		return nil
	}
	if rest := line[len(m[0]):]; m[1][0] == '[' && len(rest) > 0 && strings.IndexByte("([:", rest[0]) >= 0 {
		return nil
	}
	hours, _ := strconv.Atoi(string(m[3])) // the pattern allows digits only; none means 0
	minutes, _ := strconv.Atoi(string(m[4]))
	seconds, _ := strconv.Atoi(string(m[5]))
	if len(m[3]) > 0 && minutes > 59 {
		return nil
	}
	mark := &timeMark{
		remark:  strings.TrimSpace(string(m[2])),
		iso:     isoDuration(hours, minutes, seconds, string(m[6])),
		seconds: hours*3600 + minutes*60 + seconds,
	}
	mark.clock = strings.TrimPrefix(strings.Trim(string(m[0]), `\[]{}`), string(m[2]))
	block.Advance(len(m[0]))
	return mark
}

// isoDuration writes a duration as the time element reads it (HTML 2.3.9).
func isoDuration(hours, minutes, seconds int, fraction string) string {
	var b strings.Builder
	b.WriteString("PT")
	if hours > 0 {
		fmt.Fprintf(&b, "%dH", hours)
	}
	if minutes > 0 {
		fmt.Fprintf(&b, "%dM", minutes)
	}
	fmt.Fprintf(&b, "%d", seconds)
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	b.WriteString("S")
	return b.String()
}
