package workbench

import (
	"context"
	"errors"
	"slices"

	"verso/internal/content"
	"verso/internal/diff"
	"verso/internal/errs"
	"verso/internal/store"
	"verso/internal/translation"
)

// follow brings what is known of a translation up to date with both texts,
// whoever changed them and how, and returns it locked.
func (s *Service) follow(ctx context.Context, tx *store.Tx, source content.Post, target content.PostID) (*working, error) {
	source, g, err := s.followSource(ctx, tx, source)
	if err != nil {
		return nil, err
	}
	w, err := s.lockWorking(ctx, tx, source, g, target)
	if err != nil {
		return w, err
	}
	switch {
	case w.t.SourceID != source.ID || w.t.MergedVersion == 0 || !w.linked && w.t.TargetRevision == w.target.Revision:
		return w, s.link(ctx, tx, w)
	case w.t.TargetRevision != w.target.Revision:
		return w, s.followText(ctx, tx, w)
	}
	return w, nil
}

// follows reports whether what is known of a translation is up to date.
func follows(t store.Translation, source, target content.Post, g store.Segmentation) bool {
	return t.SourceID == source.ID && t.TargetRevision == target.Revision && t.Segmenter == segmenter && t.MergedVersion != 0 && current(g, source)
}

// followText links the blocks of a text that was changed outside of the
// workbench with what they were before.
func (s *Service) followText(ctx context.Context, tx *store.Tx, w *working) error {
	saved, err := tx.Revision(ctx, w.target.ID, w.t.TargetRevision)
	if errors.Is(err, errs.NotFound) {
		return s.link(ctx, tx, w)
	}
	if err != nil {
		return err
	}
	was := content.Post{}.With(saved.Fields)
	f := freeform{was: workingFields(was, w.t), is: w.target.Fields(nil), by: w.target.EditorID}
	f.was.Body = body(was, w.t)
	if f.before, w.linked, err = s.textOf(was, withBody(w.t, f.was.Body)); err != nil {
		return err
	}
	if !w.linked {
		return s.link(ctx, tx, w)
	}
	if w.t.Body != nil || w.t.Fields != nil {
		f.is, f.clash = merged(saved.Fields, f.was, f.is)
	}
	return s.keepFreeform(ctx, tx, w, f)
}

// realign links the blocks of a text that was edited as a whole.
func (f *freeform) realign(source content.Post, segments []store.SourceSegment) error {
	f.after = f.before
	if f.is.Body == f.before.Doc.Source {
		return nil
	}
	from, err := parse(source.Body)
	if err != nil {
		return err
	}
	to, err := parse(f.is.Body)
	if err != nil {
		return err
	}
	f.guessed = map[translation.SegmentID]bool{}
	next, guessed := translation.Realign(translation.Linked(from, bodyIDs(segments)), f.before, to)
	for _, id := range guessed {
		f.guessed[id] = true
	}
	f.after = next
	return nil
}

// withBody returns t for a text that is given.
func withBody(t store.Translation, body string) store.Translation {
	t.Body = &body
	return t
}

// merged puts together what translators made of a text that readers see and
// what somebody else made of it meanwhile. Where both changed the same, the
// text that was saved stands, and clash is true.
func merged(base, mine, theirs content.Fields) (f content.Fields, clash bool) {
	f = theirs
	for _, k := range translation.FieldKinds() {
		if name := k.Name(); *theirs.Text(name) == *base.Text(name) {
			*f.Text(name) = *mine.Text(name)
		}
	}
	switch {
	case theirs.Body == base.Body:
		f.Body = mine.Body
	case mine.Body != base.Body && mine.Body != theirs.Body:
		text, clashes := diff.Text(diff.Merge(base.Body, mine.Body, theirs.Body))
		if clashes > 0 {
			return f, true
		}
		f.Body = text
	}
	return f, false
}

// A freeform is an edit of a whole text.
type freeform struct {
	before, after translation.Text
	was, is       content.Fields // the fields beside it
	by            content.UserID
	translates    bool                           // they say that what they changed is translated
	clash         bool                           // was has texts that are not in is
	guessed       map[translation.SegmentID]bool // that they translate these is a guess
}

// keepFreeform stores an edit of a whole text and works out what it did to its
// segments. A segment whose text is as it was keeps its state.
func (s *Service) keepFreeform(ctx context.Context, tx *store.Tx, w *working, f freeform) error {
	all, err := tx.SourceSegments(ctx, w.source.ID, true)
	if err != nil {
		return err
	}
	rows, err := tx.TargetSegments(ctx, w.target.ID)
	if err != nil {
		return err
	}
	segments := slices.DeleteFunc(slices.Clone(all), func(s store.SourceSegment) bool { return s.RemovedAt != nil })
	if err := f.realign(w.source, segments); err != nil {
		return err
	}
	before, after := f.before.Texts(), f.after.Texts()
	var changed []store.TargetSegment
	var events []store.SegmentEvent
	for _, source := range all { // those that left the source as well: they may come back
		was, had := before[source.UID]
		is, has := after[source.UID]
		if source.Kind.Field() && source.RemovedAt == nil {
			name := source.Kind.Name()
			was, is, had, has = *f.was.Text(name), *f.is.Text(name), true, true
		}
		if !has || had && was == is {
			continue
		}
		row, there := rows[source.UID]
		if !there {
			row = store.Untouched(w.target.ID, source.UID)
		}
		old := row
		what := row.Freeform(source.Kind, is, source.Text, f.translates || !counts(source))
		if f.clash && had && what != "" {
			row.State, row.Reason, row.Offer = translation.NeedsEdit, translation.Conflict, was
		}
		if f.guessed[source.UID] && what != "" && !f.translates {
			row.Reason = translation.AlignedGuess
		}
		if what == "" && row == old {
			continue
		}
		row.Version, row.Fault, row.EditorID, row.EditedAt = old.Version+1, "", f.by, s.nowPointer()
		row.Split = slotCount(f.after, source.UID) > 1
		rows[source.UID] = row
		changed, events = append(changed, row), append(events, eventOf(old, row, what, f.by, s.now()))
	}
	if err := tx.SaveTargetSegments(ctx, changed...); err != nil {
		return err
	}
	if err := tx.AddSegmentEvents(ctx, events...); err != nil {
		return err
	}
	w.text, w.untranslated = f.after, inSource(segments, rows)
	if err := s.keepFields(ctx, tx, w, f.is); err != nil {
		return err
	}
	return tx.Recount(ctx, w.source.ID, w.target.ID)
}

// slotCount returns how many blocks of a text translate a segment.
func slotCount(t translation.Text, id translation.SegmentID) int {
	if at := t.Index(id); at >= 0 {
		return t.Slots[at].Count
	}
	return 0
}
