package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// A straightQuote is a " or ' that an author typed and that may become a
// quotation mark.
type straightQuote struct {
	text         *ast.Text
	at           int // in the source
	double       bool
	opens        bool
	closes       bool
	first        bool // the first letter of its block
	between      bool // two letters: an apostrophe, a gershayim
	beforeLetter bool
	hebrew       bool   // a letter of Hebrew before it
	mark         string // what it becomes; "" leaves it
}

// A quoter finds the straight quotes of one block in reading order. Code,
// addresses, attributes, escaped quotes and the tags of other generators are
// left alone; they count as one letter.
type quoter struct {
	source []byte
	found  []*straightQuote
	before rune // the letter before the place; 0 at the start of the block
	code   int  // open elements of raw HTML whose text is not prose
}

// typographicQuotes replaces the straight quotes in the prose of doc.
func typographicQuotes(doc ast.Node, source []byte, m quoteMarks) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
			return ast.WalkContinue, nil
		}
		q := quoter{source: source}
		q.inlines(n)
		pairQuotes(q.found, m)
		q.replace()
		return ast.WalkSkipChildren, nil
	})
}

func (q *quoter) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			q.text(n)
		case *ast.RawHTML:
			q.rawHTML(n)
		case *ast.Emphasis, *ast.Link:
			q.inlines(n)
		case *ast.CodeSpan, *ast.AutoLink, *ast.Image, *shortcode, *timeMark, *ast.String:
			q.before = thing
		default:
			if n.HasChildren() { // strikethrough
				q.inlines(n)
			}
		}
	}
}

func (q *quoter) text(n *ast.Text) {
	if q.code > 0 {
		q.before = thing
		return
	}
	for i := n.Segment.Start; i < n.Segment.Stop; {
		r, size := utf8.DecodeRune(q.source[i:n.Segment.Stop])
		switch {
		case r == '\\' && i+1 < n.Segment.Stop && util.IsPunct(q.source[i+1]):
			r, size = rune(q.source[i+1]), 2
		case r == '"' || r == '\'':
			q.quote(n, i, r == '"')
		}
		q.before = r
		i += size
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		q.before = ' '
	}
}

func (q *quoter) quote(n *ast.Text, at int, double bool) {
	after := q.after(n, at+1)
	prevWord, nextWord := isWord(q.before), isWord(after)
	s := &straightQuote{
		text: n, at: at, double: double,
		first:        q.before == 0,
		between:      prevWord && nextWord,
		beforeLetter: nextWord,
		hebrew:       unicode.Is(unicode.Hebrew, q.before),
	}
	switch {
	case isCJK(q.before) && isCJK(after) || isCJK(q.before) && nextWord || isCJK(after) && prevWord:
		s.opens, s.closes, s.between = true, true, false // no spaces: the pairing decides
	case s.between:
	default:
		s.opens = !isSpace(after) && (isSpace(q.before) || isOpening(q.before) || isCJK(q.before))
		s.closes = !isSpace(q.before) && (!nextWord || isCJK(after))
	}
	q.found = append(q.found, s)
}

// after returns the letter that follows place i of n: 0 at the end of the
// block, a space at a line break, a thing where something else begins.
func (q *quoter) after(n *ast.Text, i int) rune {
	switch {
	case i < n.Segment.Stop:
		r, _ := utf8.DecodeRune(q.source[i:n.Segment.Stop])
		return r
	case n.SoftLineBreak() || n.HardLineBreak():
		return ' '
	}
	return letterAfter(n, q.source)
}

// rawHTML keeps count of the open elements whose text is not prose.
func (q *quoter) rawHTML(n *ast.RawHTML) {
	switch tagName(n, q.source) {
	case "code", "kbd", "samp", "pre", "var", "script", "style", "textarea":
	default:
		return
	}
	if !isEndTag(n, q.source) {
		q.code++
	} else if q.code > 0 {
		q.code--
	}
}

// replace splits the texts around the quotes that became marks. The text of a
// quote stays the tail, so the later quotes of the same text are in it.
func (q *quoter) replace() {
	for _, s := range q.found {
		if s.mark == "" {
			continue
		}
		parent, tail := s.text.Parent(), s.text
		if s.at > tail.Segment.Start {
			parent.InsertBefore(parent, tail, ast.NewTextSegment(tail.Segment.WithStop(s.at)))
		}
		parent.InsertBefore(parent, tail, ast.NewString([]byte(s.mark)))
		tail.Segment = tail.Segment.WithStart(s.at + 1)
	}
}

func isWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }

func isSpace(r rune) bool { return r == 0 || unicode.IsSpace(r) }

// isOpening reports whether a quotation may begin right after r.
func isOpening(r rune) bool {
	return unicode.In(r, unicode.Ps, unicode.Pi, unicode.Pd) || strings.ContainsRune(`"'/¿¡`, r)
}
