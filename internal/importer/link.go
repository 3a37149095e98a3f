package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"verso/internal/locale"
)

// link makes groups of the variants: those with one translationKey, else
// those with one address. A file without a key joins the group of a file that
// has one at the same address. Of two files for one locale of a group the one
// whose path names the locale is kept, else the first by path; the other is
// reported.
func (p *Plan) link(variants []Variant) {
	keys := map[string]string{} // address to the first translationKey there
	for _, v := range variants {
		if v.key != "" && keys[v.group()] == "" {
			keys[v.group()] = v.key
		}
	}
	groups := map[string]*Group{}
	for _, v := range variants {
		key := v.group()
		if k := cmp.Or(v.key, keys[v.group()]); k != "" {
			key = "translationKey:" + k
		}
		g := groups[key]
		if g == nil {
			g = &Group{Key: key}
			groups[key] = g
		}
		if i := g.in(v.Post.Locale); i >= 0 {
			if v.spelling != "" && g.Variants[i].spelling == "" {
				v, g.Variants[i] = g.Variants[i], v
			}
			p.Skipped = append(p.Skipped, Problem{File: v.Path, Reason: fmt.Sprintf(
				"is a second %s text of one work; %s was kept", v.Post.Locale, g.Variants[i].Path)})
			continue
		}
		g.Variants = append(g.Variants, v)
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		g := groups[key]
		slices.SortFunc(g.Variants, func(a, b Variant) int { return cmp.Compare(a.Post.Locale, b.Post.Locale) })
		p.Groups = append(p.Groups, *g)
	}
	p.offerNearMisses()
}

// group returns what links a variant that has no translationKey.
func (v *Variant) group() string { return cmp.Or(v.work, v.Address) }

// in returns the index of the variant in locale l, or -1.
func (g *Group) in(l locale.Tag) int {
	return slices.IndexFunc(g.Variants, func(v Variant) bool { return v.Post.Locale == l })
}
