package check

import (
	"regexp"
	"slices"
	"strings"

	"verso/internal/markdown"
	"verso/internal/translation"
)

var (
	tagForm       = regexp.MustCompile(`</?([A-Za-z][A-Za-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>`)
	attributeForm = regexp.MustCompile(`([A-Za-z_:@][A-Za-z0-9_.:@-]*)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>` + "`" + `]+))?`)
)

// rawHTML finds raw HTML whose tags, or the names of their attributes, are not
// those of the source. The values are free: an alternative text is translated;
// addresses among them are the business of scheme.
func rawHTML(r *reading) []Finding {
	if !markup(r.Kind) && r.Kind != translation.HTML {
		return nil
	}
	have, want := r.target.tags(r.Kind), r.source.tags(r.Kind)
	var found []Finding
	for _, t := range without(want, have) {
		found = append(found, r.lacking("CheckTagMissing", t.start, t.end, "Text", t.text))
	}
	for _, t := range without(have, want) {
		found = append(found, r.at("CheckTagAdded", t.start, t.end, "Text", t.text))
	}
	return found
}

// tags returns the tags of the raw HTML in a text in one form: "<a href rel>",
// "</a>". Comments are none.
func (s side) tags(k translation.Kind) []token {
	places := s.of(markdown.PieceHTML)
	if k == translation.HTML {
		places = []markdown.Piece{{Start: 0, End: len(s.text)}}
	}
	var all []token
	for _, p := range places {
		for _, at := range tagForm.FindAllStringSubmatchIndex(s.text[p.Start:p.End], -1) {
			start, end := p.Start+at[0], p.Start+at[1]
			name := strings.ToLower(s.text[p.Start+at[2] : p.Start+at[3]])
			if s.text[start+1] == '/' {
				all = append(all, token{"</" + name + ">", start, end})
				continue
			}
			var names []string
			for _, m := range attributeForm.FindAllStringSubmatch(s.text[p.Start+at[4]:p.Start+at[5]], -1) {
				names = append(names, strings.ToLower(m[1]))
			}
			slices.Sort(names)
			all = append(all, token{"<" + strings.Join(append([]string{name}, names...), " ") + ">", start, end})
		}
	}
	return all
}

// without returns the tokens of a that b has not, each as often as it is more.
func without(a, b []token) []token {
	var left []string
	for _, t := range b {
		left = append(left, t.text)
	}
	var more []token
	for _, t := range a {
		if i := slices.Index(left, t.text); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		more = append(more, t)
	}
	return more
}
