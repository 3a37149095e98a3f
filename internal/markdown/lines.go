package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// thing is the letter that stands for code, an image or an address.
const thing = 'x'

// joinLines removes the line breaks between two letters of Chinese or
// Japanese, which a browser would show as a space (CSS Text 3, 4.1.3).
func joinLines(doc ast.Node, source []byte) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !ok || !entering || !t.SoftLineBreak() || t.Segment.Len() == 0 {
			return ast.WalkContinue, nil
		}
		last, _ := utf8.DecodeLastRune(t.Segment.Value(source))
		if isUnspaced(last) && isUnspaced(letterAfter(t, source)) {
			t.SetSoftLineBreak(false)
		}
		return ast.WalkContinue, nil
	})
}

// letterAfter returns the letter that follows n in its block: 0 at the end, a
// thing where something else than text begins.
func letterAfter(n ast.Node, source []byte) rune {
	for n.NextSibling() == nil {
		n = n.Parent()
		if n == nil || n.Type() == ast.TypeBlock {
			return 0
		}
	}
	n = n.NextSibling()
	for {
		if t, ok := n.(*ast.Text); ok && t.Segment.Len() > 0 {
			r, _ := utf8.DecodeRune(t.Segment.Value(source))
			return r
		}
		if k := n.Kind(); k != ast.KindEmphasis && k != ast.KindLink || n.FirstChild() == nil {
			return thing
		}
		n = n.FirstChild()
	}
}

// isCJK reports whether r belongs to a writing without spaces between words,
// or to Korean, where a particle follows a closing quote without one.
func isCJK(r rune) bool { return isUnspaced(r) || unicode.Is(unicode.Hangul, r) }

// isUnspaced reports whether r is a letter or a mark of Chinese or Japanese.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		'\u3000' < r && r <= '\u303f' || '\uff00' <= r && r <= '\uff0f' || r == 'ー'
}

// Unspaced reports whether r is a letter or a mark of a writing that has no
// spaces between words, so that a line break beside it is none.
func Unspaced(r rune) bool { return isUnspaced(r) }
