package check

import (
	"strings"

	"verso/internal/markdown"
)

// address finds bare addresses and e-mail addresses of the source that the
// translation has not as they are.
func address(r *reading) []Finding {
	var found []Finding
	told := map[string]bool{}
	for _, p := range r.source.of(markdown.PieceURL, markdown.PieceEmail) {
		if strings.Contains(r.Target, p.Dest) || strings.Contains(r.Target, r.Source[p.Start:p.End]) || told[p.Dest] || r.hasAddress(p.Dest) {
			continue
		}
		told[p.Dest] = true
		found = append(found, r.lacking("CheckAddress", p.Start, p.End, "Text", r.Source[p.Start:p.End]))
	}
	return found
}

// hasAddress reports whether the target leads to an address of the source, in
// whatever form.
func (r *reading) hasAddress(dest string) bool {
	for _, p := range r.target.of(markdown.PieceURL, markdown.PieceEmail, markdown.PieceLink) {
		if r.sameDestination(dest, p.Dest) {
			return true
		}
	}
	return false
}
