package workbench

import (
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/translation"
)

// A linking is on its way to say what became of each segment.
type linking struct {
	base    baseline
	rows    map[translation.SegmentID]store.TargetSegment
	target  content.Post
	sure    bool // both texts have the same blocks in the same order
	changed []store.TargetSegment
	events  []store.SegmentEvent
}

// link notes that a text is the translation of a segment.
func (l *linking) link(source store.SourceSegment, text string, blocks int, now func() time.Time) {
	then, was := l.base.then[source.UID]
	if !was {
		then = source.Text
	}
	row, known := l.rows[source.UID]
	old := row
	switch {
	case known && row.Text == text:
	case known:
		row.Text = text
		row.State, row.Reason, row.WasState, row.WasReason = translation.NeedsEdit, translation.AlignedGuess, "", ""
	case l.untranslated(source, then, text):
		return
	default:
		row = store.Untouched(l.target.ID, source.UID)
		old = row
		row.Target = l.guess(source.Kind, then, text)
	}
	row.SourceChanged(source.Kind, l.base.change[source.UID], then, source.Text)
	row.Split = blocks > 1
	if row == old {
		return
	}
	at := now()
	row.Version, row.EditorID = old.Version+1, l.target.EditorID
	if row.EditedAt == nil {
		row.EditedAt = &l.target.UpdatedAt
	}
	l.changed = append(l.changed, row)
	l.events = append(l.events, eventOf(old, row, translation.WasMadeToMatch, 0, at))
}

// untranslated reports whether a text that nothing is known of is a copy of
// the source, or nothing. What people have published with the same few words
// is meant to be so.
func (l *linking) untranslated(source store.SourceSegment, then, text string) bool {
	switch {
	case text == "" || source.Kind == translation.FieldSlug:
		return true
	case translation.Hash(source.Kind, text) != translation.Hash(source.Kind, then):
		return false
	}
	return l.target.FirstPublishedAt == nil || source.Words > fewWords
}

// guess returns what a text is that stands where the translation of a segment
// would.
func (l *linking) guess(k translation.Kind, then, text string) translation.Target {
	t := translation.Target{Text: text, State: translation.NeedsEdit, Reason: translation.AlignedGuess, Origin: translation.ByImport}
	if l.sure || k.Field() {
		t.State, t.Reason = translation.Translated, ""
	}
	t.SrcText, t.SrcHash, t.SyncedHash = then, translation.Hash(k, then), translation.Meaning(k, text)
	return t
}
