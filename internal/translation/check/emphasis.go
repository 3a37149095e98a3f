package check

import "verso/internal/markdown"

// emphasis finds a text with more or fewer strong parts than the source. How
// many are in italics is no fault: some languages put loan words in them
// (translation 2.11: one in seven segments of Portuguese).
func emphasis(r *reading) []Finding {
	have, want := r.target.of(markdown.PieceStrong), r.source.of(markdown.PieceStrong)
	switch {
	case len(have) < len(want):
		p := want[len(have)]
		return []Finding{r.lacking("CheckStrongMissing", p.Start, p.End, "Text", p.Text)}
	case len(have) > len(want):
		p := have[len(want)]
		return []Finding{r.at("CheckStrongAdded", p.Start, p.End, "Text", p.Text)}
	}
	return nil
}
