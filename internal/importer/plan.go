// Package importer brings a folder of Markdown into the site, whatever its layout.
package importer

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
)

// Options say what the folder does not.
type Options struct {
	Layout  string                // one of Layouts, or "" to find out
	Map     map[string]locale.Tag // spelling in the folder, to locale: "en" to en-US
	Default locale.Tag            // of files without a locale; and of an empty site
	Prune   bool                  // archive the posts of files that vanished from the folder

	// Progress is told how many files are done, or is nil.
	Progress func(done, total int)
}

// A Setting is what the plan needs to know of the site it is for.
type Setting struct {
	Default locale.Tag
	Empty   bool // it holds nothing, or only untouched welcome content
	Now     time.Time
	Known   map[string]locale.Tag // of files at these paths, from an earlier import of a folder around them
}

// A Plan is what an import will do, worked out from the folder alone.
type Plan struct {
	Files     int          // Markdown files there are
	Locales   []locale.Tag // that hold a post, in path order
	Default   locale.Tag   // after the import
	Groups    []Group      // by key
	Redirects []Redirect
	Skipped   []Problem // files that were not imported
	Warnings  []Problem // what was chosen or lost on the way

	near []nearPair // groups that are likely one work
}

// A Group is one work, in the locales it is in.
type Group struct {
	Key      string // what linked its files
	Kind     content.Kind
	Position int
	Variants []Variant // by locale
	Source   int       // index of the variant the others are read against
	Listed   bool      // from a list of projects: not a file of its own
}

// NewPlan works out what an import of the tree does to a site.
func NewPlan(t *Tree, o Options, s Setting) Plan {
	docs, broken := readDocuments(t.Files)
	p := Plan{Files: t.Markdown, Skipped: slices.Concat(t.Refused, broken)}
	cleanSyntax(docs)
	names := newSpellings(o.Map)
	linkLoosely(docs, names)
	old, unread := readSettings(t.Settings, names)
	layouts, doubts := findLayouts(docs, names, old, o.Layout)
	p.Warnings = append(p.Warnings, slices.Concat(unread, doubts)...)
	marks := marksOf(docs, layouts)
	root := contentRoot(docs, marks)
	said := cmp.Or(names.mapped(o.Default), old.standard)
	rest := cmp.Or(said, majority(docs, marks, names))
	if rest == "" {
		rest = p.fallback(docs, marks, s)
	}
	bare := bareLocale(names, rest)
	ends := newEndings(docs, marks, names, bare)

	var variants []Variant
	unmarked := map[locale.Tag]int{}
	for i := range docs {
		d := &docs[i]
		if d.Index {
			continue
		}
		m, marked := marks[d.Path]
		if !marked {
			if repositoryFile(d) {
				p.Skipped = append(p.Skipped, Problem{File: d.Path, Reason: "is about the repository, not content"})
				continue
			}
			m = mark{Locale: cmp.Or(s.Known[d.Path], bare(d)), Rest: d.Path}
			unmarked[m.Locale]++
		} else if lang, ok := names.declared(d.Lang); ok && lang.Base() != m.Locale.Base() {
			field, _ := d.Header.First("lang", "locale")
			d.warn(field.Line, fmt.Sprintf("says lang: %s, but its path says %s; the path was followed", d.Lang, m.Locale))
		}
		m = ends.cut(d, m, marked)
		v := newVariant(d, m, m.Locale, root, s.Now)
		v.Address = old.patterns.address(&v, d, m.Rest)
		variants = append(variants, v)
		p.Warnings = append(p.Warnings, d.Warnings...)
	}
	p.link(variants)
	p.locales(said, most(unmarked), s)
	p.listProjects(t.Projects, names)
	moments := p.moments(s.Now)
	for i := range p.Groups {
		p.settle(&p.Groups[i], s.Now, moments[i])
	}
	p.checkTags()
	p.assignSlugs()
	p.assignPositions()
	p.findImages(t, root)
	p.collectRedirects(t.Redirects)
	sortProblems(p.Skipped)
	sortProblems(p.Warnings)
	return p
}

// marksOf asks the layouts, in order, for the locale of each path.
func marksOf(docs []document, layouts []layout) map[string]mark {
	marks := map[string]mark{}
	for _, d := range docs {
		for _, l := range layouts {
			if m, ok := l(d.Path); ok {
				marks[d.Path] = m
				break
			}
		}
	}
	return marks
}

// repositoryFile reports whether a file at the top of the folder, without
// front matter, is one of those that describe a repository.
func repositoryFile(d *document) bool {
	if path.Dir(d.Path) != "." || len(d.Header) > 0 {
		return false
	}
	switch strings.ToUpper(stem(d.Path)) {
	case "README", "CHANGELOG", "CODE_OF_CONDUCT", "CONTRIBUTING", "LICENSE", "SECURITY":
		return true
	}
	return false
}

// Posts returns how many files each locale has, those held back included.
func (p *Plan) Posts() map[locale.Tag]int {
	counts := map[locale.Tag]int{}
	for _, g := range p.Groups {
		if g.Listed {
			continue
		}
		for _, v := range g.Variants {
			counts[v.Post.Locale]++
		}
	}
	return counts
}

// settle decides what holds for a whole group: its kind, its source, what is
// not yet translated, and the date of variants that have none: that of the
// source, else standIn.
func (p *Plan) settle(g *Group, now, standIn time.Time) {
	g.Source = g.source(p.Default)
	source := &g.Variants[g.Source]
	g.Kind = source.Post.Kind
	for i := range g.Variants {
		v := &g.Variants[i]
		if v.Post.Kind != g.Kind {
			p.Warnings = append(p.Warnings, Problem{File: v.Path, Reason: fmt.Sprintf(
				"is a %s, but %s is a %s; the whole group was read as that", v.Post.Kind, source.Path, g.Kind)})
			v.Post.Kind = g.Kind
		}
		if g.Position == 0 || i == g.Source && v.Position > 0 {
			g.Position = v.Position
		}
	}
	p.Warnings = append(p.Warnings, g.holdBack(p.Default)...)
	for i := range g.Variants {
		v := &g.Variants[i]
		if v.Post.PublishedAt == nil {
			v.Post.PublishedAt, v.Post.UTCOffset, v.standIn = &standIn, 0, !source.Dated
			if source.Dated {
				v.Post.PublishedAt, v.Post.UTCOffset = source.Post.PublishedAt, source.Post.UTCOffset
			}
		}
		if v.Post.Status == content.Published && v.Post.PublishedAt.After(now) {
			v.Post.Status = content.Scheduled
		}
	}
}

// moments returns a date for each work that has none: all on the day of the
// import, and the first by path the newest, so that lists, which begin with
// the newest, show them in the order of their paths.
func (p *Plan) moments(now time.Time) []time.Time {
	moments := make([]time.Time, len(p.Groups))
	step := min(time.Second, now.Sub(now.UTC().Truncate(24*time.Hour))/time.Duration(len(p.Groups)+1))
	for i := range moments {
		moments[i] = now.Add(-time.Duration(i) * step)
	}
	return moments
}

// source returns the variant the others are read against: the one in the
// default locale, else the oldest, else the first.
func (g *Group) source(def locale.Tag) int {
	oldest := 0
	for i, v := range g.Variants {
		if v.Post.Locale == def {
			return i
		}
		at := g.Variants[oldest].Post.PublishedAt
		if v.Dated && (at == nil || v.Post.PublishedAt.Before(*at)) {
			oldest = i
		}
	}
	return oldest
}
