package check

import "strings"

// edgeSpace finds blanks around the text.
func edgeSpace(r *reading) []Finding {
	trimmed := strings.TrimSpace(r.Target)
	if trimmed == r.Target || trimmed == "" || !prose(r.Kind) {
		return nil
	}
	start, end := 0, strings.Index(r.Target, trimmed)
	if end == 0 {
		start, end = len(trimmed), len(r.Target)
	}
	return []Finding{r.at("CheckEdgeSpace", start, end).fixed(trimmed)}
}
