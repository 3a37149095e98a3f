package check

import (
	"slices"
	"strings"

	"verso/internal/markdown"
)

// footnote finds marks of footnotes that came, went or lead nowhere.
func footnote(r *reading) []Finding {
	if !markup(r.Kind) {
		return nil
	}
	have, want := r.target.of(markdown.PieceFootnote), r.source.of(markdown.PieceFootnote)
	var found []Finding
	for _, p := range unmatched(want, have) {
		found = append(found, r.lacking("CheckFootnoteMissing", p.Start, p.End, "Text", p.Label))
	}
	more := unmatched(have, want)
	for _, p := range more {
		found = append(found, r.at("CheckFootnoteAdded", p.Start, p.End, "Text", p.Label))
	}
	if !r.TargetText.Known {
		return found
	}
	defined := r.TargetText.References.Footnotes()
	for _, p := range have {
		if !slices.ContainsFunc(defined, func(l string) bool { return strings.EqualFold(l, p.Label) }) && !slices.Contains(more, p) {
			found = append(found, r.at("CheckFootnoteUndefined", p.Start, p.End, "Text", p.Label))
		}
	}
	return found
}

// unmatched returns the footnotes of a that b has not, each as often as it is
// more.
func unmatched(a, b []markdown.Piece) []markdown.Piece {
	left := slices.Clone(b)
	var more []markdown.Piece
	for _, p := range a {
		i := slices.IndexFunc(left, func(other markdown.Piece) bool { return strings.EqualFold(other.Label, p.Label) })
		if i < 0 {
			more = append(more, p)
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	return more
}
