package markdown

import (
	"bytes"
	"regexp"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// footnoteMark begins a footnote; what it contains is four columns in,
// however long its label is.
var footnoteMark = regexp.MustCompile(`\[\^[^\]]*\]:[ \t]*`)

// prefix returns what a line begins with that goes on the block whose text
// begins at a byte: the marks of quotes, and blanks for those of items.
func (b *treeBuilder) prefix(at int) string {
	before := b.text.clean[b.text.lineStart(at):at]
	before = footnoteMark.ReplaceAll(before, []byte("    "))
	return string(bytes.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, before))
}

// breaks returns how each line of n goes on in the next.
func (b *treeBuilder) breaks(n ast.Node) []Break {
	own := n.Lines()
	all := make([]Break, own.Len())
	if len(all) == 1 {
		return all
	}
	lineOf := func(at int) int {
		return sort.Search(own.Len(), func(i int) bool { return own.At(i).Start > at }) - 1
	}
	known := make([]bool, own.Len())
	set := func(line int, as Break, sure bool) {
		if line >= 0 && (sure || !known[line]) {
			all[line], known[line] = as, sure
		}
	}
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			line := lineOf(c.Segment.Start)
			switch {
			case c.HardLineBreak():
				set(line, Hard, true)
			case c.SoftLineBreak():
				set(line, Space, true)
			case line >= 0 && !c.IsRaw() && b.joins(c.Segment.Stop, own.At(line).Stop):
				set(line, Joined, false)
			}
		case *ast.RawHTML:
			for i := range c.Segments.Len() - 1 {
				set(lineOf(c.Segments.At(i).Start), Kept, true)
			}
		}
		return ast.WalkContinue, nil
	})
	return all
}

// joins reports whether a text ends at the end of a line with a letter that
// joinLines has joined to the next line.
func (b *treeBuilder) joins(textEnd, lineEnd int) bool {
	rest := b.text.clean[textEnd:lineEnd]
	last, _ := utf8.DecodeLastRune(b.text.clean[:textEnd])
	return len(bytes.TrimSpace(rest)) == 0 && len(rest) > 0 && isUnspaced(last)
}

// hasLetters reports whether letters stand outside the tags of raw HTML, in
// an element whose text is for reading.
func hasLetters(raw []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(raw))
	inside := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken:
			if name, _ := z.TagName(); inside == "" && hidden[string(name)] {
				inside = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == inside {
				inside = ""
			}
		case html.TextToken:
			if inside == "" && bytes.ContainsFunc([]byte(html.UnescapeString(string(z.Raw()))), unicode.IsLetter) {
				return true
			}
		}
	}
}

// pictures returns the images of a paragraph that has nothing else, nil where
// the text is to be worked on as a whole: words, a link, or an image whose
// alternative text is also the name of its reference.
func (b *treeBuilder) pictures(n ast.Node) []Picture {
	var all []Picture
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.HardLineBreak() || len(bytes.TrimSpace(c.Segment.Value(b.text.clean))) > 0 {
				return nil
			}
		case *ast.Image:
			p, ok := b.picture(c)
			if !ok {
				return nil
			}
			all = append(all, p)
		default:
			return nil
		}
	}
	return all
}

// picture finds the parts of an image; ok is false where they are not found
// on one line each.
func (b *treeBuilder) picture(n *ast.Image) (p Picture, ok bool) {
	e, known := b.extents[n]
	if !known || n.Reference != nil && n.Reference.Type != ast.ReferenceLinkFull {
		return p, false
	}
	source := b.text.clean
	alt := Span{n.Pos() + len("!["), e.at}
	if bytes.IndexByte(source[alt.Start:alt.End], '\n') >= 0 {
		return p, false
	}
	p.Alt = b.span(alt.Start, alt.End)
	if n.Reference != nil {
		return p, true
	}
	inside := source[e.at+len("](") : e.end-len(")")]
	at := e.at + len("](")
	src := bytes.Index(inside, n.Destination)
	if src < 0 || len(bytes.TrimLeft(inside[:src], " \t\n<")) > 0 {
		return p, false
	}
	src += at
	p.Src = b.span(src, src+len(n.Destination))
	if len(n.Title) == 0 {
		return p, true
	}
	end := at + len(bytes.TrimRight(inside, " \t\n")) - 1 // before the quotation mark
	start := end - len(n.Title)
	if start < src+len(n.Destination) || !bytes.Equal(source[start:end], n.Title) || bytes.IndexByte(n.Title, '\n') >= 0 {
		return p, false
	}
	p.Title = b.span(start, end)
	return p, true
}
