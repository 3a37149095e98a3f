package workbench_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
	"verso/internal/workbench"
)

func (d *desk) queue(q workbench.QueueQuery) *workbench.Queue {
	d.t.Helper()
	queue, err := d.Queue(d.t.Context(), rita, q)
	if err != nil {
		d.t.Fatal(err)
	}
	return queue
}

// Translation 2.13: what others translated waits for a reviewer, one's own does
// not; what its source left behind waits for its translator.
func TestTheQueueHasWhatAReviewerMayDecideOn(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN, trainEN), catEN, catPT, birdEN, birdPT)
		d.save(rita, target, trainEN, trainPT)
		if queue := d.queue(workbench.QueueQuery{}); len(queue.Lines) != 0 {
			t.Errorf("%d lines in a language without review", len(queue.Lines))
		}
		d.set(site.Review, "on")
		queue := d.queue(workbench.QueueQuery{})
		if queue.Total != 2 || len(queue.Lines) != 2 || queue.Lines[0].Segment.Text != catPT || queue.Lines[0].Target.ID != target {
			t.Fatalf("the queue is %+v", queue)
		}
		if part := d.queue(workbench.QueueQuery{Limit: 1, Offset: 1}); part.Total != 2 || len(part.Lines) != 1 || part.Lines[0].Segment.Text != birdPT {
			t.Errorf("the second of it is %+v", part)
		}
		d.approve(target, catEN)
		d.save(editor, target, catEN, catPT+" Sim.")
		if line := d.queue(workbench.QueueQuery{Target: target}).Lines[0]; line.Approved != catPT || line.Segment.Text != catPT+" Sim." {
			t.Errorf("approved last was %q, now it is %q", line.Approved, line.Segment.Text)
		}
		d.rewrite(ana, source.ID, paragraphs(catEN, "Every bird in the garden has come back since then.", trainEN))
		d.CatchUp(t.Context())
		if queue := d.queue(workbench.QueueQuery{}); queue.Total != 1 {
			t.Errorf("what the source left behind waits for the reviewer: %+v", queue.Lines)
		}
		for _, q := range []workbench.QueueQuery{{Locale: "ja"}, {Target: source.ID}} {
			if queue := d.queue(q); len(queue.Lines)+len(queue.Suggestions) != 0 {
				t.Errorf("%+v has %+v", q, queue)
			}
		}
		if _, err := d.Queue(t.Context(), tess, workbench.QueueQuery{}); !errors.Is(err, errs.Forbidden) {
			t.Errorf("who may not review: %v, want Forbidden", err)
		}
		d.set(site.SelfApproval, "on")
		if queue := d.queue(workbench.QueueQuery{}); queue.Total != 2 {
			t.Errorf("with one's own there are %d", queue.Total)
		}
	})
}

// Translation 2.13: what was submitted waits for a reviewer, and may be approved,
// in a language too in which nobody has to.
func TestWhatWasSubmittedWaitsInAnyLanguage(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		_, target := d.begin(paragraphs(catEN, birdEN), catEN, catPT, birdEN, birdPT)
		if d.open(target).Review {
			t.Error("a draft in a language without review is to be approved")
		}
		if _, err := d.writing.Move(t.Context(), editor, publishing.Step{Status: content.InReview}, target); err != nil {
			t.Fatal(err)
		}
		queue := d.queue(workbench.QueueQuery{})
		if queue.Total != 2 || len(queue.Lines) != 2 || queue.Lines[0].Segment.Text != catPT {
			t.Errorf("of what was submitted %d segments wait: %+v", queue.Total, queue.Lines)
		}
		if !d.open(target).Review {
			t.Error("the workbench does not offer to approve what was submitted")
		}
	})
}

// Translation 2.13: how far a language is, why segments need an edit, and who
// did what.
func TestStatisticsSayHowFarALanguageIsAndWhoDidIt(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) error {
			for _, name := range []string{"Eda", "Ana", "Ben", "Tess"} { // tess is the fourth
				u := editor
				u.ID, u.Name, u.Email, u.CreatedAt = 0, name, name+"@example.org", storetest.Now
				if _, err := tx.AddUser(ctx, u); err != nil {
					return err
				}
			}
			return nil
		})
		_, target := d.begin(paragraphs("One two three.", "Four five.", "Six."), "One two three.", "Um dois três.", "Six.", "Seis.")
		seg := d.segment(target, "Four five.")
		if _, err := d.Save(t.Context(), tess, workbench.Edit{Target: target, Segment: seg.ID, Text: "Quatro cinco?", As: workbench.AsUnsure}); err != nil {
			t.Fatal(err)
		}
		d.save(tess, target, "Six.", "Seis, então.") // twice, one segment
		d.approve(target, "Six.")
		all, err := d.Statistics(t.Context(), tess)
		if err != nil || len(all.Locales) != 1 || all.Locales[0].Locale != "pt-BR" {
			t.Fatalf("a translator of Portuguese sees %+v, %v", all, err)
		}
		pt := all.Locales[0]
		if pt.Translations != 1 || pt.Segments != 4 || pt.Translated != 1 || pt.TranslatedWords != 3 || pt.Approved != 1 || pt.Untranslated != 1 {
			t.Errorf("tally %+v", pt.Tally)
		}
		if len(pt.Reasons) != 1 || pt.Reasons[0].Reason != translation.Unsure || pt.Reasons[0].Words != 2 {
			t.Errorf("reasons %+v", pt.Reasons)
		}
		if len(pt.People) != 2 || pt.People[0].Name != "Tess" || pt.People[0].Segments != 3 || pt.People[0].Words != 6 || pt.People[1].Approved != 1 {
			t.Errorf("people %+v", pt.People)
		}
		d.now = d.now.Add(31 * 24 * time.Hour)
		if all, err = d.Statistics(t.Context(), editor, "pt-BR", "ja"); err != nil || len(all.Locales) != 2 || len(all.Locales[0].People) != 0 {
			t.Errorf("a month later %+v, %v", all, err)
		}
	})
}

// Translation 2.13: works are found by the words of a title in any language.
func TestTheMatrixIsSearchedByTitle(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		_, target := d.begin(catEN + "\n")
		d.save(tess, target, "Guide", "Guia à Sé")
		d.write("Other", birdEN)
		q := store.MatrixQuery{Locales: []locale.Tag{"pt-BR"}, Limit: 10}
		for text, want := range map[string]int{"": 2, "guia se": 1, "GUIDE": 1, "guide se": 0, "nothing": 0, "o": 1} {
			q.Text, q.Visible = text, nil
			page, err := d.db.Matrix(t.Context(), q, d.now)
			if err != nil || len(page.Works) != want || page.Total != want {
				t.Errorf("%q: %d works of %d, %v; want %d", text, len(page.Works), page.Total, err, want)
			}
		}
		q.Text, q.Visible = "guia", []locale.Tag{"ja"} // a draft in Portuguese is not theirs to read
		if page, err := d.db.Matrix(t.Context(), q, d.now); err != nil || len(page.Works) != 0 {
			t.Errorf("a draft of others is found: %+v, %v", page.Works, err)
		}
	})
}

// Typing is looked at without keeping anything.
func TestWhatIsTypedIsLookedAtAndNotKept(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		_, target := d.begin(paragraphs("Press `make` now.", trainEN))
		seg := d.segment(target, "Press `make` now.")
		found, err := d.Check(t.Context(), tess, target, seg.ID, "Pressione agora.", false)
		if err != nil || len(found.Findings) != 1 || found.Findings[0].Check != "code-missing" || found.Fault != "" {
			t.Errorf("found %+v, %v", found, err)
		}
		if found, err = d.Check(t.Context(), tess, target, seg.ID, "Um\n\ndois `make`", false); err != nil || found.Fault == "" {
			t.Errorf("a text of two blocks: %+v, %v", found, err)
		}
		if again := d.segment(target, "Press `make` now."); again.Version != seg.Version || again.Text != "" {
			t.Errorf("it was kept: %+v", again)
		}
		if _, err := d.Check(t.Context(), ana, target, seg.ID+99, "x", false); !errors.Is(err, errs.NotFound) {
			t.Errorf("of no segment: %v", err)
		}
	})
}

// Translation 2.12: all drafts are saved, but for those that need a look.
func TestAllDraftsAreSavedButThoseThatNeedALook(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN, trainEN))
		for _, text := range []string{catEN, birdEN, trainEN} {
			seg := d.segment(target, text)
			if err := d.SaveDraft(t.Context(), tess, target, seg.ID, seg.Version, "Rascunho: "+text); err != nil {
				t.Fatal(err)
			}
		}
		d.save(tom, target, birdEN, birdPT)
		d.now = d.now.Add(time.Minute)
		d.rewrite(ana, source.ID, paragraphs(catEN, birdEN, trainEN+" Do."))
		n, err := d.SaveDrafts(t.Context(), tess, target)
		if err != nil || n != 1 {
			t.Errorf("%d saved, %v; want the one of the cat", n, err)
		}
		state(t, d.segment(target, catEN), translation.Translated, "")
		if bird := d.segment(target, birdEN); bird.Text != birdPT || !bird.HasDraft || bird.DraftVersion == bird.Version {
			t.Errorf("the other's text is %q, with a draft over version %d of %d", bird.Text, bird.DraftVersion, bird.Version)
		}
		if train := d.segment(target, trainEN+" Do."); !train.HasDraft || train.State != translation.Untranslated {
			t.Errorf("of the changed source: draft %v, %s", train.HasDraft, train.State)
		}
	})
}

// A side that somebody changed meanwhile refuses both, and keeps what was
// typed.
func TestAPairIsSavedWholeOrNotAtAll(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN), catEN, catPT)
		cat := d.segment(target, catEN)
		d.save(tom, target, catEN, catPT+" Sim.")
		english, portuguese := "Another cat.", "Outro gato."
		edits := workbench.PairEdit{Segment: cat.ID, Seen: catEN, Source: &english, Version: cat.Version, Text: &portuguese}
		_, err := d.SavePair(t.Context(), editor, target, edits)
		stale, ok := errors.AsType[*workbench.Stale](err)
		if !ok || stale.Base != catPT || stale.Mine != portuguese || stale.Current.Text != catPT+" Sim." {
			t.Fatalf("%v, %+v; want *Stale", err, stale)
		}
		if d.post(source.ID).Body != paragraphs(catEN, birdEN) {
			t.Errorf("the source was saved: %q", d.post(source.ID).Body)
		}
		if draft, kept, err := d.db.SegmentDraft(t.Context(), editor.ID, target, cat.ID); err != nil || !kept || draft.Text != portuguese {
			t.Errorf("the draft is %q, %v, %v", draft.Text, kept, err)
		}
		edits.Version, edits.Seen = stale.Current.Version, "Something else."
		if _, err := d.SavePair(t.Context(), editor, target, edits); !errors.Is(err, errs.Conflict) {
			t.Errorf("a source that nobody saw: %v, want a Conflict", err)
		}
		edits.Seen = catEN
		if _, err := d.SavePair(t.Context(), tess, target, edits); !errors.Is(err, errs.Forbidden) {
			t.Errorf("the source of others: %v, want Forbidden", err)
		}
		if _, err := d.SavePair(t.Context(), editor, target, edits); err != nil {
			t.Error(err)
		}
		if p := d.post(source.ID); p.Body != paragraphs(english, birdEN) || p.Status != content.Published {
			t.Errorf("the source is %q, %s", p.Body, p.Status)
		}
		d.whole(target)
	})
}
