package importer

import (
	"fmt"

	"verso/internal/content"
	"verso/internal/locale"
)

// holdBack marks the variants that are not yet translated: those without
// text, and copies of another variant's text. A source without text is a
// draft instead. The problems tell the owner about copies.
func (g *Group) holdBack(def locale.Tag) []Problem {
	for i := range g.Variants {
		v := &g.Variants[i]
		switch {
		case v.text() != "":
		case i == g.Source:
			v.Post.Status = content.Draft
		default:
			v.Held = true
		}
	}
	var problems []Problem
	for _, copies := range g.copies() {
		problems = append(problems, g.holdCopies(copies, def)...)
	}
	return problems
}

// copies returns the sets of variants that have one text.
func (g *Group) copies() [][]int {
	var sets [][]int
	taken := map[int]bool{}
	for i := range g.Variants {
		text := g.Variants[i].text()
		if taken[i] || text == "" {
			continue
		}
		set := []int{i}
		for j := i + 1; j < len(g.Variants); j++ {
			if !taken[j] && g.Variants[j].text() == text {
				set, taken[j] = append(set, j), true
			}
		}
		if len(set) > 1 {
			sets = append(sets, set)
		}
	}
	return sets
}

// holdCopies holds back all but one of the variants with one text: the one
// whose language the text is in; when that is undecided, or several are, the
// one in the default locale.
func (g *Group) holdCopies(copies []int, def locale.Tag) []Problem {
	lang := languageOf(prose(g.Variants[copies[0]].text()))
	var right []int
	for _, i := range copies {
		if lang != "" && speaks(g.Variants[i].Post.Locale, lang) {
			right = append(right, i)
		}
	}
	keep := -1
	if len(right) == 1 {
		keep = right[0]
	} else if lang == "" || len(right) > 1 {
		keep = g.in(def)
		if keep < 0 && len(right) > 1 {
			keep = right[0]
		}
	}
	var problems []Problem
	for _, i := range copies {
		v := &g.Variants[i]
		if i == keep || v.Held {
			continue
		}
		v.Held = true
		problems = append(problems, Problem{File: v.Path, Line: v.Line, Reason: heldReason(g, i, copies, keep, lang)})
	}
	return problems
}

func heldReason(g *Group, i int, copies []int, keep int, lang locale.Tag) string {
	twin := keep
	if twin < 0 {
		if twin = copies[0]; twin == i {
			twin = copies[1]
		}
	}
	why := ""
	if lang != "" && !speaks(g.Variants[i].Post.Locale, lang) {
		why = fmt.Sprintf(" and is in %s", lang.Autonym())
	}
	return fmt.Sprintf("is not translated: its text is that of %s%s; it was held back", g.Variants[twin].Path, why)
}
