package importer

import (
	"cmp"
	"slices"
	"strings"
)

// A Problem is what a person should know about a file, in words to act on.
type Problem struct {
	File   string `json:"file"`
	Line   int    `json:"line"` // from 1; 0 when it concerns the whole file
	Reason string `json:"reason"`
}

func sortProblems(problems []Problem) {
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Reason, b.Reason))
	})
}

// A Report tells what an import did, or would do. Posts, Groups, Linked and
// Missing count files, those held back included; locales are in path form.
type Report struct {
	Files        int            `json:"files"`        // Markdown files, section indexes included
	Posts        map[string]int `json:"posts"`        // files that are posts, by locale
	Groups       int            `json:"groups"`       // works
	Linked       int            `json:"linked"`       // works in two locales or more
	Missing      map[string]int `json:"missing"`      // works that a locale does not have
	Created      int            `json:"created"`      // posts
	Updated      int            `json:"updated"`      // posts
	Unchanged    int            `json:"unchanged"`    // posts
	Untranslated int            `json:"untranslated"` // files held back
	Skipped      []Problem      `json:"skipped"`      // files not imported, and why
	Warnings     []Problem      `json:"warnings"`     // what was chosen or lost on the way
}

// newReport counts what the plan holds.
func newReport(p *Plan) Report {
	r := Report{
		Files:    p.Files,
		Posts:    map[string]int{},
		Missing:  map[string]int{},
		Skipped:  append([]Problem{}, p.Skipped...),
		Warnings: append([]Problem{}, p.Warnings...),
	}
	for tag, n := range p.Posts() {
		r.Posts[tag.Path()] = n
	}
	for _, g := range p.Groups {
		for _, v := range g.Variants {
			if v.Held {
				r.Untranslated++
			}
		}
		if g.Listed {
			continue
		}
		r.Groups++
		if len(g.Variants) > 1 {
			r.Linked++
		}
	}
	for _, tag := range p.Locales {
		r.Missing[tag.Path()] = r.Groups - r.Posts[tag.Path()]
	}
	return r
}
