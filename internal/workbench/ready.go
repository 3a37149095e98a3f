package workbench

import (
	"context"
	"errors"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
)

// Asks reports whether the site's policy is asked before a post is published
// (translation 2.1): of translations, wherever the button is that was pressed.
// Texts of one work that were written each by itself are no translations
// before somebody translates one from the other; and nothing is asked of what
// readers have, or get at a time that is set.
func (s *Service) Asks(ctx context.Context, by account.User, id content.PostID) (bool, error) {
	p, err := s.pairOf(ctx, s.db, by, id)
	if errors.Is(err, errs.NotFound) || err == nil && public(p.target) {
		return false, nil
	}
	if err != nil || p.target.SourceID != nil || p.group.SourceID != nil {
		return err == nil, err
	}
	_, err = s.db.Translation(ctx, id)
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// Ready is Publishable for those who publish a post elsewhere than in the
// workbench. It returns what has to be saved of the post before readers get
// it, nil for nothing, or *Held.
func (s *Service) Ready(ctx context.Context, by account.User, id content.PostID) (*Changes, error) {
	if asks, err := s.Asks(ctx, by, id); err != nil || !asks {
		return nil, err
	}
	c, err := s.Publishable(ctx, by, id)
	if err != nil {
		return nil, err
	}
	p, err := s.db.Post(ctx, id)
	if err != nil {
		return nil, err
	}
	is := p.Fields(c.Fields.Tags)
	if is.Body == c.Fields.Body && is.Translator == c.Fields.Translator {
		return nil, nil
	}
	is.Body, is.Translator = c.Fields.Body, c.Fields.Translator
	c.Fields = is
	return &c, nil
}
