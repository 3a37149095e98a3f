package workbench

import (
	"context"
	"errors"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
)

// A viewing is on its way to a View.
type viewing struct {
	s    *Service
	db   *store.Snapshot
	pair pair
	t    store.Translation
	text translation.Text
	view *View

	segments    []store.SourceSegment
	rows        map[translation.SegmentID]store.TargetSegment
	drafts      map[translation.SegmentID]store.SegmentDraft
	suggestions map[translation.SegmentID]int
	comments    map[translation.SegmentID]int
	rejections  map[translation.SegmentID]string
	checks      checker
	then        content.Revision // the source as both were last in step; zero when that is known no more
}

// view reads what somebody sees of a translation that is up to date.
func (s *Service) view(ctx context.Context, by account.User, target content.PostID) (*View, error) {
	v := &viewing{s: s}
	err := s.db.Snapshot(ctx, func(db *store.Snapshot) error {
		v.db = db
		return v.read(ctx, by, target)
	})
	if err != nil {
		return nil, err
	}
	var linked bool
	if v.text, linked, err = s.textOf(v.pair.target, v.t); err != nil {
		return nil, err
	}
	if !linked { // somebody saved it this moment
		return nil, errs.Unavailable
	}
	v.checks.working, v.checks.taken = v.text.Doc.Source, v.text.Doc
	if v.checks.links, err = s.leads(ctx, v.pair.target, v.texts()...); err != nil {
		return nil, err
	}
	v.fill(by)
	if v.view.Conflicts, err = conflicts(v.t); err != nil {
		return nil, err
	}
	return v.view, v.banner()
}

// texts returns the translations there are.
func (v *viewing) texts() []string {
	texts := make([]string, 0, len(v.rows))
	for _, row := range v.rows {
		texts = append(texts, row.Text)
	}
	return texts
}

// read reads both texts and what belongs to their segments.
func (v *viewing) read(ctx context.Context, by account.User, target content.PostID) error {
	var err error
	if v.pair, err = v.s.pairOf(ctx, v.db, by, target); err != nil {
		return err
	}
	if v.t, err = v.db.Translation(ctx, target); err != nil {
		return err
	}
	if v.t.BaseRevision != 0 && v.t.BaseRevision != v.pair.source.Revision {
		v.then, err = v.db.Revision(ctx, v.pair.source.ID, v.t.BaseRevision)
		if err != nil && !errors.Is(err, errs.NotFound) {
			return err
		}
	}
	source := v.pair.source.ID
	if v.segments, err = v.db.SourceSegments(ctx, source, false); err != nil {
		return err
	}
	if v.rows, err = v.db.TargetSegments(ctx, target); err != nil {
		return err
	}
	drafts, err := v.db.SegmentDrafts(ctx, by.ID, target)
	if err != nil {
		return err
	}
	v.drafts = map[translation.SegmentID]store.SegmentDraft{}
	for _, d := range drafts {
		v.drafts[d.UID] = d
	}
	if v.suggestions, err = v.db.OpenSuggestions(ctx, target); err != nil {
		return err
	}
	if v.comments, err = v.db.OpenComments(ctx, source, target); err != nil {
		return err
	}
	if v.rejections, err = v.db.NewestNotes(ctx, target, translation.WasRejected); err != nil {
		return err
	}
	if v.checks, err = v.s.checkerOf(ctx, v.db, v.pair, ""); err != nil {
		return err
	}
	v.view = &View{}
	v.view.Present, err = v.db.PresentAtSegments(ctx, target, by.ID, v.s.now())
	return err
}

// fill makes the View of what was read.
func (v *viewing) fill(by account.User) {
	site := v.s.site()
	l := v.pair.target.Locale
	view := v.view
	view.Source, view.Target = v.pair.source, v.pair.target
	view.Working = workingFields(v.pair.target, v.t)
	view.Working.Body = v.text.Doc.Source
	view.Stamp = stampOf(view.Working)
	view.Public, view.Changed = public(v.pair.target), v.t.Body != nil || v.t.Fields != nil
	view.Review, view.Policy = site.Reviews(l) || v.pair.target.Status == content.InReview, site.Publishing(l)
	may := func(a policy.Action) bool { return policy.Allows(by, a, v.pair.object) }
	view.May = Rights{
		Suggest: may(policy.Suggest), Translate: may(policy.Translate), Approve: may(policy.Approve),
		Publish: may(policy.PublishTranslation), Edit: may(policy.EditPost),
		Source: policy.Allows(by, policy.EditPost, policy.ObjectOf(by, v.pair.source.Summary(), v.pair.variants)),
	}
	there := map[translation.SegmentID]bool{}
	at := 0
	for _, slot := range v.text.Slots {
		there[slot.ID] = true
		blocks := v.text.Doc.Segments[at : at+slot.Count]
		at += slot.Count
		view.Slots = append(view.Slots, Slot{
			Segment: slot.ID, Orphan: slot.Orphan, Kind: blocks[0].Kind, Text: joinTexts(blocks), Blocks: slot.Count,
			Start: blocks[0].Start, End: blocks[len(blocks)-1].End,
		})
		if slot.Orphan {
			view.Banner.Removed++
		}
	}
	for _, source := range v.segments {
		view.Segments = append(view.Segments, v.segment(source, there[source.UID]))
	}
}

func joinTexts(blocks []translation.Segment) string {
	text := blocks[0].Text
	for _, b := range blocks[1:] {
		text += "\n\n" + b.Text
	}
	return text
}

// segment returns what somebody sees of a segment, and counts it.
func (v *viewing) segment(source store.SourceSegment, there bool) Segment {
	row, known := v.rows[source.UID]
	if !known {
		row = store.Untouched(v.pair.target.ID, source.UID)
	}
	seg := segmentOf(source, row)
	seg.Missing = !there && !source.Kind.Field() && !source.Skip
	if draft, typed := v.drafts[source.UID]; typed {
		seg.Draft, seg.HasDraft, seg.DraftVersion = draft.Text, true, draft.Version
	}
	seg.Suggestions, seg.Comments = v.suggestions[source.UID], v.comments[source.UID]
	if row.Reason == translation.Rejected {
		seg.Rejection = v.rejections[source.UID]
	}
	if known && row.State != translation.Untranslated {
		seg.Findings = v.checks.open(source, row)
	}
	if !counts(source) {
		return seg
	}
	seg.New = seg.State == translation.Untranslated && source.FirstRevision > v.t.BaseRevision
	v.view.Banner.Segments++
	state := seg.State
	if seg.Omitted {
		state = translation.Translated
	}
	v.view.Progress.Add(state, seg.Reason, seg.Outdated && !seg.Omitted, seg.Words)
	switch {
	case seg.Omitted:
	case seg.Missing:
		v.view.Banner.Missing++
	case seg.Outdated:
		v.view.Banner.Changed++
	case seg.New:
		v.view.Banner.New++
	}
	return seg
}

// segmentOf returns a segment and what became of it.
func segmentOf(source store.SourceSegment, row store.TargetSegment) Segment {
	seg := Segment{
		ID: source.UID, Kind: source.Kind, Path: source.Path, Note: source.Note, Context: source.Context, Skip: source.Skip,
		Idle: !counts(source), Words: source.Words, Source: source.Text, Then: row.SrcText, Text: row.Text, Offer: row.Offer,
		State: row.State, Reason: row.Reason, Origin: row.Origin, Drift: row.Drift(source.Kind, source.Text),
		Outdated: row.Outdated(source.Kind, source.Text), Omitted: row.Omitted, Fault: row.Fault, Split: row.Split, Version: row.Version,
		EditorID: row.EditorID, EditedAt: row.EditedAt, ReviewerID: row.ReviewerID, ReviewedAt: row.ReviewedAt,
	}
	if seg.Idle && row.Version == 0 {
		seg.State = translation.Translated
	}
	return seg
}

// counts reports whether there is something to translate in a segment, as
// store.Recount has it.
func counts(s store.SourceSegment) bool {
	return !s.Skip && s.Words > 0 && s.Kind != translation.FieldSlug && s.Kind != translation.ImageSrc
}

// banner says what happened since both sides were last in step.
func (v *viewing) banner() error {
	b := &v.view.Banner
	b.From, b.To, b.Since = v.t.BaseRevision, v.pair.source.Revision, v.then.At
	if v.then.Number == 0 || v.then.Fields.Body == v.pair.source.Body {
		return nil
	}
	before, err := parse(v.then.Fields.Body)
	if err != nil {
		return err
	}
	now, err := parse(v.pair.source.Body)
	if err != nil {
		return err
	}
	b.Code = len(translation.SkeletonChanges(before, now))
	return nil
}
