package check

import "strings"

// spanishMarks finds questions and exclamations of Spanish that do not say so
// at their beginning.
func spanishMarks(r *reading) []Finding {
	if !prose(r.Kind) || r.To.Base() != "es" {
		return nil
	}
	for _, pair := range []struct{ opening, closing string }{{"¿", "?"}, {"¡", "!"}} {
		text := r.target.prose
		if strings.Count(text, pair.closing) == 0 || strings.Contains(text, pair.opening) {
			continue
		}
		at := strings.Index(text, pair.closing)
		if strings.HasPrefix(text[at+1:], "=") || strings.Contains(r.source.prose, "!=") {
			continue // an operator
		}
		return []Finding{r.at("CheckSpanishMarks", at, at+1, "Text", pair.opening)}
	}
	return nil
}
