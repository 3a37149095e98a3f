package importer

import (
	"fmt"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
)

// A tagName is a tag as a header names it.
type tagName struct {
	name string
	line int
}

// tagSlug is what names of tags are told apart by.
type tagSlug struct {
	locale locale.Tag
	slug   string
}

// checkTags reports, once each, names of tags that are another tag's in the
// addresses of a locale. Names that differ only in capitals are one name.
func (p *Plan) checkTags() {
	first := map[tagSlug]string{}
	told := map[tagSlug]bool{}
	for _, v := range p.variants() {
		for _, tag := range v.named {
			key := tagSlug{v.Post.Locale, content.Slugify(tag.name)}
			known, there := first[key]
			switch {
			case !there:
				first[key] = tag.name
			case !strings.EqualFold(known, tag.name) && !told[key]:
				told[key] = true
				p.Warnings = append(p.Warnings, Problem{File: v.Path, Line: tag.line, Reason: fmt.Sprintf(
					"the tags %q and %q are one tag, because both are %q in addresses", known, tag.name, key.slug)})
			}
		}
	}
}
