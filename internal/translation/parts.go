package translation

import (
	"cmp"
	"slices"
	"strings"

	"verso/internal/markdown"
)

// A partKind is what a part of a text is that is no prose.
type partKind int

const (
	codePart partKind = iota
	urlPart           // an address, or where a link leads, with its title
	imagePart
	footnotePart
	htmlPart // a tag, of HTML or of another generator
)

// A part is a run of a text that is no prose, in bytes of it.
type part struct {
	kind       partKind
	start, end int
}

// parts returns the parts of a text that are no prose, in order; none
// overlaps another. The words of a link and of an image are prose.
func parts(text string) []part {
	if !strings.ContainsAny(text, "`<[{@") && !strings.Contains(text, "://") && !strings.Contains(text, "www.") {
		return nil
	}
	var found []part
	for _, p := range markdown.Pieces(text, markdown.References{}) {
		at := part{start: p.Start, end: p.End}
		switch p.Kind {
		case markdown.PieceCode:
			at.kind = codePart
		case markdown.PieceHTML, markdown.PieceTag:
			at.kind = htmlPart
		case markdown.PieceFootnote:
			at.kind = footnotePart
		case markdown.PieceURL, markdown.PieceEmail:
			at.kind = urlPart
		case markdown.PieceLink:
			at.kind, at.start = urlPart, p.Start+len("[")+len(p.Text)
		case markdown.PieceImage:
			at.kind, at.start = imagePart, p.Start+len("![")+len(p.Text)
		default:
			continue
		}
		found = append(found, at)
	}
	slices.SortStableFunc(found, func(a, b part) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	apart := found[:0]
	for _, p := range found {
		if p.start < p.end && (len(apart) == 0 || p.start >= apart[len(apart)-1].end) {
			apart = append(apart, p)
		}
	}
	return apart
}

// asterisks writes emphasis with one sign: _so_ and *so* are the same.
func asterisks(s string) string {
	if !strings.Contains(s, "_") {
		return s
	}
	out := []byte(s)
	for _, p := range markdown.Pieces(s, markdown.References{}) {
		signs := map[markdown.PieceKind]int{markdown.PieceEm: 1, markdown.PieceStrong: 2}[p.Kind]
		if signs == 0 || s[p.Start] != '_' {
			continue
		}
		for i := range signs {
			out[p.Start+i], out[p.End-1-i] = '*', '*'
		}
	}
	return string(out)
}
