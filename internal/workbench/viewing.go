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
	"verso/internal/translation/check"
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
}

// view reads what somebody sees of a translation that is up to date.
func (s *Service) view(ctx context.Context, db *store.Snapshot, by account.User, target content.PostID) (*View, error) {
	v := &viewing{s: s, db: db}
	var err error
	if v.pair, err = s.pairOf(ctx, db, by, target); err != nil {
		return nil, err
	}
	if v.t, err = db.Translation(ctx, target); err != nil {
		return nil, err
	}
	var linked bool
	if v.text, linked, err = textOf(v.pair.target, v.t); err != nil {
		return nil, err
	}
	if !linked { // somebody saved it this moment
		return nil, errs.Unavailable
	}
	if err := v.read(ctx, by); err != nil {
		return nil, err
	}
	v.fill(by)
	if v.view.Conflicts, err = conflicts(v.t); err != nil {
		return nil, err
	}
	return v.view, v.banner(ctx)
}

// read reads what belongs to the segments.
func (v *viewing) read(ctx context.Context, by account.User) error {
	target, source := v.pair.target.ID, v.pair.source.ID
	var err error
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
	if v.checks, err = v.s.checkerOf(ctx, v.db, v.pair, v.text.Doc.Source); err != nil {
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
	view.Review, view.Policy = site.Reviews(l), site.Publishing(l)
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
func (v *viewing) banner(ctx context.Context) error {
	b := &v.view.Banner
	b.From, b.To = v.t.BaseRevision, v.pair.source.Revision
	if b.From == b.To || b.From == 0 {
		return nil
	}
	then, err := v.db.Revision(ctx, v.pair.source.ID, b.From)
	if errors.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	b.Since = then.At
	if then.Fields.Body == v.pair.source.Body {
		return nil
	}
	before, err := parse(then.Fields.Body)
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

// A checker looks for faults in translations of one text.
type checker struct {
	from, to  content.Post
	facts     check.Facts
	dismissed map[string]bool
}

// checkerOf reads what the checks have to know.
func (s *Service) checkerOf(ctx context.Context, db dismissals, p pair, working string) (checker, error) {
	dismissed, err := db.Dismissals(ctx, p.target.ID)
	return checker{
		from: p.source, to: p.target, dismissed: dismissed,
		facts: check.Facts{SourceText: check.ReadAround(p.source.Body), TargetText: check.ReadAround(working)},
	}, err
}

// dismissals is what a transaction and the database read alike.
type dismissals interface {
	Dismissals(ctx context.Context, target content.PostID) (map[string]bool, error)
}

// all returns every finding in a translation, the dismissed ones too.
func (c checker) all(source store.SourceSegment, text string, fault translation.Fault) (check.Pair, []check.Finding) {
	pair := check.Pair{Kind: source.Kind, From: c.from.Locale, To: c.to.Locale, Source: source.Text, Target: text}
	facts := c.facts
	facts.Fault = fault
	return pair, check.Run(pair, facts)
}

// open returns the findings that nobody has dismissed. An error cannot be.
func (c checker) open(source store.SourceSegment, row store.TargetSegment) []check.Finding {
	pair, found := c.all(source, row.Text, row.Fault)
	var open []check.Finding
	for _, f := range found {
		if f.Severity == check.Error || !c.dismissed[f.Fingerprint(pair)] {
			open = append(open, f)
		}
	}
	return open
}
