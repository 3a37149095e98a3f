package check

import "unicode/utf8"

// lengthRatio finds translations that are far shorter or longer than any
// language makes them: a sentence is missing, or the wrong text was pasted.
func lengthRatio(r *reading) []Finding {
	const least = 20 // letters of the source, below which anything goes
	if !prose(r.Kind) {
		return nil
	}
	have, want := utf8.RuneCountInString(r.Target), utf8.RuneCountInString(r.Source)
	if want < least || have == 0 {
		return nil
	}
	low, high := 0.5, 2.0
	switch from, to := r.From.CJK(), r.To.CJK(); {
	case to && !from:
		low, high = 0.2, 1.2
	case from && !to:
		low, high = 0.8, 5
	}
	if ratio := float64(have) / float64(want); ratio >= low && ratio <= high {
		return nil
	}
	have, want = letters(r.Target), letters(r.Source) // which takes longer
	if ratio := float64(have) / float64(want); want < least || ratio >= low && ratio <= high {
		return nil
	}
	return []Finding{r.whole("CheckLength")}
}
