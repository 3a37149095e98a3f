package translation

// A Count is of segments, and of the words of their sources.
type Count struct{ Segments, Words int }

func (c *Count) add(words int) {
	c.Segments++
	c.Words += words
}

// Progress is how far a translation is. The zero value is that of nothing.
type Progress struct {
	Total                                         Count
	Untranslated, NeedsEdit, Translated, Approved Count
	UpToDate                                      Count // translated or approved, from the source as it is now
	Stale                                         Count // from one that has changed since
	Reasons                                       map[Reason]Count
}

// Add counts a segment.
func (p *Progress) Add(state State, reason Reason, outdated bool, words int) {
	p.Total.add(words)
	switch state {
	case NeedsEdit:
		p.NeedsEdit.add(words)
	case Translated:
		p.Translated.add(words)
	case Approved:
		p.Approved.add(words)
	default:
		p.Untranslated.add(words)
	}
	if outdated {
		p.Stale.add(words)
	}
	if state.Done() && !outdated {
		p.UpToDate.add(words)
	}
	if state == NeedsEdit {
		if p.Reasons == nil {
			p.Reasons = map[Reason]Count{}
		}
		c := p.Reasons[reason]
		c.add(words)
		p.Reasons[reason] = c
	}
}

// Percent returns how much is translated and up to date, of a hundred words,
// rounded down: it is 100 only of what is finished.
func (p Progress) Percent() int {
	switch {
	case p.UpToDate.Segments == p.Total.Segments:
		return 100
	case p.Total.Words == 0:
		return p.UpToDate.Segments * 100 / p.Total.Segments
	}
	return min(99, p.UpToDate.Words*100/p.Total.Words)
}
