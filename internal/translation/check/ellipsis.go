package check

import "strings"

// ellipsis finds three dots where the source has the one sign.
func ellipsis(r *reading) []Finding {
	if !prose(r.Kind) || !strings.Contains(r.source.prose, "…") || strings.Contains(r.source.prose, "...") {
		return nil
	}
	at := strings.Index(r.target.prose, "...")
	if at < 0 || strings.HasPrefix(r.target.prose[at:], "....") {
		return nil
	}
	mended := r.Target[:at] + "…" + r.Target[at+len("..."):]
	return []Finding{r.at("CheckEllipsis", at, at+len("...")).fixed(mended)}
}
