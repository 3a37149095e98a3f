package translation

import (
	"regexp"
	"strings"

	"verso/internal/markdown"
)

// A verb is what a directive asks for.
type verb int

const (
	skipNext verb = iota + 1
	skipStart
	skipEnd
	note
	context
)

// verbs are the words of directives: our own, and those of the tools whose
// repositories are imported (mdbook-i18n-helpers, mdpo, Weblate and others).
var verbs = map[string]verb{
	"t:skip": skipNext, "t:skip-start": skipStart, "t:skip-end": skipEnd, "t:note": note, "t:context": context,

	"i18n:skip": skipNext, "i18n:skip-start": skipStart, "i18n:skip-end": skipEnd,
	"i18n:comment": note, "i18n-comment": note, "i18n:note": note, "i18n:context": context,

	"mdpo-disable-next-block": skipNext, "mdpo-disable-next-line": skipNext,
	"mdpo-disable": skipStart, "mdpo-enable": skipEnd,
	"mdpo-translator": note, "mdpo-context": context,

	"translate:off": skipStart, "translate:on": skipEnd,
}

// A directive is one comment that speaks of the translation.
type directive struct {
	verb verb
	text string
}

// directives are those of one document, read leaf by leaf.
type directives struct {
	tree  *markdown.Tree
	of    map[int][]directive // by form
	forms map[int]bool        // blocks that are nothing but directives

	notes, contexts []string // for the next segment
	until           int      // forms before it are skipped
	open            int      // where a skip-start stands that has no end yet, plus one
}

func readDirectives(body string, tree *markdown.Tree) *directives {
	d := &directives{tree: tree, of: map[int][]directive{}, forms: map[int]bool{}}
	for _, leaf := range tree.Leaves {
		if leaf.Name != "html" {
			continue
		}
		text := body[leaf.Lines[0].Start:leaf.Lines[len(leaf.Lines)-1].End]
		if found := parseComments(text); found != nil {
			d.of[leaf.Form], d.forms[leaf.Form] = found, true
		}
	}
	return d
}

// comment is one HTML comment with blanks around it.
var comment = regexp.MustCompile(`(?s)^\s*<!--(.*?)-->\s*`)

// parseComments returns the directives of a block of comments, nil for any
// other block.
func parseComments(text string) []directive {
	var all []directive
	for text != "" {
		m := comment.FindStringSubmatchIndex(text)
		if m == nil {
			return nil
		}
		if d, ok := parseDirective(text[m[2]:m[3]]); ok {
			all = append(all, d)
		}
		text = text[m[1]:]
	}
	return all
}

// parseDirective reads "t:note what to know"; a colon may follow the verb.
func parseDirective(s string) (directive, bool) {
	s = strings.Join(strings.Fields(s), " ")
	word, rest, _ := strings.Cut(s, " ")
	v := verbs[strings.TrimSuffix(word, ":")]
	return directive{v, rest}, v != 0
}

// is reports whether a leaf is a directive.
func (d *directives) is(leaf markdown.Leaf) bool { return d.forms[leaf.Form] }

// reach reads the directives of leaf i.
func (d *directives) reach(i int) {
	leaf := d.tree.Leaves[i]
	for _, said := range d.of[leaf.Form] {
		switch said.verb {
		case skipNext:
			d.until = max(d.until, d.afterNext(leaf.Form))
		case skipStart:
			if d.open == 0 {
				d.open = leaf.Lines[0].Start + 1
			}
		case skipEnd:
			d.open = 0
		case note:
			d.notes = append(d.notes, said.text)
		case context:
			d.contexts = append(d.contexts, said.text)
		}
	}
}

// afterNext returns the form after the next block beside form, with all that
// it contains; other directives between them do not count.
func (d *directives) afterNext(form int) int {
	shape := d.tree.Shape
	depth := shape[form].Depth
	next := form + 1
	for next < len(shape) && d.forms[next] && shape[next].Depth == depth {
		next++
	}
	if next == len(shape) || shape[next].Depth != depth {
		return 0
	}
	next++
	for next < len(shape) && shape[next].Depth > depth {
		next++
	}
	return next
}

// mark gives the segments of a leaf what was said before it.
func (d *directives) mark(segments []Segment, leaf markdown.Leaf) {
	for i := range segments {
		segments[i].Skip = d.open > 0 || leaf.Form < d.until
		if i == 0 {
			segments[i].Note, segments[i].Context = strings.Join(d.notes, "\n"), strings.Join(d.contexts, "\n")
			d.notes, d.contexts = nil, nil
		}
	}
}

// warnings returns what the author should know.
func (d *directives) warnings(body string) []Warning {
	if d.open == 0 {
		return nil
	}
	return []Warning{{ID: "TranslationSkipUnclosed", Line: 1 + strings.Count(body[:d.open-1], "\n")}}
}
