package check

import (
	"strings"
	"unicode"

	"verso/internal/translation"
)

// empty finds a translation with nothing to see in it.
func empty(r *reading) []Finding {
	if nothing(r.Source) || !nothing(r.Target) {
		return nil
	}
	switch r.Kind {
	case translation.FieldSEOTitle, translation.FieldSEODescription:
		return nil // the title and the excerpt stand in
	case translation.ImageAlt, translation.FieldSlug:
		return nil // the checks of pictures and of addresses say so
	}
	return []Finding{r.whole("CheckEmpty")}
}

// nothing reports whether there is nothing to see in text: blanks of every
// kind, and signs without a width.
func nothing(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && r != '\u2800' && r != '\u3164'
	}) < 0
}
