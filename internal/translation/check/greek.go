package check

import "regexp"

var latinQuestion = regexp.MustCompile(`\?(?:\s|$)`)

// greekQuestion finds questions of Greek with the mark of other languages.
func greekQuestion(r *reading) []Finding {
	if !prose(r.Kind) || r.To.Base() != "el" {
		return nil
	}
	at := latinQuestion.FindStringIndex(r.target.prose)
	if at == nil {
		return nil
	}
	mended := replaceIn(r.target, latinQuestion, func(match string) string { return ";" + match[1:] })
	return []Finding{r.at("CheckGreekQuestion", at[0], at[0]+1, "Sign", ";").fixed(mended)}
}
