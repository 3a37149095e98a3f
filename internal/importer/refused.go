package importer

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"verso/internal/errs"
	"verso/internal/markdown"
)

// tooMuch says which limit a text is over, in words that its author can act
// on.
func tooMuch(err error) string {
	limit, ok := errors.AsType[*markdown.LimitError](err)
	if !ok {
		return err.Error()
	}
	switch limit.Limit {
	case "bytes":
		return fmt.Sprintf("its text has more than %d bytes", limit.Max)
	case "nesting":
		return fmt.Sprintf("a line of its text opens more than %d quotes and lists", limit.Max)
	case "open blocks":
		return "its quotes and lists are too many, and too deep in one another"
	case "labels":
		return fmt.Sprintf("its text has more than %d footnotes and definitions of links", limit.Max)
	case "table cells":
		return fmt.Sprintf("its tables have more than %d cells", limit.Max)
	case "unclosed links":
		return "too many of its links are not closed"
	case "unpaired delimiters":
		return "too many of its *, _ and ~ stand alone"
	}
	return limit.Error()
}

// notValid says what is wrong with the fields of a post.
func notValid(bad errs.Invalid) string {
	var reasons []string
	for _, field := range slices.Sorted(maps.Keys(bad)) {
		reason := "is not valid"
		if bad[field] == "TextInvalid" {
			reason = "holds characters that cannot be kept"
		} else if strings.HasSuffix(bad[field], "TooLong") {
			reason = "is too long"
		}
		reasons = append(reasons, "its "+field+" "+reason)
	}
	return strings.Join(reasons, "; ")
}
