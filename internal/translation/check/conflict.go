package check

import (
	"regexp"
	"strings"
)

// markers are what a merge leaves behind: seven signs on their own, at the
// start of a line until lines are folded.
var markers = regexp.MustCompile(`(?:^|\s)(<{7}|>{7}|\|{7})(?:\s|$)`)

// conflict finds the marks of a merge that nobody has finished.
func conflict(r *reading) []Finding {
	if !strings.ContainsAny(r.Target, "<>|") || markers.MatchString(r.Source) {
		return nil
	}
	at := markers.FindStringSubmatchIndex(r.Target)
	if at == nil {
		return nil
	}
	return []Finding{r.at("CheckConflictMarker", at[2], at[3], "Text", r.Target[at[2]:at[3]])}
}
