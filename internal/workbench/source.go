package workbench

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/markdown"
	"verso/internal/store"
	"verso/internal/translation"
)

// followSource brings the segments of a source up to date with its text, and
// the states of its translations with them. It costs one read when nothing has
// changed. It returns the source as it is then.
func (s *Service) followSource(ctx context.Context, tx *store.Tx, p content.Post) (content.Post, store.Segmentation, error) {
	return s.followEdited(ctx, tx, p, nil)
}

// followEdited is followSource for a text whose segments were edited each in
// its place: their names, in order. nil says that nobody knows.
func (s *Service) followEdited(ctx context.Context, tx *store.Tx, p content.Post, inPlace []translation.SegmentID) (content.Post, store.Segmentation, error) {
	g, err := tx.Segmentation(ctx, p.ID)
	if err == nil && current(g, p) {
		return p, g, nil
	}
	if err != nil && !errors.Is(err, errs.NotFound) {
		return p, g, err
	}
	if g, err = tx.LockSegmentation(ctx, p.ID); err != nil {
		return p, g, err
	}
	if p, err = tx.Post(ctx, p.ID); err != nil || current(g, p) { // another instance may have been first
		return p, g, err
	}
	hash := hashOf(p)
	if g.Hash == hash && g.Segmenter == segmenter { // another status, another picture
		g.Revision = p.Revision
		return p, g, tx.SaveSegmentation(ctx, g)
	}
	e, err := takeApart(ctx, tx, p, inPlace)
	if err != nil {
		return p, g, err
	}
	g = store.Segmentation{PostID: p.ID, Revision: p.Revision, Segmenter: segmenter, Hash: hash, Version: g.Version + 1}
	return p, g, s.keepEdition(ctx, tx, g, e)
}

func current(g store.Segmentation, p content.Post) bool {
	return g.Revision == p.Revision && g.Segmenter == segmenter
}

// hashOf returns what a source was taken apart of.
func hashOf(p content.Post) string {
	h := sha256.New()
	f := p.Fields(nil)
	for _, k := range translation.FieldKinds() {
		fmt.Fprintf(h, "%s\x00", *f.Text(k.Name()))
	}
	h.Write([]byte(p.Body))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// parse takes a text apart; one that is too large to render is Invalid.
func parse(body string) (*translation.Document, error) {
	doc, err := translation.Parse(body)
	if _, large := errors.AsType[*markdown.LimitError](err); large {
		return nil, fmt.Errorf("%w: %w", errs.Invalid{"body": "TranslationTooLarge"}, err)
	}
	return doc, err
}

// An edition is what an edit of a source did to its segments.
type edition struct {
	post     content.Post
	segments []store.SourceSegment // of the text as it is now, fields first
	changed  []store.SourceSegment // those of them that have to be kept, and what was removed
	edits    []edit
	first    bool // the source was never taken apart before
}

// An edit is what happened to one segment.
type edit struct {
	at     int // of edition.segments
	change translation.Change
	before string
	kind   translation.Kind
	with   translation.SegmentID
	part   int
}

// takeApart compares the text of a source with the segments it had.
func takeApart(ctx context.Context, tx *store.Tx, p content.Post, inPlace []translation.SegmentID) (edition, error) {
	e := edition{post: p}
	doc, err := parse(p.Body)
	if err != nil {
		return e, err
	}
	all, err := tx.SourceSegments(ctx, p.ID, true)
	if err != nil {
		return e, err
	}
	var old, gone []store.SourceSegment
	for _, known := range all {
		if known.RemovedAt == nil {
			old = append(old, known)
		} else {
			gone = append(gone, known)
		}
	}
	slices.SortStableFunc(gone, func(a, b store.SourceSegment) int { return b.RemovedAt.Compare(*a.RemovedAt) })
	e.first = len(all) == 0
	now := slices.Concat(translation.Fields(p.Fields(nil)), doc.Segments)
	keys := translation.Key(now, nil)
	found, removed := translation.Identify(keyed(old), keyed(gone), keys)
	if each, ok := placed(old, keys, inPlace); ok {
		found, removed = each, nil
	}
	for i, is := range found {
		var was store.SourceSegment
		switch {
		case is.Change == translation.Revived:
			was = gone[is.Old]
		case is.ID != 0:
			was = old[is.Old]
		}
		e.add(now[i], keys[i], is, was)
	}
	for _, i := range removed {
		at := p.UpdatedAt
		old[i].RemovedAt = &at
		e.changed = append(e.changed, old[i])
	}
	return e, nil
}

// add notes what a segment of the text is now. was is what it was; zero for a
// new one.
func (e *edition) add(now translation.Segment, key translation.Keyed, is translation.Identity, was store.SourceSegment) {
	is.ID = was.UID
	next := store.SourceSegment{
		UID: is.ID, PostID: e.post.ID, Ord: len(e.segments), Kind: now.Kind, Path: now.Path, Text: now.Text,
		Hash: key.Hash, BeforeHash: key.Before, AfterHash: key.After, Note: now.Note, Context: now.Context, Skip: now.Skip,
		FirstRevision: was.FirstRevision, ChangedRevision: was.ChangedRevision, Near: was.Near, Words: was.Words,
	}
	if next.Text != was.Text || was.UID == 0 {
		next.ChangedRevision, next.Words = e.post.Revision, translation.Words(now.Kind, now.Text)
	}
	switch {
	case was.UID == 0 && e.first:
		next.FirstRevision = 1 // nobody knows
	case was.UID == 0:
		next.FirstRevision = e.post.Revision
	}
	if is.With != 0 {
		next.Near = fmt.Sprintf("%s:%d", is.Change, is.With)
	}
	if next != was {
		e.changed = append(e.changed, next)
	}
	if is.Change != translation.Same && is.Change != translation.Moved && is.Change != translation.New || was.Hash != key.Hash && was.UID != 0 {
		e.edits = append(e.edits, edit{at: len(e.segments), change: is.Change, before: was.Text, kind: now.Kind, with: is.With, part: is.Part})
	}
	e.segments = append(e.segments, next)
}

// keyed returns what segments that are stored are recognized by.
func keyed(all []store.SourceSegment) []translation.Keyed {
	keys := make([]translation.Keyed, len(all))
	for i, s := range all {
		keys[i] = translation.Keyed{ID: s.UID, Kind: s.Kind, Text: s.Text, Hash: s.Hash, Before: s.BeforeHash, After: s.AfterHash}
	}
	return keys
}

// keepEdition stores a source as it is now, and what it does to its
// translations.
func (s *Service) keepEdition(ctx context.Context, tx *store.Tx, g store.Segmentation, e edition) error {
	if err := tx.SaveSegmentation(ctx, g); err != nil {
		return err
	}
	if err := e.keep(ctx, tx); err != nil {
		return err
	}
	if !e.first {
		if err := s.tellTargets(ctx, tx, g, e); err != nil {
			return err
		}
	}
	uids, err := json.Marshal(bodyIDs(e.segments))
	if err != nil {
		return err
	}
	err = tx.AddSegmented(ctx, store.Segmented{PostID: g.PostID, Version: g.Version, Revision: g.Revision, Body: e.post.Body, Segments: string(uids)})
	if err != nil || e.first {
		return err
	}
	return tx.Recount(ctx, g.PostID, 0)
}

// keep stores what changed of the segments; the new ones get their names.
func (e *edition) keep(ctx context.Context, tx *store.Tx) error {
	if err := tx.SaveSourceSegments(ctx, e.changed); err != nil {
		return err
	}
	for _, named := range e.changed {
		if named.RemovedAt == nil {
			e.segments[named.Ord].UID = named.UID
		}
	}
	return nil
}

// bodyIDs returns the names of the segments of a body, in order.
func bodyIDs(all []store.SourceSegment) []translation.SegmentID {
	ids := []translation.SegmentID{}
	for _, s := range all {
		if !s.Kind.Field() {
			ids = append(ids, s.UID)
		}
	}
	return ids
}
