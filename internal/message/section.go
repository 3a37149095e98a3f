package message

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"verso/internal/site"
)

// sectionID returns the ID of the message that is a section's word in URLs.
func sectionID(s site.Section) string {
	return "Section" + strings.ToUpper(string(s[:1])) + string(s[1:])
}

// slug is the grammar of one segment of a public path (trust T6).
var slug = regexp.MustCompile(`^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$`)

// checkSections returns what is wrong with the section words of a catalog.
func checkSections(f file) []Problem {
	var found []Problem
	owner := map[string]string{}
	for _, section := range site.Sections() {
		id := sectionID(section)
		word := f.text(id)
		report := func(form string, args ...any) {
			found = append(found, Problem{f.tag, id, fmt.Sprintf(form, args...)})
		}
		switch {
		case word == "":
			report("section has no word")
			continue
		case !norm.NFC.IsNormalString(word):
			report("section word %q is not in Unicode form NFC", word)
		case strings.ToLower(word) != word:
			report("section word %q is not in lower case", word)
		case !slug.MatchString(word):
			report("section word %q has more than letters, digits and hyphens", word)
		case slices.Contains(site.Reserved(), word):
			report("section word %q is reserved", word)
		}
		if other := owner[word]; other != "" {
			report("section word %q is also that of %s", word, other)
		}
		owner[word] = id
	}
	return found
}
