package check

import (
	"regexp"
	"strings"
)

var endsAloud = regexp.MustCompile(`[\p{L}\p{N}]*[?!]`)

// spanishMarks finds questions and exclamations of Spanish that do not say so
// at their beginning. Names with a mark of their own, which the source has
// too, are none.
func spanishMarks(r *reading) []Finding {
	if !prose(r.Kind) || r.To.Base() != "es" {
		return nil
	}
	opened := map[string]int{"?": strings.Count(r.target.prose, "¿"), "!": strings.Count(r.target.prose, "¡")}
	for _, at := range endsAloud.FindAllStringIndex(r.target.prose, -1) {
		match := r.target.prose[at[0]:at[1]]
		word, mark := match[:len(match)-1], match[len(match)-1:]
		if word == "" || strings.HasPrefix(r.target.prose[at[1]:], "=") || strings.Contains(r.source.prose, match) {
			continue
		}
		if opened[mark]--; opened[mark] < 0 {
			opening := map[string]string{"?": "¿", "!": "¡"}[mark]
			return []Finding{r.at("CheckSpanishMarks", at[1]-1, at[1], "Text", opening)}
		}
	}
	return nil
}
