package check

import (
	"slices"

	"verso/internal/markdown"
	"verso/internal/translation"
)

// image finds pictures within prose that came, went or changed, and pictures
// that say nothing to who cannot see them where the source's do.
func image(r *reading) []Finding {
	if r.Kind == translation.ImageAlt {
		if !nothing(r.Source) && nothing(r.Target) {
			return []Finding{r.whole("CheckImageAlt")}
		}
		return nil
	}
	have, want := r.target.of(markdown.PieceImage), r.source.of(markdown.PieceImage)
	var found []Finding
	for _, p := range want {
		same := func(other markdown.Piece) bool {
			return r.destinationKey(other.Dest, r.To) == r.destinationKey(p.Dest, r.From)
		}
		if i := slices.IndexFunc(have, same); i < 0 {
			found = append(found, r.lacking("CheckImageMissing", p.Start, p.End, "Text", p.Dest))
		} else if !nothing(p.Text) && nothing(have[i].Text) {
			found = append(found, r.at("CheckImageAlt", have[i].Start, have[i].End))
		}
	}
	if len(have) > len(want) {
		more := have[len(want)]
		found = append(found, r.at("CheckImageAdded", more.Start, more.End, "Text", more.Dest))
	}
	return found
}
