package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

const (
	minTurns   = 4  // paragraphs with a speaker that make a transcript
	maxSpeaker = 60 // letters of a speaker's name
)

var (
	kindTurn  = ast.NewNodeKind("Turn")
	kindPause = ast.NewNodeKind("Pause")
)

// A turn is what one speaker of a transcript says, in one or more blocks.
type turn struct{ ast.BaseBlock }

func (*turn) Kind() ast.NodeKind { return kindTurn }

func (t *turn) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// A pause is a line of a transcript that nobody says, such as **Break:**, or
// a line of asterisks; it separates. name is "" for the latter. Its children
// are its times.
type pause struct {
	ast.BaseBlock
	name string
}

func (*pause) Kind() ast.NodeKind { return kindPause }

func (s *pause) Dump(source []byte, level int) { ast.DumpHelper(s, source, level, nil, nil) }

// transcript turns the paragraphs of a transcript into turns. A text is a
// transcript when at least four of its paragraphs begin with a bold "Name:"
// and somebody speaks twice. A turn lasts until the next one, a heading or a
// rule. A name that says nothing before the next turn is a pause.
func (p *page) transcript() {
	if !p.isTranscript() {
		return
	}
	var open *turn
	for n := p.doc.FirstChild(); n != nil; {
		next := n.NextSibling()
		name, silent := speaker(n, p.source)
		switch {
		case name != "" && silent && !p.isSpeech(next):
			n.RemoveChild(n, n.FirstChild())
			replaceBlock(n, &pause{name: name})
			open = nil
		case name != "":
			open = &turn{}
			n.FirstChild().SetAttributeString("class", []byte("speaker"))
			p.doc.ReplaceChild(p.doc, n, open)
			open.AppendChild(open, n)
		case isOrnament(n, p.source):
			p.doc.ReplaceChild(p.doc, n, &pause{})
			open = nil
		case !isSpoken(n):
			open = nil
		case open != nil:
			open.AppendChild(open, n)
		}
		n = next
	}
}

// isSpeech reports whether n is a block that belongs to the turn before it.
func (p *page) isSpeech(n ast.Node) bool {
	if n == nil || !isSpoken(n) || isOrnament(n, p.source) {
		return false
	}
	name, _ := speaker(n, p.source)
	return name == ""
}

func (p *page) isTranscript() bool {
	turns, again := 0, false
	seen := map[string]bool{}
	for n := p.doc.FirstChild(); n != nil; n = n.NextSibling() {
		name, silent := speaker(n, p.source)
		if name == "" || silent && !p.isSpeech(n.NextSibling()) {
			continue
		}
		turns++
		again = again || seen[name]
		seen[name] = true
	}
	return turns >= minTurns && again
}

// speaker returns the name of the bold "Name:" that paragraph n begins with,
// or "". silent is true when nothing but times follows it in the paragraph.
func speaker(n ast.Node, source []byte) (name string, silent bool) {
	if n.Kind() != ast.KindParagraph {
		return "", false
	}
	strong, ok := n.FirstChild().(*ast.Emphasis)
	if !ok || strong.Level != 2 {
		return "", false
	}
	name, ok = strings.CutSuffix(textOf(strong, source), ":")
	if !ok {
		name, ok = strings.CutSuffix(name, "：")
	}
	name = strings.TrimSpace(name)
	if !ok || name == "" || utf8.RuneCountInString(name) > maxSpeaker {
		return "", false
	}
	return name, isSilent(strong.NextSibling(), source)
}

// isSilent reports whether n and what follows it are times and space.
func isSilent(n ast.Node, source []byte) bool {
	for ; n != nil; n = n.NextSibling() {
		t, ok := n.(*ast.Text)
		if n.Kind() != kindTimeMark && !(ok && util.IsBlank(t.Segment.Value(source))) {
			return false
		}
	}
	return true
}

// isSpoken reports whether n is of a kind that a turn holds.
func isSpoken(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindList, ast.KindBlockquote, ast.KindFencedCodeBlock, ast.KindCodeBlock:
		return true
	}
	return false
}

// isOrnament reports whether n is a paragraph of asterisks or dashes alone,
// as escaped ones are: \* \* \*
func isOrnament(n ast.Node, source []byte) bool {
	if n.Kind() != ast.KindParagraph {
		return false
	}
	text := textOf(n, source)
	return len(text) >= 3 && strings.IndexFunc(text, func(r rune) bool {
		return !strings.ContainsRune("*-–—_~", r) && !unicode.IsSpace(r)
	}) < 0
}
