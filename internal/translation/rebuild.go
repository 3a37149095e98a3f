package translation

// fewWords is how many words a text may have to be the same in two languages:
// a name, a command.
const fewWords = 3

// Guessed returns what is known of a translation that was linked with its
// source by Match or Realign alone. sure says that both were made together: a
// score of 1, with the source as it was then. A longer text that is the
// source's is none.
func Guessed(k Kind, text, source string, sure bool) *Target {
	if !visible(text) || text == source && Words(k, text) > fewWords {
		return &Target{Text: text, State: Untranslated}
	}
	t := &Target{Text: text, State: NeedsEdit, Reason: AlignedGuess, Origin: ByImport}
	t.pin(k, source)
	if sure {
		t.State, t.Reason = Translated, ""
		t.SyncedHash = Meaning(k, text)
	}
	return t
}

// Swap makes the translation the source and the source its translation. The
// segments of the new source have the ids that they had; those that stood in
// its language only, and all but the first of several blocks, have 0. The
// source may be that of other languages too: Renumber gives the pair ids of its
// own.
func Swap(source, target Text, targets map[SegmentID]*Target) (newSource, newTarget Text, now map[SegmentID]*Target) {
	ids := target.ids()
	for i := 1; i < len(ids); i++ {
		if ids[i] == target.ids()[i-1] {
			ids[i] = 0
		}
	}
	newSource, newTarget = Linked(target.Doc, ids), Linked(source.Doc, source.ids())
	now = map[SegmentID]*Target{}
	for i, s := range newTarget.Slots {
		at := target.Index(s.ID)
		if at < 0 {
			newTarget.Slots[i].ID = 0
			continue
		}
		was := targets[s.ID]
		if was == nil {
			was = &Target{State: Untranslated}
		}
		now[s.ID] = was.swapped(source.Doc.Segments[i], target.Segments(at))
	}
	return newSource, newTarget, now
}

// swapped returns the state of what was the source of t, as a translation of
// what t was.
func (t *Target) swapped(source Segment, target []Segment) *Target {
	other := &Target{Text: source.Text, State: Translated, Origin: ByHuman}
	other.pin(target[0].Kind, target[0].Text)
	other.SyncedHash = Meaning(source.Kind, source.Text)
	drift := t.Drift(source.Kind, source.Text)
	if drift == TranslationOutdated || drift == CheckBoth {
		other.SyncedHash = Meaning(source.Kind, t.SrcText)
	}
	switch {
	case len(target) > 1:
		other.outdate(SourceSplit)
	case t.Reason == AlignedGuess:
		other.State, other.Reason = NeedsEdit, AlignedGuess
	case drift == TranslationImproved || drift == CheckBoth:
		other.State, other.Reason = NeedsEdit, Unsure // what it was translated to is known no more
	case t.State == Approved:
		other.State = Approved
	}
	return other
}

// Renumber returns the text with other ids.
func (t Text) Renumber(ids map[SegmentID]SegmentID) Text {
	next := Text{Doc: t.Doc, Slots: make([]Slot, len(t.Slots))}
	for i, s := range t.Slots {
		s.ID = ids[s.ID]
		next.Slots[i] = s
	}
	return next
}
