package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
	"verso/internal/translation"
)

// A working is the text that translators work on, locked: the post itself, or
// of a post that readers see a copy of it.
type working struct {
	source content.Post
	g      store.Segmentation // of the source
	target content.Post       // as stored
	t      store.Translation
	linked bool             // it is known which block translates what
	text   translation.Text // the working copy's
	editor content.UserID   // who changes it; 0: the program

	// untranslated tells which segments have the text of the source; nil: what
	// readers see is as it was.
	untranslated func(translation.SegmentID) bool
}

// body returns the text that translators work on.
func body(target content.Post, t store.Translation) string {
	if t.Body != nil {
		return *t.Body
	}
	return target.Body
}

// workingFields returns the fields beside it.
func workingFields(target content.Post, t store.Translation) content.Fields {
	f := target.Fields(nil)
	if t.Fields == nil {
		return f
	}
	for _, k := range translation.FieldKinds() {
		*f.Text(k.Name()) = *t.Fields.Text(k.Name())
	}
	return f
}

// lockWorking locks a target and reads what translators have made of it.
func (s *Service) lockWorking(ctx context.Context, tx *store.Tx, source content.Post, g store.Segmentation, target content.PostID) (*working, error) {
	w := &working{source: source, g: g}
	if err := tx.LockPosts(ctx, target); err != nil {
		return w, err
	}
	var err error
	if w.target, err = tx.Post(ctx, target); err != nil {
		return w, err
	}
	w.t, err = tx.LockTranslation(ctx, target)
	if errors.Is(err, errs.NotFound) {
		w.t = store.Translation{TargetID: target, SourceID: source.ID, Version: 1}
		return w, nil
	}
	if err != nil {
		return w, err
	}
	w.text, w.linked, err = s.textOf(w.target, w.t)
	if err == nil && !w.linked {
		s.log.WarnContext(ctx, "the blocks of a translation are linked again", "post", target)
	}
	return w, err
}

// textOf returns the working copy with what is known of its blocks. A text
// that was changed since has to be linked again.
func (s *Service) textOf(target content.Post, t store.Translation) (text translation.Text, linked bool, err error) {
	if t.Segmenter != segmenter || t.TargetRevision != target.Revision && t.Body == nil {
		return text, false, nil
	}
	if text.Doc, err = s.recent.parse(body(target, t)); err != nil {
		return text, false, err
	}
	readable := json.Unmarshal([]byte(t.Slots), &text.Slots) == nil
	return text, readable && text.Check() == nil, nil
}

// keepWorking stores the working copy as w.text has it.
func (s *Service) keepWorking(ctx context.Context, tx *store.Tx, w *working) error {
	return s.keepFields(ctx, tx, w, workingFields(w.target, w.t))
}

// keepFields stores the working copy as w.text has it, with other fields.
func (s *Service) keepFields(ctx context.Context, tx *store.Tx, w *working, f content.Fields) error {
	if err := w.text.Check(); err != nil {
		return fmt.Errorf("translation %d: %w", w.target.ID, err) // never over a text that is not understood
	}
	slots, err := json.Marshal(w.text.Slots)
	if err != nil {
		return err
	}
	w.t.Slots, w.t.Segmenter, w.t.ChangedAt = string(slots), segmenter, s.now()
	another := w.t.TargetRevision != w.target.Revision // readers see another text
	w.t.TargetRevision = w.target.Revision
	f.Body = w.text.Doc.Source
	if public(w.target) {
		w.keepApart(f)
	} else if err := s.keepPost(ctx, tx, w, f); err != nil {
		return err
	}
	w.linked = true
	s.recent.keep(w.text.Doc)
	if err := tx.SaveTranslation(ctx, w.t); err != nil {
		return err
	}
	parts := w.foreign(another)
	if parts == w.t.ForeignParts {
		return nil
	}
	w.t.ForeignParts = parts
	return tx.SaveForeignParts(ctx, w.target.ID, parts)
}

// foreign returns which bytes of what readers see are still in the language of
// the source, for the page to say so (WCAG 3.1.2): "0-120 400-431". Of another
// text than the one they were counted in nobody knows, while translators work
// on a copy.
func (w *working) foreign(another bool) string {
	switch {
	case !public(w.target), another && w.t.Body != nil:
		return ""
	case w.untranslated == nil || w.t.Body != nil:
		return w.t.ForeignParts
	}
	var parts []string
	at := 0
	for _, slot := range w.text.Slots {
		for _, block := range w.text.Doc.Segments[at : at+slot.Count] {
			if slot.ID != 0 && w.untranslated(slot.ID) {
				parts = append(parts, fmt.Sprintf("%d-%d", block.Start, block.End))
			}
		}
		at += slot.Count
	}
	return strings.Join(parts, " ")
}

// keepApart makes f what translators have made of a post that readers see.
func (w *working) keepApart(f content.Fields) {
	w.t.Body, w.t.Fields = nil, nil
	if f.Body != w.target.Body {
		w.t.Body = &f.Body
	}
	if !sameFields(f, w.target.Fields(nil)) {
		w.t.Fields = &f
	}
}

// sameFields reports whether two posts say the same beside their bodies.
func sameFields(a, b content.Fields) bool {
	for _, k := range translation.FieldKinds() {
		if *a.Text(k.Name()) != *b.Text(k.Name()) {
			return false
		}
	}
	return true
}

// keepPost makes f what a post says that readers do not see.
func (s *Service) keepPost(ctx context.Context, tx *store.Tx, w *working, f content.Fields) error {
	w.t.Body, w.t.Fields = nil, nil
	p := w.target
	p.Body = f.Body
	for _, k := range translation.FieldKinds() {
		if k != translation.FieldSlug { // has to be free: it is kept when the post is published
			was := p.Fields(nil)
			*was.Text(k.Name()) = *f.Text(k.Name())
			p = p.With(was)
		}
	}
	if p == w.target {
		return nil
	}
	p.UpdatedAt, p.EditorID = s.now(), w.editor
	p, err := tx.SaveInSession(ctx, w.target, p)
	if err != nil {
		return err
	}
	w.target, w.t.TargetRevision = p, p.Revision
	return tx.SaveUploads(ctx, p.ID, p.Uploads())
}
