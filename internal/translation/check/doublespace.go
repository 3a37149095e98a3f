package check

import (
	"regexp"
	"strings"
)

var twoBlanks = regexp.MustCompile(`[^\s\x00] {2,}[^\s\x00]`)

// doubleSpace finds two blanks between words, where the source has none such.
func doubleSpace(r *reading) []Finding {
	if !prose(r.Kind) || !strings.Contains(r.target.prose, "  ") || twoBlanks.MatchString(r.source.prose) {
		return nil
	}
	at := twoBlanks.FindStringIndex(r.target.prose)
	if at == nil {
		return nil
	}
	mended := replaceIn(r.target, regexp.MustCompile(`( ) +`), func(string) string { return " " })
	for start := at[0]; start < at[1]; start++ {
		if r.Target[start] == ' ' {
			end := start
			for r.Target[end] == ' ' {
				end++
			}
			return []Finding{r.at("CheckDoubleSpace", start, end).fixed(mended)}
		}
	}
	return nil
}

// replaceIn returns the text with what matches in its prose replaced; what is
// no prose stays.
func replaceIn(s side, form *regexp.Regexp, with func(match string) string) string {
	var b []byte
	done := 0
	for _, at := range form.FindAllStringIndex(s.prose, -1) {
		b = append(b, s.text[done:at[0]]...)
		b = append(b, with(s.prose[at[0]:at[1]])...)
		done = at[1]
	}
	return string(append(b, s.text[done:]...))
}
