package check

import (
	"regexp"
	"strings"
)

var explicitID = regexp.MustCompile(`\s*\{[^{}]*#[^\s{}]+[^{}]*\}\s*$`)

// headingID finds an id that a translator has given a heading: those of the
// source hold in every language (translation 2.19).
func headingID(r *reading) []Finding {
	if r.Kind.Heading() == 0 || explicitID.MatchString(r.Source) {
		return nil
	}
	at := explicitID.FindStringIndex(r.Target)
	if at == nil {
		return nil
	}
	return []Finding{r.at("CheckHeadingID", at[0], at[1]).fixed(strings.TrimSpace(r.Target[:at[0]]))}
}
