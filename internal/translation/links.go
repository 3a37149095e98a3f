package translation

import (
	"strings"

	"verso/internal/markdown"
)

// A LinkChange is the destination of a link or an image, before and now.
type LinkChange struct{ Before, Now string }

// CarryLinks takes over in a translation where the links of the source lead
// now. before and now are texts of the source that differ in trifles. Each
// destination that changed is replaced where it stands in the translation
// once. It reports whether all could be; if not, a person has to look, and the
// translation is returned as it is.
func CarryLinks(before, now, target string) (text string, replaced []LinkChange, ok bool) {
	was, is := destinations(before), destinations(now)
	if len(was) != len(is) {
		return target, nil, false
	}
	text = target
	for i := range was {
		if was[i].Title != is[i].Title || was[i].Kind != is[i].Kind {
			return target, nil, false
		}
		change := LinkChange{was[i].Dest, is[i].Dest}
		if change.Before == change.Now {
			continue
		}
		next, ok := replaceLink(text, change)
		if !ok {
			return target, nil, false
		}
		if next != text {
			replaced = append(replaced, change)
		}
		text = next
	}
	return text, replaced, true
}

// destinations returns the pieces of a text that lead somewhere.
func destinations(text string) []markdown.Piece {
	var all []markdown.Piece
	for _, p := range markdown.Pieces(text, markdown.References{}) {
		switch p.Kind {
		case markdown.PieceLink, markdown.PieceImage, markdown.PieceURL, markdown.PieceEmail:
			all = append(all, p)
		}
	}
	return all
}

// replaceLink replaces a destination that stands in text once. One that is
// there already needs no replacement.
func replaceLink(text string, change LinkChange) (string, bool) {
	var at, there []markdown.Piece
	for _, p := range destinations(text) {
		switch p.Dest {
		case change.Before:
			at = append(at, p)
		case change.Now:
			there = append(there, p)
		}
	}
	if len(at) == 0 && len(there) == 1 {
		return text, true
	}
	if len(at) != 1 || strings.ContainsAny(change.Now, " \t\n()<>") {
		return text, false
	}
	start := at[0].Start
	switch at[0].Kind {
	case markdown.PieceLink:
		start += len("[") + len(at[0].Text) + len("]")
	case markdown.PieceImage:
		start += len("![") + len(at[0].Text) + len("]")
	}
	i := strings.Index(text[start:at[0].End], change.Before)
	if i < 0 {
		return text, false
	}
	start += i
	return text[:start] + change.Now + text[start+len(change.Before):], true
}
