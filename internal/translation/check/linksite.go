package check

import (
	"strings"

	"verso/internal/markdown"
)

// linkLocale finds links to another language's page of a work that readers
// find in their own (case 79).
func linkLocale(r *reading) []Finding {
	var found []Finding
	for _, p := range r.target.links() {
		address := beforeFragment(p.Dest)
		to, known := r.Links[address]
		if !known || to.Locale == "" || to.Locale == r.To || to.Here == "" || to.Here == address {
			continue
		}
		f := r.at("CheckLinkLocale", p.Start, p.End, "Text", p.Dest)
		found = append(found, f.fixed(r.redirected(p, to.Here+strings.TrimPrefix(p.Dest, address))))
	}
	return found
}

// linkDead finds links within the site to what readers find in no language.
func linkDead(r *reading) []Finding {
	var found []Finding
	for _, p := range r.target.links() {
		if to, known := r.Links[beforeFragment(p.Dest)]; known && !to.Public {
			found = append(found, r.at("CheckLinkDead", p.Start, p.End, "Text", p.Dest))
		}
	}
	return found
}

// redirected returns the target with p leading to dest.
func (r *reading) redirected(p markdown.Piece, dest string) string {
	_, from := inside(r.Target, p)
	at := strings.Index(r.Target[from:p.End], p.Dest)
	if at < 0 {
		return ""
	}
	at += from
	return r.Target[:at] + dest + r.Target[at+len(p.Dest):]
}
