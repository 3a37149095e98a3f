package workbench_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// A life is a work whose texts are changed by everybody in turn, with what
// must not be lost of it.
type life struct {
	*rapid.T
	d       *desk
	ctx     context.Context
	blocks  []string // of the source
	source  content.PostID
	target  content.PostID
	saved   map[string]bool                // texts that translators saved
	seen    map[translation.SegmentID]bool // segments that they were saved in
	written int                            // acts, so that no two texts are one
	acts    []store.ActID                  // that can be undone
}

// block draws a block of a source; its words are nobody else's.
func (l *life) block() string {
	text := func() string {
		l.written++
		return fmt.Sprintf(rapid.SampledFrom([]string{
			"Some words about item %d are here.", "The cat of house %d sat on the mat.", "Nobody *knows* `when %d` it is.", "See [that](/page) and number %d.", "A note%d[^1] on it.",
		}).Draw(l.T, "text"), l.written)
	}
	switch rapid.IntRange(0, 12).Draw(l.T, "block") {
	case 0:
		return "## Title of " + text()
	case 1:
		return "- " + text() + "\n- " + text() + "\n  - " + text()
	case 2:
		return "> " + text() + "\n>\n> " + text()
	case 3:
		return "| " + text() + " | b |\n|---|---|\n| " + text() + " | yes |\n| " + text() + " | yes |"
	case 4:
		return fmt.Sprintf("```go\ncode %d\n\n- more\n```", l.written)
	case 5:
		return "1. " + text() + "\n\n   " + text() + "\n\n2. " + text()
	case 6:
		return "![alt of " + text() + "](/a.png \"title of it\")"
	case 7:
		return "Term " + text() + "\n: " + text()
	case 8:
		return "<div>\n" + text() + "\n</div>"
	case 9:
		return "---"
	}
	return text()
}

func (l *life) body() string {
	return strings.Join(append(slices.Clone(l.blocks), "[^1]: The note to it.", ""), "\n\n")
}

// edit changes the source as authors do.
func (l *life) edit() {
	for range rapid.IntRange(1, 3).Draw(l.T, "edits") {
		i := rapid.IntRange(0, len(l.blocks)).Draw(l.T, "at")
		kind := rapid.IntRange(0, 6).Draw(l.T, "edit")
		switch {
		case kind == 0 || len(l.blocks) < 2 || i == len(l.blocks):
			l.blocks = slices.Insert(l.blocks, i, l.block())
		case kind == 1:
			l.blocks = slices.Delete(l.blocks, i, i+1)
		case kind == 2:
			j := rapid.IntRange(0, len(l.blocks)-1).Draw(l.T, "to")
			l.blocks[i], l.blocks[j] = l.blocks[j], l.blocks[i]
		case kind == 3:
			l.blocks[i] = strings.Replace(l.blocks[i], " of ", " off ", 1)
		case kind == 4:
			l.blocks[i] = strings.Replace(l.blocks[i], "/page", "/sheet", 1)
		case kind == 5 && !strings.Contains(l.blocks[i], "\n"):
			l.blocks[i] = "- " + l.blocks[i]
		case kind == 6:
			l.blocks[i] = strings.Replace(l.blocks[i], ". ", ".\n\n", 1)
		}
	}
	before, readers := l.states(), l.post(l.target)
	public := readers.Status == content.Published
	l.rewrite(l.source, l.body())
	l.d.CatchUp(l.ctx)
	if now := l.post(l.target); now.Body != readers.Body && (public || !carried(readers.Body, now.Body)) {
		l.Fatalf("an edit of the source changed the translation (public: %v) from\n%s\nto\n%s", public, readers.Body, now.Body)
	}
	l.open()
	l.unharmed(before)
}

// carried reports whether two texts differ in the destinations of links alone.
func carried(before, after string) bool {
	return strings.ReplaceAll(before, "/page", "/sheet") == strings.ReplaceAll(after, "/page", "/sheet")
}

func (l *life) states() map[translation.SegmentID]store.TargetSegment {
	rows, err := l.d.db.TargetSegments(l.ctx, l.target)
	l.must(err)
	return rows
}

// unharmed fails when the edit of a source lost a translation, or left one that
// does not say what the source says by now as if it did.
func (l *life) unharmed(before map[translation.SegmentID]store.TargetSegment) {
	after := l.states()
	for id, was := range before {
		is := after[id]
		if is.Text != was.Text && !carried(was.Text, is.Text) {
			l.Fatalf("segment %d was %q and is %q", id, was.Text, is.Text)
		}
		source, err := l.d.db.SourceSegment(l.ctx, l.source, id)
		if err != nil || source.RemovedAt != nil {
			continue
		}
		if is.State.Done() && is.Outdated(source.Kind, source.Text) {
			l.Fatalf("segment %d is %s; it was made of %q, and the source says %q", id, is.State, is.SrcText, source.Text)
		}
		if was.State.Done() && is.State.Done() && translation.N1(was.SrcText) != translation.N1(source.Text) {
			l.Fatalf("segment %d is still %s, of %q and now of %q", id, is.State, was.SrcText, source.Text)
		}
	}
}

// translate saves some segments, as people do.
func (l *life) translate() {
	v := l.open()
	for _, seg := range v.Segments {
		if seg.Idle || seg.Source == "" || !rapid.Bool().Draw(l.T, "save") {
			continue
		}
		l.written++
		text := strings.ReplaceAll(seg.Source, " the ", fmt.Sprintf(" %d ", l.written)) + fmt.Sprintf(" é %d", l.written)
		if seg.Kind == translation.HTML {
			text = strings.Replace(seg.Source, "\n", fmt.Sprintf("\né %d ", l.written), 1)
		}
		as := rapid.SampledFrom([]workbench.As{workbench.AsTranslated, workbench.AsTranslated, workbench.AsUnsure, workbench.AsApproved}).Draw(l.T, "as")
		saved, err := l.d.Save(l.ctx, editor, workbench.Edit{Target: l.target, Segment: seg.ID, Version: seg.Version, Text: text, As: as, Split: true})
		if errors.Is(err, workbench.ErrOwnWork) {
			continue
		}
		l.must(err)
		l.saved[saved.Segment.Text], l.seen[seg.ID] = true, true
	}
}

// paste changes the whole text of the translation.
func (l *life) paste() {
	v := l.open()
	blocks := strings.Split(strings.TrimSpace(v.Working.Body), "\n\n")
	i := rapid.IntRange(0, len(blocks)-1).Draw(l.T, "block")
	l.written++
	switch rapid.IntRange(0, 3).Draw(l.T, "paste") {
	case 0:
		blocks = slices.Insert(blocks, i, fmt.Sprintf("Só aqui %d.", l.written))
	case 1:
		blocks = slices.Delete(blocks, i, i+1)
	case 2:
		j := rapid.IntRange(0, len(blocks)-1).Draw(l.T, "to")
		blocks[i], blocks[j] = blocks[j], blocks[i]
	case 3:
		blocks[i] = strings.Replace(blocks[i], " ", fmt.Sprintf(" %d ", l.written), 1)
	}
	body := strings.Join(blocks, "\n\n") + "\n"
	f := v.Working
	f.Body = body
	if rapid.Bool().Draw(l.T, "workbench") {
		saved, err := l.d.SaveDocument(l.ctx, editor, workbench.Document{Target: l.target, Stamp: v.Stamp, Fields: f, Confirm: rapid.Bool().Draw(l.T, "confirm")})
		l.must(err)
		body = strings.TrimSpace(body)
		if got := strings.TrimSpace(saved.Working.Body); got != body {
			l.Fatalf("saved as a whole\n%s\nit is\n%s", body, got)
		}
		return
	}
	if v.Public {
		return // the editor of posts has what readers see, not this
	}
	l.rewrite(l.target, body)
	if got := l.open().Working.Body; strings.TrimSpace(got) != strings.TrimSpace(body) {
		l.Fatalf("saved in the editor\n%s\nit is\n%s", body, got)
	}
}

// publish gives readers what there is, or takes the text back.
func (l *life) publish() {
	changes, err := l.d.Publishable(l.ctx, editor, l.target)
	if _, held := errors.AsType[*workbench.Held](err); held {
		return
	}
	l.must(err)
	edit := publishing.Edit{Post: changes.Post, Revision: changes.Revision, Fields: changes.Fields}
	step := &publishing.Step{Status: rapid.SampledFrom([]content.Status{content.Published, content.Published, content.Draft}).Draw(l.T, "status")}
	if step.Status == content.Draft && !changes.Public {
		step = nil
	}
	_, _, err = l.d.writing.SaveAll(l.ctx, editor, []publishing.Edit{edit}, step)
	l.must(err)
	if got := l.post(l.target).Body; strings.TrimSpace(got) != strings.TrimSpace(changes.Fields.Body) {
		l.Fatalf("published as\n%s\nit is\n%s", changes.Fields.Body, got)
	}
	l.d.CatchUp(l.ctx)
}

// batch approves all that may be, or takes a batch back.
func (l *life) batch() {
	if len(l.acts) > 0 && rapid.Bool().Draw(l.T, "undo") {
		last := len(l.acts) - 1
		_, err := l.d.Undo(l.ctx, rita, l.acts[last])
		l.must(err)
		l.acts = l.acts[:last]
		return
	}
	var ids []translation.SegmentID
	for _, seg := range l.open().Segments {
		ids = append(ids, seg.ID)
	}
	act, err := l.d.ApproveAll(l.ctx, rita, l.target, ids...)
	l.must(err)
	if act.ID != 0 {
		l.acts = append(l.acts, act.ID)
	}
}

// restore takes the source or the translation back to an older revision.
func (l *life) restore() {
	id := rapid.SampledFrom([]content.PostID{l.source, l.target}).Draw(l.T, "post")
	revisions, err := l.d.db.Revisions(l.ctx, id, 0, 50)
	l.must(err)
	number := revisions[rapid.IntRange(0, len(revisions)-1).Draw(l.T, "revision")].Number
	before := l.states()
	_, err = l.d.writing.RestoreRevision(l.ctx, editor, id, number, l.post(id).Revision)
	if _, invalid := errors.AsType[errs.Invalid](err); invalid {
		return // its address was taken meanwhile
	}
	l.must(err)
	l.d.CatchUp(l.ctx)
	l.open()
	if id == l.source {
		l.unharmed(before)
	}
}

// forget throws away all that is known beside the texts.
func (l *life) forget() {
	source, target := l.post(l.source).Body, l.post(l.target).Body
	err := l.d.Rebuild(l.ctx, account.Operator(), l.source)
	if errors.Is(err, workbench.ErrMovedOn) {
		return
	}
	l.must(err)
	if l.post(l.source).Body != source || l.post(l.target).Body != target {
		l.Fatalf("the texts changed: %q, %q", l.post(l.source).Body, l.post(l.target).Body)
	}
	l.acts = nil // of segments that have other names by now
}

func (l *life) must(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

func (l *life) open() *workbench.View {
	l.Helper()
	v, err := l.d.Open(l.ctx, editor, l.target)
	l.must(err)
	return v
}

func (l *life) post(id content.PostID) content.Post {
	l.Helper()
	p, err := l.d.db.Post(l.ctx, id)
	l.must(err)
	return p
}

func (l *life) rewrite(id content.PostID, body string) {
	l.Helper()
	p := l.post(id)
	f := p.Fields(nil)
	f.Body = body
	_, err := l.d.writing.Save(l.ctx, editor, publishing.Edit{Post: id, Revision: p.Revision, Fields: f})
	l.must(err)
}
