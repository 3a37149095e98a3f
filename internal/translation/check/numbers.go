package check

// numberMissing finds numbers of the source that the translation has not, in
// whatever digits and with whatever signs within (case 75).
func numberMissing(r *reading) []Finding {
	var found []Finding
	for _, n := range r.apartNumbers(r.source, r.target) {
		found = append(found, r.lacking("CheckNumberMissing", n.start, n.end, "Text", n.text))
	}
	return found
}

// numberAdded finds numbers that only the translation has.
func numberAdded(r *reading) []Finding {
	var found []Finding
	for _, n := range r.apartNumbers(r.target, r.source) {
		found = append(found, r.at("CheckNumberAdded", n.start, n.end, "Text", n.text))
	}
	return found
}

// apartNumbers returns the numbers of a that b has not, each once.
func (r *reading) apartNumbers(a, b side) []number {
	if len(a.numbers) == 0 {
		return nil
	}
	have := counts(b)
	told := map[string]bool{}
	var more []number
	for _, n := range a.numbers {
		if !told[n.digits] && !have.has(n, a.prose[n.end:]) {
			told[n.digits] = true
			more = append(more, n)
		}
	}
	return more
}
