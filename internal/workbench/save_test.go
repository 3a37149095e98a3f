package workbench_test

import (
	"errors"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/translation"
	"verso/internal/workbench"
)

const threeParagraphs = "# Install\n\nFirst paragraph here.\n\n- One item\n- Two items\n\n```sh\nmake\n```\n\nLast paragraph of it.\n"

// Translation 2.1: a translation is opened, saved segment by segment, and the
// document has what was saved and every other byte as it was.
func TestASavedSegmentStandsInTheDocument(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source := d.write("Guide", threeParagraphs)
		target := d.start(source)
		v := d.open(target)
		if v.Working.Body != threeParagraphs || v.Progress.Percent() != 0 || v.Banner.Segments != 6 {
			t.Fatalf("a fresh translation: %d %%, %d segments, %q", v.Progress.Percent(), v.Banner.Segments, v.Working.Body)
		}
		saved := d.save(tess, target, "One item", "Um item")
		state(t, saved.Segment, translation.Translated, "")
		d.save(tess, target, "Guide", "Guia")
		d.whole(target)
		p := d.post(target)
		if want := strings.Replace(threeParagraphs, "One item", "Um item", 1); p.Body != want || p.Title != "Guia" {
			t.Errorf("the post is %q, %q, want %q", p.Title, p.Body, want)
		}
		revisions, err := d.db.Revisions(t.Context(), target, 0, 10)
		if err != nil || len(revisions) != 2 {
			t.Errorf("two saves in a session left %d revisions, %v; want the first and one", len(revisions), err)
		}
		translation, err := d.db.Translation(t.Context(), target)
		if err != nil || translation.Translated != 2 || translation.Untranslated != 4 || translation.Words == 0 {
			t.Errorf("counts %+v, %v; want 2 translated and 4 not", translation.Counts, err)
		}
	})
}

// Case 58: two saves with the same version; the second is refused, and both
// texts are kept.
func TestCase58TheSecondOfTwoSavesIsRefusedAndNothingIsLost(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		d.save(tess, target, "One item", "Um elemento só")
		seg := d.segment(target, "One item")
		edit := workbench.Edit{Target: target, Segment: seg.ID, Version: seg.Version}
		edit.Text = "Um item só"
		if _, err := d.Save(t.Context(), tess, edit); err != nil {
			t.Fatal(err)
		}
		edit.Text = "Um elemento único"
		_, err := d.instance().Save(t.Context(), tom, edit)
		stale, ok := errors.AsType[*workbench.Stale](err)
		if !ok || !errors.Is(err, errs.Conflict) {
			t.Fatalf("the second save: %v, want *Stale", err)
		}
		if stale.Base != "Um elemento só" || stale.Mine != "Um elemento único" || stale.Current.Text != "Um item só" {
			t.Errorf("base %q, mine %q, theirs %q", stale.Base, stale.Mine, stale.Current.Text)
		}
		if text, _ := stale.Merged(); text != "Um item único" {
			t.Errorf("merged %q, want both changes", text)
		}
		draft, kept, err := d.db.SegmentDraft(t.Context(), tom.ID, target, seg.ID)
		if err != nil || !kept || draft.Text != edit.Text {
			t.Errorf("the draft of the second is %q, %v, %v", draft.Text, kept, err)
		}
		edit.Version, edit.Text = stale.Current.Version, stale.Current.Text
		if _, err := d.Save(t.Context(), tom, edit); err != nil {
			t.Errorf("taking theirs: %v", err)
		}
		events, err := d.db.SegmentEvents(t.Context(), target, seg.ID, 1)
		if err != nil || events[0].UserID != tom.ID || events[0].NewText != "Um elemento único" {
			t.Errorf("after theirs was taken the history ends with %+v, %v; want mine in it", events, err)
		}
		edit.Text = "Um elemento único"
		if _, err := d.Save(t.Context(), tom, edit); err != nil {
			t.Errorf("saving mine over theirs: %v", err)
		}
		if _, kept, _ := d.db.SegmentDraft(t.Context(), tom.ID, target, seg.ID); kept {
			t.Error("the draft stays after the save")
		}
		d.whole(target)
	})
}

// Case 59: saving the same text twice is one event.
func TestCase59SavingTheSameTwiceIsOneEvent(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		first := d.save(tess, target, "One item", "Um item")
		edit := workbench.Edit{Target: target, Segment: first.Segment.ID, Version: 0, Text: "Um item"} // a form sent again
		again, err := d.Save(t.Context(), tess, edit)
		if err != nil || again.Changed || again.Segment.Version != first.Segment.Version {
			t.Errorf("again: changed %v, version %d, %v", again.Changed, again.Segment.Version, err)
		}
		events, err := d.db.SegmentEvents(t.Context(), target, first.Segment.ID, 10)
		if err != nil || len(events) != 1 {
			t.Errorf("%d events, %v; want one", len(events), err)
		}
	})
}

// Case 60: whitespace within a segment is a change.
func TestCase60WhitespaceWithinASegmentIsAChange(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		d.save(tess, target, "One item", "Um item")
		saved := d.save(tess, target, "One item", "Um  item")
		if !saved.Changed || !strings.Contains(d.post(target).Body, "Um  item") {
			t.Errorf("changed %v, the text is %q", saved.Changed, d.post(target).Body)
		}
	})
}

// Case 31: what no page can show is refused, with its place.
func TestCase31WhatCannotBeShownIsRefusedWithItsPlace(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		seg := d.segment(target, "One item")
		for text, at := range map[string]int{"Um\x00item": 2, "Um i\xed\xa0\x80tem": 4, "\xffUm": 0, "Olá\x1b": 4} {
			_, err := d.Save(t.Context(), tess, workbench.Edit{Target: target, Segment: seg.ID, Text: text})
			bad, ok := errors.AsType[*workbench.Unreadable](err)
			if invalid, _ := errors.AsType[errs.Invalid](err); !ok || bad.Offset != at || invalid["text"] == "" {
				t.Errorf("%q: %v, want byte %d", text, err, at)
			}
		}
		if body := d.post(target).Body; body != threeParagraphs {
			t.Errorf("the document is %q", body)
		}
	})
}

// Translation 2.1: what is saved on a post that readers see reaches them when
// somebody publishes it.
func TestReadersSeeATranslationWhenItIsPublished(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		_, err := d.Publishable(t.Context(), rita, target)
		if held, _ := errors.AsType[*workbench.Held](err); held == nil || len(held.Untranslated) != 6 {
			t.Errorf("publishing an untranslated text: %v, want six segments held", err)
		}
		d.finish(target)
		d.release(rita, target)
		p := d.post(target)
		if p.Status != content.Published || p.Slug != "português-guide" || !strings.Contains(p.Body, "Português: One item") {
			t.Fatalf("published as %s, %q: %q", p.Status, p.Slug, p.Body)
		}
		for _, seg := range d.open(target).Segments {
			if seg.State == translation.NeedsEdit {
				t.Errorf("after that the %s needs an edit: %s", seg.Kind, seg.Reason)
			}
		}
		d.save(tess, target, "One item", "Um item")
		v := d.open(target)
		if d.post(target).Body != p.Body || !v.Changed || !strings.Contains(v.Working.Body, "Um item") {
			t.Errorf("readers see %q; the translators have %q", d.post(target).Body, v.Working.Body)
		}
		d.whole(target)
		d.release(rita, target)
		if v := d.open(target); v.Changed || !strings.Contains(d.post(target).Body, "- Um item") {
			t.Errorf("after publishing again: changed %v, %q", v.Changed, d.post(target).Body)
		}
		d.whole(target)
	})
}

// Translation 2.6: a text belongs to whom edited it last, and what a reviewer
// changes waits for an approval again.
func TestWhoeverEditsATextLastAnswersForIt(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		d.save(tess, target, "One item", "Um item")
		if saved := d.save(tom, target, "One item", "Um só item"); saved.Segment.EditorID != tom.ID {
			t.Errorf("the editor is %d, want the second", saved.Segment.EditorID)
		}
		seg := d.segment(target, "One item")
		if _, err := d.Approve(t.Context(), rita, target, seg.ID, seg.Version); err != nil {
			t.Fatal(err)
		}
		saved := d.save(rita, target, "One item", "Um único item")
		state(t, saved.Segment, translation.Translated, "")
		if saved.Segment.EditorID != rita.ID || saved.Segment.ReviewerID != 0 {
			t.Errorf("by %d, approved by %d", saved.Segment.EditorID, saved.Segment.ReviewerID)
		}
		if _, err := d.Approve(t.Context(), rita, target, seg.ID, saved.Segment.Version); !errors.Is(err, workbench.ErrOwnWork) {
			t.Errorf("approving it: %v, want ErrOwnWork", err)
		}
	})
}

// Case 54: what is improved is what readers have; a translator who goes over
// their own draft again offers its source nothing.
func TestADraftThatIsGoneOverAgainIsNoOfferToItsSource(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		_, target := d.begin(paragraphs(catEN), catEN, catPT)
		d.save(tess, target, catEN, "O gato descansa no tapete.")
		if seg := d.segment(target, catEN); seg.Drift != translation.InStep {
			t.Errorf("a segment of a draft, saved again, is %s", seg.Drift)
		}
		d.finish(target)
		d.release(editor, target)
		d.save(tess, target, catEN, "O gato está deitado no tapete e espera o pássaro.")
		if seg := d.segment(target, catEN); seg.Drift != translation.TranslationImproved {
			t.Errorf("a segment that readers have, made better, is %s", seg.Drift)
		}
	})
}
