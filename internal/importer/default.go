package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"verso/internal/locale"
)

// bareLocale returns how the locale of a file without a mark is found: its
// own "lang", else fallback.
func bareLocale(names spellings, fallback locale.Tag) func(*document) locale.Tag {
	return func(d *document) locale.Tag {
		if lang, ok := names.declared(d.Lang); ok {
			return lang
		}
		return fallback
	}
}

// majority returns the locale that most files without a mark declare, or "".
func majority(docs []document, marks map[string]mark, names spellings) locale.Tag {
	counts := map[locale.Tag]int{}
	for _, d := range docs {
		if _, marked := marks[d.Path]; marked {
			continue
		}
		if lang, ok := names.declared(d.Lang); ok {
			counts[lang]++
		}
	}
	return most(counts)
}

// most returns the locale with the highest count, the first in path order
// when several have it, or "".
func most(counts map[locale.Tag]int) locale.Tag {
	var best locale.Tag
	for _, tag := range byPath(counts) {
		if best == "" || counts[tag] > counts[best] {
			best = tag
		}
	}
	return best
}

func byPath(counts map[locale.Tag]int) []locale.Tag {
	return slices.SortedFunc(maps.Keys(counts), func(a, b locale.Tag) int { return cmp.Compare(a.Path(), b.Path()) })
}

// fallback returns the locale of files of which nothing says it: the site's
// default, unless files in that lie beside most of them. Then it is the
// language that most of them are in.
func (p *Plan) fallback(docs []document, marks map[string]mark, s Setting) locale.Tag {
	taken := map[string]bool{}
	for _, m := range marks {
		taken[m.Rest] = taken[m.Rest] || m.Locale == s.Default
	}
	var bare []*document
	beside := 0
	for i := range docs {
		d := &docs[i]
		if _, marked := marks[d.Path]; marked || d.Index {
			continue
		}
		bare = append(bare, d)
		if taken[d.Path] {
			beside++
		}
	}
	if 2*beside <= len(bare) {
		return s.Default
	}
	spoken := map[locale.Tag]int{}
	for _, d := range bare {
		if l := languageOf(d.Body); l != "" && l.Base() != s.Default.Base() {
			spoken[l]++
		}
	}
	l := cmp.Or(most(spoken), locale.EnglishUS)
	p.Warnings = append(p.Warnings, Problem{Reason: fmt.Sprintf(
		"files that name no locale were read as %s, since those in %s lie beside them; --default-locale says otherwise", l, s.Default)})
	return l
}

// locales decides which locales were found and which one is the default of an
// empty site; want is what was said about that, and unmarked the locale of most
// files that name none: they are what others are translated from.
func (p *Plan) locales(want, unmarked locale.Tag, s Setting) {
	counts := p.Posts()
	p.Locales = byPath(counts)
	p.Default = s.Default
	if !s.Empty || len(p.Locales) == 0 {
		return
	}
	if want != "" && counts[want] == 0 {
		p.Warnings = append(p.Warnings, Problem{Reason: fmt.Sprintf("no file is in the default locale %s; another locale became the default", want)})
	}
	for _, tag := range []locale.Tag{want, s.Default, unmarked} {
		if counts[tag] > 0 {
			p.Default = tag
			return
		}
	}
	akin := maps.Clone(counts) // of the language that the site spoke
	maps.DeleteFunc(akin, func(t locale.Tag, _ int) bool { return t.Base() != s.Default.Base() })
	p.Default = cmp.Or(most(akin), most(counts))
}
