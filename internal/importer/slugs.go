package importer

import (
	"fmt"
	"iter"
	"path"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
)

// slugKey is what a slug is unique in.
type slugKey struct {
	locale locale.Tag
	kind   content.Kind
	slug   string
}

// assignSlugs gives every post of a locale and kind a slug of its own. The
// first group, by key, keeps the slug that several want; the others carry
// their year, else their folder, else a number, and carry it in all their
// locales, so that the years of one work stay recognisable.
func (p *Plan) assignSlugs() {
	taken := map[slugKey]bool{}
	for i := range p.Groups {
		g := &p.Groups[i]
		for ending := range g.endings() {
			if g.claim(taken, ending) {
				break
			}
		}
	}
}

// endings returns what may stand behind the slugs of a group, the best first.
// It does not end: some number is free.
func (g *Group) endings() iter.Seq[string] {
	source := g.Variants[g.Source]
	endings := []string{""}
	if source.Dated {
		at := source.Post.Date()
		endings = append(endings, at.Format("-2006"), at.Format("-2006-01"), at.Format("-2006-01-02"))
	}
	if folder := content.Slugify(path.Base(path.Dir(source.group()))); folder != "" {
		endings = append(endings, "-"+folder)
	}
	return func(yield func(string) bool) {
		for _, ending := range endings {
			if !yield(ending) {
				return
			}
		}
		for n := 2; yield(fmt.Sprintf("-%d", n)); n++ {
		}
	}
}

// claim takes the slugs of the group with an ending when all of them are free.
func (g *Group) claim(taken map[slugKey]bool, ending string) bool {
	keys := make([]slugKey, 0, len(g.Variants))
	for _, v := range g.Variants {
		slug := content.Slugify(v.wanted + ending)
		if ending != "" && slug == v.wanted { // too long for an ending
			slug = content.Slugify(cutTo(v.wanted, 80) + ending)
		}
		keys = append(keys, slugKey{v.Post.Locale, v.Post.Kind, slug})
	}
	if slices.ContainsFunc(keys, func(k slugKey) bool { return taken[k] }) {
		return false
	}
	for i, key := range keys {
		taken[key] = true
		g.Variants[i].Post.Slug = key.slug
	}
	return true
}

// assignPositions puts pages and projects that name no place behind those
// that do.
func (p *Plan) assignPositions() {
	last := map[content.Kind]int{}
	for _, g := range p.Groups {
		last[g.Kind] = max(last[g.Kind], g.Position)
	}
	for i := range p.Groups {
		g := &p.Groups[i]
		switch {
		case g.Kind == content.Article:
			g.Position = 0
		case g.Position == 0 && last[g.Kind] > 0:
			g.Position = last[g.Kind] + 1
		}
	}
}
