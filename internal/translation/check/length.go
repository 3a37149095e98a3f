package check

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"verso/internal/content"
	"verso/internal/translation"
)

// What search engines and link previews show of a title and of a description,
// in graphemes.
const (
	shownTitle       = 70
	shownDescription = 160
)

// fieldLength finds titles and descriptions that are cut where they are shown,
// unless the source's is so too; and, as an error, those that cannot be kept.
func fieldLength(r *reading) []Finding {
	var shown, kept int
	switch r.Kind {
	case translation.FieldTitle:
		shown, kept = shownTitle, content.MaxTitle
	case translation.FieldSEOTitle:
		shown, kept = shownTitle, content.MaxSEOTitle
	case translation.FieldExcerpt:
		shown, kept = shownDescription, content.MaxExcerpt
	case translation.FieldSEODescription:
		shown, kept = shownDescription, content.MaxSEODescription
	case translation.FieldCoverAlt:
		shown, kept = content.MaxSEODescription, content.MaxSEODescription
	default:
		return nil
	}
	if n := utf8.RuneCountInString(r.Target); n > kept {
		f := r.at("CheckTooLong", byteOf(r.Target, kept), len(r.Target), "Limit", kept, "Length", n)
		f.Severity = Error
		return []Finding{f}
	}
	n := letters(r.Target)
	if n <= shown || letters(r.Source) > shown {
		return nil
	}
	return []Finding{r.at("CheckLong", byteOf(r.Target, shown), len(r.Target), "Limit", shown, "Length", n)}
}

// byteOf returns where the character after n others begins.
func byteOf(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// letters returns how many a reader sees: the graphemes of a text.
func letters(text string) int {
	n := 0
	for found := graphemes.FromString(text); found.Next(); {
		n++
	}
	return n
}
