package workbench

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// A Document is the whole text of a translation, as somebody edited it.
type Document struct {
	Target  content.PostID
	Stamp   string         // of the View that the person saw
	Fields  content.Fields // Body, and the fields that are translated
	Confirm bool           // what the person changed is translated
}

// SaveDocument keeps a translation that was edited as a whole. Its blocks are
// linked again: what is as it was keeps its state, what was changed is
// translated if the person says so, and needs an edit else. *StaleDocument says
// that somebody saved meanwhile; what the person wrote is the caller's to keep.
func (s *Service) SaveDocument(ctx context.Context, by account.User, d Document) (*View, error) {
	d.Fields = d.Fields.Trimmed()
	if err := d.Fields.Validate(); err != nil {
		return nil, err
	}
	err := s.do(ctx, func(tx *store.Tx) error {
		p, err := s.pairOf(ctx, tx, by, d.Target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.EditPost); err != nil {
			return err
		}
		w, err := s.follow(ctx, tx, p.source, d.Target)
		if err != nil {
			return err
		}
		was := workingFields(w.target, w.t)
		was.Body = w.text.Doc.Source
		if stampOf(was) != d.Stamp {
			return &StaleDocument{Theirs: was, Mine: d.Fields, Stamp: stampOf(was)}
		}
		is := w.target.Fields(nil)
		for _, k := range translation.FieldKinds() {
			*is.Text(k.Name()) = *d.Fields.Text(k.Name())
		}
		is.Body = d.Fields.Body
		if err := w.target.With(is).Validate(); err != nil {
			return err
		}
		w.editor = by.ID
		return s.keepFreeform(ctx, tx, w, freeform{
			before: w.text, was: was, is: is, by: by.ID,
			translates: d.Confirm && policy.Allows(by, policy.Translate, p.object),
		})
	})
	if err != nil {
		return nil, err
	}
	return s.Open(ctx, by, d.Target)
}

// StaleDocument is the refusal to save a text over what somebody else has made
// of it meanwhile. It is a Conflict. Stamp is that of Theirs.
type StaleDocument struct {
	Theirs, Mine content.Fields
	Stamp        string
}

// Error says what happened.
func (e *StaleDocument) Error() string { return "the translation was changed meanwhile" }

// Unwrap makes it a Conflict.
func (e *StaleDocument) Unwrap() error { return errs.Conflict }

// stampOf names a state of the text that is worked on.
func stampOf(f content.Fields) string {
	return hashOf(content.Post{}.With(f))
}

// SettleConflicts says that somebody has looked at the code that differs on
// both sides.
func (s *Service) SettleConflicts(ctx context.Context, by account.User, target content.PostID) error {
	return s.do(ctx, func(tx *store.Tx) error {
		p, err := s.pairOf(ctx, tx, by, target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.Translate); err != nil {
			return err
		}
		w, err := s.follow(ctx, tx, p.source, target)
		if err != nil {
			return err
		}
		if !w.linked {
			return errs.NotFound
		}
		w.t.Conflicts = ""
		return tx.SaveTranslation(ctx, w.t)
	})
}
