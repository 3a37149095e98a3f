package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"
)

// Plain returns the words of src without markup, one line for each block:
// paragraphs, headings, list items, cells. Code blocks, images, HTML, times
// and the tags of other generators are left out. A text over the limits is
// returned as it is, on one line.
func Plain(src string) string {
	source := clean(src)
	doc, err := body.parse(source)
	if err != nil {
		return unparsed(source)
	}
	return plainText(doc, source)
}

// unparsed returns a text over the limits on one line.
func unparsed(source []byte) string { return strings.Join(strings.Fields(string(source)), " ") }

func plainText(doc ast.Node, source []byte) string { return readPlain(doc, source).text }

// plain is a text without its markup.
type plain struct {
	text  string // the words, a line for each block
	begin string // the first paragraphs of the text itself, on one line: the whole, or more than maxExcerpt letters
}

// readPlain reads the words of a tree that has not been changed since it was
// parsed.
func readPlain(doc ast.Node, source []byte) plain {
	var line, text, begin []byte
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
			return ast.WalkContinue, nil
		}
		line = appendText(line[:0], n, source)
		words := oneLine(line)
		if len(words) == 0 {
			return ast.WalkSkipChildren, nil
		}
		if len(text) > 0 {
			text = append(text, '\n')
		}
		text = append(text, words...)
		if n.Kind() == ast.KindParagraph && inFlow(n) && len(begin) <= utf8.UTFMax*maxExcerpt {
			begin = append(append(begin, words...), ' ')
		}
		return ast.WalkSkipChildren, nil
	})
	return plain{text: string(text), begin: string(bytes.TrimSpace(begin))}
}

// lead returns the beginning of the prose, or, when there is none, of
// whatever words there are, in at most n letters; n is at most maxExcerpt.
func (p plain) lead(n int) string {
	if p.begin != "" {
		return shorten(p.begin, n)
	}
	return shorten(strings.ReplaceAll(p.text, "\n", " "), n)
}

// Excerpt returns the beginning of the prose of src on one line: paragraphs
// of the text itself, without headings, lists, quotations or code; when there
// are none, whatever words there are. It is cut after at most n letters, 500
// or less, where a word ends, with "…". A rendered text has an Excerpt of its
// own.
func Excerpt(src string, n int) string {
	source := clean(src)
	doc, err := body.parse(source)
	if err != nil {
		return shorten(Plain(src), n)
	}
	return readPlain(doc, source).lead(min(n, maxExcerpt))
}

// shorten cuts s after at most n letters, the ellipsis among them.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	kept, letters := 0, 1 // the ellipsis
	for w := words.FromString(s); w.Next(); {
		letters += utf8.RuneCountInString(w.Value())
		if letters > n {
			break
		}
		if r, _ := utf8.DecodeRuneInString(w.Value()); isWord(r) {
			kept = w.End()
		}
	}
	if kept == 0 {
		g := graphemes.FromString(s)
		for letters = 1; g.Next() && letters+utf8.RuneCountInString(g.Value()) <= n; kept = g.End() {
			letters += utf8.RuneCountInString(g.Value())
		}
	}
	return s[:kept] + "…"
}

// Title returns the text of the first level-one heading of src, "" when it
// has none.
func Title(src string) string {
	source := clean(src)
	doc, err := body.parse(source)
	if err != nil {
		return ""
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			return textOf(h, source)
		}
	}
	return ""
}

// TrimTitle returns src without the level-one heading that it begins with
// when that says the same as title, which the page shows already. It reads no
// more than the first lines.
func TrimTitle(src, title string) string {
	start := strings.TrimLeft(strings.TrimPrefix(src, "\ufeff"), "\r\n")
	first, rest, _ := strings.Cut(start, "\n")
	heading := first
	if !strings.HasPrefix(strings.TrimLeft(first, " "), "#") {
		underline, after, _ := strings.Cut(rest, "\n")
		if line := strings.TrimSpace(underline); line == "" || strings.Trim(line, "=") != "" {
			return src
		}
		heading, rest = first+"\n"+underline, after
	}
	source := clean(heading)
	doc, err := body.parse(source)
	if err != nil || doc.ChildCount() != 1 {
		return src
	}
	h, ok := doc.FirstChild().(*ast.Heading)
	if !ok || h.Level != 1 || !sameText(textOf(h, source), title) {
		return src
	}
	return rest
}

func sameText(a, b string) bool {
	fold := func(s string) string {
		return strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(s), " ")))
	}
	return fold(a) == fold(b)
}
