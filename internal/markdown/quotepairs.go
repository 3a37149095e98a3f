package markdown

// pairQuotes decides what the straight quotes of one block become. A quote
// without a partner stays as it was typed, but for an apostrophe and for the
// one that opens a paragraph of a longer quotation.
func pairQuotes(found []*straightQuote, m quoteMarks) {
	var open []*straightQuote
	doubles := 0 // of open
	for _, q := range found {
		switch partner := len(open) - 1; {
		case q.between:
			if !q.double && !q.hebrew {
				q.mark = "’"
			}
		case q.closes && q.double && doubles > 0:
			for !open[partner].double {
				open[partner].stayAlone(m)
				partner--
			}
			open[partner].mark, q.mark = m.of(true)
			open, doubles = open[:partner], doubles-1
		case q.closes && !q.double && partner >= 0 && !open[partner].double:
			open[partner].mark, q.mark = m.of(false)
			open = open[:partner]
		case q.opens:
			open = append(open, q)
			if q.double {
				doubles++
			}
		case q.closes && !q.double && !q.hebrew:
			q.mark = "’" // the dogs' house
		}
	}
	for _, left := range open {
		left.stayAlone(m)
	}
}

// stayAlone decides about a quote that opens and is never closed.
func (q *straightQuote) stayAlone(m quoteMarks) {
	switch {
	case q.double && q.first:
		q.mark = m.open
	case !q.double && q.beforeLetter && !q.hebrew:
		q.mark = "’" // 'tis
	}
}

// of returns the marks for double or single quotes.
func (m quoteMarks) of(double bool) (open, end string) {
	if double {
		return m.open, m.close
	}
	return m.innerOpen, m.innerClose
}
