package check

import (
	"net/url"
	"slices"
	"strings"
)

// anchorDead finds links to a heading of the same text that is not there. The
// ids of headings are those of the source in every language, so that the fix
// is the source's own fragment, where there is one to choose.
func anchorDead(r *reading) []Finding {
	ids := r.TargetText.Anchors
	if ids == nil {
		return nil
	}
	var spare []string // fragments of the source that work here and are not used
	for _, p := range r.source.links() {
		if id, ok := fragment(p.Dest); ok && slices.Contains(ids, id) && !r.target.leadsTo(id) && !slices.Contains(spare, id) {
			spare = append(spare, id)
		}
	}
	var found []Finding
	for _, p := range r.target.links() {
		id, ok := fragment(p.Dest)
		if !ok || slices.Contains(ids, id) {
			continue
		}
		f := r.at("CheckAnchorDead", p.Start, p.End, "Text", p.Dest)
		if len(spare) == 1 {
			f = f.fixed(r.redirected(p, "#"+spare[0]))
		}
		found = append(found, f)
	}
	return found
}

// fragment returns the id that a link within its own text leads to. "#" and
// "#top" are the top of the page (HTML 7.4.6.4).
func fragment(dest string) (id string, ok bool) {
	id, ok = strings.CutPrefix(dest, "#")
	if !ok || id == "" || strings.EqualFold(id, "top") {
		return "", false
	}
	if plain, err := url.PathUnescape(id); err == nil {
		id = plain
	}
	return id, true
}

func (s side) leadsTo(id string) bool {
	for _, p := range s.links() {
		if to, ok := fragment(p.Dest); ok && to == id {
			return true
		}
	}
	return false
}
