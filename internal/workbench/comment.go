package workbench

import (
	"context"
	"fmt"
	"unicode/utf8"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// Comment says something about a segment: of the translation, or with onSource
// of the source, for every language to read (translation 2.13).
func (s *Service) Comment(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, text string, onSource bool) (store.Comment, error) {
	text, err := cleaned(text)
	switch {
	case err != nil:
		return store.Comment{}, err
	case text == "":
		return store.Comment{}, errs.Invalid{"text": "CommentEmpty"}
	case utf8.RuneCountInString(text) > maxReason:
		return store.Comment{}, errs.Invalid{"text": "PostFieldTooLong"}
	}
	var c store.Comment
	err = s.do(ctx, func(tx *store.Tx) error {
		p, err := s.pairOf(ctx, tx, by, target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.Suggest); err != nil {
			return err
		}
		if _, err := tx.SourceSegment(ctx, p.source.ID, id); err != nil {
			return err
		}
		c = store.Comment{SourceID: p.source.ID, UID: id, TargetID: target, UserID: by.ID, At: s.now(), Text: text}
		if onSource {
			c.TargetID = 0
		}
		c, err = tx.AddComment(ctx, c)
		return err
	})
	return c, err
}

// Resolve says that a comment is settled, or (with false) that it is not.
// target is the translation beside which the person reads it.
func (s *Service) Resolve(ctx context.Context, by account.User, target content.PostID, id int64, resolved bool) error {
	return s.do(ctx, func(tx *store.Tx) error {
		p, err := s.pairOf(ctx, tx, by, target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.Suggest); err != nil {
			return err
		}
		c, err := tx.Comment(ctx, id)
		if err != nil {
			return err
		}
		if c.SourceID != p.source.ID || c.TargetID != 0 && c.TargetID != target {
			return fmt.Errorf("comment %d is on another text: %w", id, errs.NotFound)
		}
		if resolved == (c.ResolvedAt != nil) {
			return nil
		}
		c.ResolvedAt, c.ResolvedBy = nil, 0
		if resolved {
			c.ResolvedAt, c.ResolvedBy = s.nowPointer(), by.ID
		}
		return tx.ResolveComment(ctx, c)
	})
}
