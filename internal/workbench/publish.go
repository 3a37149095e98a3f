package workbench

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// Changes are what is to be saved and published of a translation.
type Changes struct {
	Post     content.PostID
	Revision int // on which Fields are based
	Fields   content.Fields
	Public   bool // readers see the post already
}

// Held is the refusal to publish what is not ready (translation 2.1). It is
// Invalid.
type Held struct {
	Untranslated []Segment // where the site does not let them through
	Faulty       []Segment // with findings that are errors
}

// Error says how much is missing.
func (e *Held) Error() string {
	return fmt.Sprintf("%d segments are not translated, %d have errors", len(e.Untranslated), len(e.Faulty))
}

// Unwrap makes it Invalid.
func (e *Held) Unwrap() error { return errs.Invalid{"translation": "TranslationHeld"} }

// Publishable returns what readers would get of a translation, or *Held. The
// site's policy decides on what nobody has translated: it holds the text back,
// is left out, or stands in the language of the source.
func (s *Service) Publishable(ctx context.Context, by account.User, target content.PostID) (Changes, error) {
	p, err := s.pairOf(ctx, s.db, by, target)
	if err != nil {
		return Changes{}, err
	}
	if err := p.check(by, policy.PublishTranslation); err != nil {
		return Changes{}, err
	}
	v, err := s.Open(ctx, by, target)
	if err != nil {
		return Changes{}, err
	}
	held := &Held{}
	for _, seg := range v.Segments {
		if check.Worst(seg.Findings) == check.Error || seg.Fault != "" {
			held.Faulty = append(held.Faulty, seg)
		} else if v.Policy == site.Block && missing(seg) {
			held.Untranslated = append(held.Untranslated, seg)
		}
	}
	if len(held.Faulty)+len(held.Untranslated) > 0 {
		return Changes{}, held
	}
	c := Changes{Post: target, Revision: v.Target.Revision, Fields: v.Working, Public: v.Public}
	if err := s.complete(ctx, &c, v); err != nil || v.Policy != site.Omit {
		return c, err
	}
	c.Fields.Body, err = without(v)
	return c, err
}

// missing reports whether a segment has to be translated and is not.
func missing(seg Segment) bool {
	return seg.State == translation.Untranslated && !seg.Idle && !seg.Omitted
}

// complete adds the fields that are none of the workbench's, and the slug.
func (s *Service) complete(ctx context.Context, c *Changes, v *View) error {
	tags, err := s.db.TagsOf(ctx, c.Post)
	if err != nil {
		return err
	}
	for _, t := range tags {
		c.Fields.Tags = append(c.Fields.Tags, t.Name)
	}
	if c.Fields.Translator == "" {
		if c.Fields.Translator, err = s.translators(ctx, v); err != nil {
			return err
		}
	}
	if v.Target.FirstPublishedAt != nil {
		return nil
	}
	c.Fields.Slug = "" // made of the title, unless somebody wrote one
	for _, seg := range v.Segments {
		if seg.Kind == translation.FieldSlug && seg.Text != "" {
			c.Fields.Slug = seg.Text
		}
	}
	return nil
}

// without returns the text without what nobody has translated. What cannot be
// taken out, such as one cell of a row, stays.
func without(v *View) (string, error) {
	open := map[translation.SegmentID]bool{}
	for _, seg := range v.Segments {
		open[seg.ID] = missing(seg)
	}
	doc, err := parse(v.Working.Body)
	if err != nil {
		return "", err
	}
	text := translation.Text{Doc: doc}
	for _, slot := range v.Slots {
		text.Slots = append(text.Slots, translation.Slot{ID: slot.Segment, Count: slot.Blocks, Orphan: slot.Orphan})
	}
	for i := len(text.Slots) - 1; i >= 0; i-- {
		if !open[text.Slots[i].ID] {
			continue
		}
		if next, err := text.Drop(i); err == nil {
			text = next
		}
	}
	return text.Doc.Source, nil
}

// Verify reports what does not hold of a translation although it always
// should: its slots compile to its text, byte for byte, and what is kept of a
// segment is what stands there.
func (s *Service) Verify(ctx context.Context, target content.PostID) error {
	var p pair
	return s.db.Snapshot(ctx, func(db *store.Snapshot) error {
		var err error
		if p, err = s.pairOf(ctx, db, account.Operator(), target); err != nil {
			return err
		}
		t, err := db.Translation(ctx, target)
		if err != nil {
			return err
		}
		text, linked, err := s.textOf(p.target, t)
		if err != nil || !linked {
			return fmt.Errorf("the slots of translation %d do not fit its text (%v)", target, err)
		}
		compiled, err := text.Compile()
		if err != nil || compiled != body(p.target, t) {
			return fmt.Errorf("translation %d compiles to another text (%v): %q, %q", target, err, compiled, body(p.target, t))
		}
		rows, err := db.TargetSegments(ctx, target)
		if err != nil {
			return err
		}
		texts := text.Texts()
		for _, id := range slices.Sorted(maps.Keys(rows)) {
			row := rows[id]
			stands, there := texts[id]
			if there && row.State != translation.Untranslated && row.Fault == "" && stands != row.Text {
				return fmt.Errorf("segment %d is %q and stands as %q", id, row.Text, stands)
			}
		}
		return nil
	})
}
