package public

import (
	"time"

	"verso/internal/web/view"
)

// A staleNote tells readers of a translation that its original has changed
// since (translation 2.20).
type staleNote struct {
	Of       time.Time // when the version was made that was translated; zero: not known
	Original view.Variant
}

// stale returns the note of a translation, nil where there is nothing to tell:
// it is in step, too little has changed for the owner, or readers cannot see
// the original.
func (v visit) stale(r reading) *staleNote {
	least := v.Site().StaleAfter()
	if least == 0 || r.behind.Segments < least {
		return nil
	}
	for _, p := range r.variants {
		if p.ID != r.behind.SourceID || p.ID == r.post.ID {
			continue
		}
		note := &staleNote{Original: v.variant(p)}
		if r.behind.At != nil {
			note.Of = r.behind.At.In(time.FixedZone("", p.UTCOffset*60)) // the day on its author's clock
		}
		return note
	}
	return nil
}
