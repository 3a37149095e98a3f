package check

import (
	"net/url"
	"slices"
	"strings"

	"verso/internal/locale"
	"verso/internal/markdown"
)

// linkMissing finds links of the source that the translation lacks, whatever
// fragment they have: those of headings are another check's.
func linkMissing(r *reading) []Finding {
	if !markup(r.Kind) {
		return nil
	}
	var found []Finding
	have := r.target.links()
	told := map[string]bool{}
	for _, want := range r.source.links() {
		same := func(other markdown.Piece) bool { return r.sameDestination(want.Dest, other.Dest) }
		if key := r.destinationKey(want.Dest, r.From); !slices.ContainsFunc(have, same) && !told[key] {
			told[key] = true
			found = append(found, r.lacking("CheckLinkMissing", want.Start, want.End, "Text", want.Dest))
		}
	}
	return found
}

// linkAdded finds links that only the translation has.
func linkAdded(r *reading) []Finding {
	have, want := r.target.links(), r.source.links()
	if !markup(r.Kind) || len(have) <= len(want) {
		return nil
	}
	var found []Finding
	for _, p := range have {
		same := func(other markdown.Piece) bool { return r.sameDestination(other.Dest, p.Dest) }
		if !slices.ContainsFunc(want, same) {
			found = append(found, r.at("CheckLinkAdded", p.Start, p.End, "Text", p.Dest))
		}
	}
	return found
}

// links returns the links of a text that have words of their own.
func (s side) links() []markdown.Piece { return s.of(markdown.PieceLink) }

// sameDestination reports whether a destination of the source and one of the
// target are the same for readers: one work of the site, or one address but
// for its fragment and the language that it names.
func (r *reading) sameDestination(source, target string) bool {
	a, b := r.Links[beforeFragment(source)], r.Links[beforeFragment(target)]
	if a.Group != 0 && a.Group == b.Group {
		return true
	}
	if r.destinationKey(source, r.From) == r.destinationKey(target, r.To) {
		return true
	}
	return otherEdition(source, target, r.From, r.To)
}

// destinationKey returns an address without its fragment and without the
// parts that name a language of the pair.
func (r *reading) destinationKey(dest string, l locale.Tag) string {
	dest = beforeFragment(dest)
	if plain, err := url.PathUnescape(dest); err == nil {
		dest = plain
	}
	var kept []string
	for part := range strings.SplitSeq(strings.ToLower(dest), "/") {
		if !names(part, l) && !names(part, r.From) {
			kept = append(kept, r.fileKey(part, l))
		}
	}
	return strings.TrimSuffix(strings.Join(kept, "/"), "/")
}

// fileKey returns the name of a file without a language within: "index.ca.md"
// is "index.md".
func (r *reading) fileKey(name string, l locale.Tag) string {
	parts := strings.Split(name, ".")
	if last := len(parts) - 1; last >= 2 && (names(parts[last-1], l) || names(parts[last-1], r.From)) {
		parts = slices.Delete(parts, last-1, last)
	}
	return strings.Join(parts, ".")
}

func beforeFragment(dest string) string {
	dest, _, _ = strings.Cut(dest, "#")
	return dest
}

// names reports whether a part of an address is a language's tag: "pt-br",
// "pt_BR", "pt".
func names(part string, l locale.Tag) bool {
	part = strings.ReplaceAll(strings.ToLower(part), "_", "-")
	return part == l.Path() || part == l.Base().Path()
}

// otherEdition reports whether two addresses are of one site that has a host
// for every language: en.wikipedia.org and pt.wikipedia.org.
func otherEdition(source, target string, from, to locale.Tag) bool {
	a, errA := url.Parse(source)
	b, errB := url.Parse(target)
	if errA != nil || errB != nil || a.Host == "" {
		return false
	}
	langA, siteA, okA := strings.Cut(a.Host, ".")
	langB, siteB, okB := strings.Cut(b.Host, ".")
	return okA && okB && siteA == siteB && names(langB, to) && (names(langA, from) || langA == "www" || langA == "en")
}
