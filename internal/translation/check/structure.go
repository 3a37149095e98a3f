package check

import (
	"strings"

	"verso/internal/translation"
)

// structure finds a text that would make other blocks of the document than
// the source has.
func structure(r *reading) []Finding {
	fault := r.Fault
	if fault == "" && markup(r.Kind) && !r.Kind.Splits() && blankLine(r.Target) {
		fault = translation.FaultBlankLine
	}
	switch fault {
	case translation.FaultBlankLine:
		return []Finding{r.whole("CheckBlankLine").fixed(oneLine(r.Target))}
	case translation.FaultStructure:
		f := r.whole("CheckStructure")
		if folded := oneLine(r.Target); folded != r.Target {
			f = f.fixed(folded)
		}
		return []Finding{f}
	case translation.FaultEncoding:
		return []Finding{r.whole("CheckEncoding").fixed(strings.ToValidUTF8(r.Target, ""))}
	case translation.FaultLimit:
		return []Finding{r.whole("CheckLimit")}
	}
	return nil
}

// blankLine reports whether a line of text is empty but for blanks.
func blankLine(text string) bool {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for _, line := range lines[1:] {
		if strings.TrimSpace(line) == "" {
			return true
		}
	}
	return false
}

// oneLine joins the lines of text with a blank each.
func oneLine(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(strings.TrimSuffix(line, "\\")); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, " ")
}
