package workbench

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// SourceChanges are what its author sees of a text that others are translated
// from (translation 2.7).
type SourceChanges struct {
	Source   content.Post
	Since    int // the revision that it is compared with
	Segments []SourceChange
	Removed  []string // texts that are gone
	Improved []Improved
	Targets  []content.Summary // its translations
}

// A SourceChange is a segment that is not what it was.
type SourceChange struct {
	ID        translation.SegmentID
	Kind      translation.Kind
	Path      string
	Then, Now string // Then is "" of a new one
	Change    translation.Change
	Languages []locale.Tag // in which it is translated
	Ticked    bool         // it has to be translated again

	waits bool // some translation is of another text
}

// An Improved is a translation that was changed since both sides were in step.
type Improved struct {
	ID     translation.SegmentID
	Target content.PostID
	Locale locale.Tag
	Source string
	Text   string
	Drift  translation.Drift
}

// Changes returns what happened to a source since one of its revisions; 0
// stands for the oldest with which a translation was last in step, and leaves
// out what every translation has caught up with. Whoever may change the source
// sees it.
func (s *Service) Changes(ctx context.Context, by account.User, source content.PostID, since int) (*SourceChanges, error) {
	p, variants, err := s.authored(ctx, s.db, by, source)
	if err != nil {
		return nil, err
	}
	if err := s.do(ctx, func(tx *store.Tx) error {
		_, _, err := s.followSource(ctx, tx, p)
		return err
	}); err != nil {
		return nil, err
	}
	c := &SourceChanges{Source: p, Since: since}
	translations, err := s.db.TranslationsOf(ctx, source)
	if err != nil {
		return nil, err
	}
	for _, t := range translations {
		if i := slices.IndexFunc(variants, func(v content.Summary) bool { return v.ID == t.TargetID }); i >= 0 {
			c.Targets = append(c.Targets, variants[i])
		}
		if since == 0 && t.BaseRevision > 0 && (c.Since == 0 || t.BaseRevision < c.Since) {
			c.Since = t.BaseRevision
		}
	}
	now, err := s.db.SourceSegments(ctx, source, false)
	if err != nil {
		return nil, err
	}
	if err := s.compare(ctx, c, now); err != nil {
		return nil, err
	}
	if err := s.addLanguages(ctx, c, now); err != nil {
		return nil, err
	}
	if since == 0 {
		c.Segments = slices.DeleteFunc(c.Segments, func(is SourceChange) bool { return len(is.Languages) > 0 && !is.waits })
	}
	return c, nil
}

// authored returns a source that by may change, with the posts of its work.
func (s *Service) authored(ctx context.Context, db reader, by account.User, source content.PostID) (content.Post, []content.Summary, error) {
	p, err := db.Post(ctx, source)
	if err != nil {
		return p, nil, err
	}
	variants, err := db.Variants(ctx, p.GroupID)
	if err != nil {
		return p, nil, err
	}
	return p, variants, policy.Check(by, policy.EditPost, policy.ObjectOf(by, p.Summary(), variants))
}

// compare fills in what changed.
func (s *Service) compare(ctx context.Context, c *SourceChanges, now []store.SourceSegment) error {
	if c.Since == 0 || c.Since >= c.Source.Revision {
		return nil
	}
	saved, err := s.db.Revision(ctx, c.Source.ID, c.Since)
	if errors.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	then := c.Source.With(saved.Fields)
	doc, err := parse(then.Body)
	if err != nil {
		return err
	}
	old := append(translation.Fields(then.Fields(nil)), doc.Segments...)
	for _, l := range translation.Align(translation.Key(old, nil), keyed(now)) {
		switch {
		case l.Change == translation.Same || l.Change == translation.Moved || l.New >= 0 && now[l.New].Skip:
		case l.New < 0:
			c.Removed = append(c.Removed, old[l.Old].Text)
		default:
			is := now[l.New]
			change := SourceChange{ID: is.UID, Kind: is.Kind, Path: is.Path, Now: is.Text, Change: l.Change}
			if l.Old >= 0 {
				change.Then = old[l.Old].Text
			}
			if l.Part != 2 || l.Change == translation.Split {
				c.Segments = append(c.Segments, change)
			}
		}
	}
	return nil
}

// addLanguages says in which languages the segments are translated, and which
// translations are ahead of the source.
func (s *Service) addLanguages(ctx context.Context, c *SourceChanges, now []store.SourceSegment) error {
	sources := map[translation.SegmentID]store.SourceSegment{}
	var uids []translation.SegmentID
	for _, source := range now {
		sources[source.UID] = source
		uids = append(uids, source.UID)
	}
	rows, err := s.db.TargetsOf(ctx, uids)
	if err != nil {
		return err
	}
	locales := map[content.PostID]locale.Tag{}
	for _, v := range c.Targets {
		locales[v.ID] = v.Locale
	}
	for _, row := range rows {
		l, known := locales[row.TargetID]
		if !known || row.State == translation.Untranslated {
			continue
		}
		source := sources[row.UID]
		if drift := row.Drift(source.Kind, source.Text); drift == translation.TranslationImproved || drift == translation.CheckBoth {
			c.Improved = append(c.Improved, Improved{ID: row.UID, Target: row.TargetID, Locale: l, Source: source.Text, Text: row.Text, Drift: drift})
		}
		for i := range c.Segments {
			if c.Segments[i].ID == row.UID {
				c.Segments[i].Languages = append(c.Segments[i].Languages, l)
				c.Segments[i].Ticked = c.Segments[i].Ticked || asksAgain(row)
				c.Segments[i].waits = c.Segments[i].waits || row.Outdated(source.Kind, source.Text)
			}
		}
	}
	return nil
}

// asksAgain reports whether a translation waits for an edit because its source
// was changed.
func asksAgain(row store.TargetSegment) bool {
	switch row.Reason {
	case translation.SourceChanged, translation.SourceSplit, translation.SourceMerged:
		return true
	}
	return false
}

// Classify says, with the author of a source, which of its changes since a
// revision have to be translated again: of the segments that were shown, those
// that are ticked. It is one act, on every translation, that can be undone.
func (s *Service) Classify(ctx context.Context, by account.User, source content.PostID, since int, shown, ticked []translation.SegmentID) (store.Act, error) {
	c, err := s.Changes(ctx, by, source, since)
	if err != nil {
		return store.Act{}, err
	}
	then := map[translation.SegmentID]string{}
	for _, change := range c.Segments {
		then[change.ID] = change.Then
	}
	var act store.Act
	err = s.do(ctx, func(tx *store.Tx) error {
		var batches []*batch
		for _, t := range c.Targets {
			b := &batch{s: s, by: by, kind: kindClassify}
			if err := b.begin(ctx, tx, t.ID, policy.Suggest); err != nil {
				return err
			}
			for _, id := range shown {
				if err := b.do(ctx, tx, id, classify(slices.Contains(ticked, id), then[id])); err != nil {
					return err
				}
			}
			batches = append(batches, b)
		}
		act, err = s.endAll(ctx, tx, by, batches)
		return err
	})
	return act, err
}

// classify returns what the author's word does to a translation.
func classify(again bool, then string) func(h *hand) translation.What {
	return func(h *hand) translation.What {
		if again {
			return h.row.AskAgain(h.source.Kind, then, h.source.Text)
		}
		if !asksAgain(h.row) {
			return ""
		}
		return h.row.Carry(h.source.Kind, h.source.Text)
	}
}

// endAll stores several batches as one act.
func (s *Service) endAll(ctx context.Context, tx *store.Tx, by account.User, batches []*batch) (store.Act, error) {
	var undo []before
	for _, b := range batches {
		undo = append(undo, b.undo...)
	}
	if len(undo) == 0 {
		return store.Act{}, nil
	}
	act, err := s.remember(ctx, tx, by, batches[0].kind, undo)
	if err != nil {
		return act, err
	}
	for _, b := range batches {
		for i := range b.events {
			b.events[i].BatchID = act.ID
		}
		if err := b.keep(ctx, tx); err != nil {
			return act, err
		}
	}
	return act, nil
}

// forSource returns an open suggestion for a source that by may change.
func (s *Service) forSource(ctx context.Context, tx *store.Tx, by account.User, id int64) (store.Suggestion, content.Post, error) {
	found, err := tx.LockSuggestion(ctx, id)
	if err != nil {
		return found, content.Post{}, err
	}
	p, _, err := s.authored(ctx, tx, by, found.PostID)
	if err == nil && found.Status != "open" {
		err = fmt.Errorf("suggestion %d is %s: %w", id, found.Status, ErrMovedOn)
	}
	return found, p, err
}
