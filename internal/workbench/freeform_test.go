package workbench_test

import (
	"context"
	"slices"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// states returns what is known of each segment of a body: text and state.
func (d *desk) states(target content.PostID) []string {
	d.t.Helper()
	var all []string
	for _, seg := range d.open(target).Segments {
		if !seg.Kind.Field() {
			all = append(all, seg.Source+" = "+seg.Text+" "+string(seg.State)+"("+string(seg.Reason)+")")
		}
	}
	return all
}

// Case 48: another way of taking texts apart changes no state.
func TestCase48AnotherSegmenterLosesNoState(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, "- "+birdEN, trainEN), catEN, catPT, birdEN, birdPT)
		d.approve(target, catEN)
		d.finish(target)
		before, text := d.states(target), d.body(target)
		storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) error {
			g, err := tx.LockSegmentation(ctx, source.ID)
			if err != nil {
				return err
			}
			g.Segmenter = 0
			if err := tx.SaveSegmentation(ctx, g); err != nil {
				return err
			}
			notes, err := tx.LockTranslation(ctx, target)
			if err != nil {
				return err
			}
			notes.Segmenter = 0
			return tx.SaveTranslation(ctx, notes)
		})
		if after := d.states(target); !slices.Equal(before, after) || d.body(target) != text {
			t.Errorf("before %q, after %q; the text is %q", before, after, d.body(target))
		}
		d.whole(target)
	})
}

// Case 49: the source and a translation change places; no segment loses its
// text, and what was in step still is.
func TestCase49ASwitchedSourceLosesNoText(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN), catEN, catPT, birdEN, birdPT)
		d.finish(target)
		english, portuguese := d.post(source.ID).Body, d.post(target).Body
		storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) error {
			g, err := tx.Group(ctx, source.GroupID)
			if err != nil {
				return err
			}
			g.SourceID = &target
			if err := tx.SaveGroup(ctx, g); err != nil {
				return err
			}
			p, err := tx.Post(ctx, target)
			if err != nil {
				return err
			}
			p.SourceID = nil
			_, err = tx.SavePost(ctx, p)
			return err
		})
		v, err := d.Open(t.Context(), editor, source.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, seg := range v.Segments {
			if !seg.Kind.Field() && (seg.State != translation.Translated || seg.Outdated || seg.Text == "" || seg.Source == seg.Text) {
				t.Errorf("%q is %q, %s(%s)", seg.Source, seg.Text, seg.State, seg.Reason)
			}
		}
		if v.Source.ID != target || d.post(source.ID).Body != english || d.post(target).Body != portuguese {
			t.Errorf("from %d; the texts are %q, %q", v.Source.ID, d.post(source.ID).Body, d.post(target).Body)
		}
		d.whole(source.ID)
	})
}

// Case 50: what stands in one language only stays where it is.
func TestCase50AParagraphOfOneLanguageStaysInItsPlace(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN), catEN, catPT, birdEN, birdPT)
		d.rewrite(tess, target, paragraphs(catPT, "Só aqui.", birdPT))
		slots := d.open(target).Slots
		if len(slots) != 3 || slots[1].Segment != 0 || slots[1].Text != "Só aqui." || slots[2].Segment == 0 {
			t.Fatalf("slots %+v", slots)
		}
		d.rewrite(ana, source.ID, paragraphs(trainEN, catEN, birdEN))
		if got, want := d.body(target), paragraphs(trainEN, catPT, "Só aqui.", birdPT); got != want {
			t.Errorf("after an update %q, want %q", got, want)
		}
		state(t, d.segment(target, catEN), translation.Translated, "")
		d.whole(target)
	})
}

// Case 51: a block that was taken out is missing, which is a question, and not
// work for ever.
func TestCase51ABlockTakenOutIsAQuestion(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN, trainEN), catEN, catPT, birdEN, birdPT, trainEN, trainPT)
		d.rewrite(tess, target, paragraphs(catPT, trainPT))
		v := d.open(target)
		seg := d.segment(target, birdEN)
		if !seg.Missing || seg.State != translation.Translated || seg.Text != birdPT || v.Banner.Missing != 1 {
			t.Errorf("taken out it is missing %v, %s, %q; the banner has %+v", seg.Missing, seg.State, seg.Text, v.Banner)
		}
		d.rewrite(ana, source.ID, paragraphs(catEN, birdEN, trainEN, "More."))
		if got, want := d.body(target), paragraphs(catPT, trainPT, "More."); got != want {
			t.Errorf("an update put it back: %q, want %q", got, want)
		}
		if _, err := d.Omit(t.Context(), tess, target, seg.ID, d.segment(target, birdEN).Version, true); err != nil {
			t.Fatal(err)
		}
		if v := d.open(target); v.Banner.Missing != 0 || !d.segment(target, birdEN).Omitted {
			t.Errorf("left out on purpose: %+v", v.Banner)
		}
		d.save(tess, target, birdEN, birdPT) // changed their mind: it has its place again
		if got, want := d.body(target), paragraphs(catPT, birdPT, trainPT, "More."); got != want {
			t.Errorf("saved again: %q, want %q", got, want)
		}
		d.whole(target)
	})
}

// Case 52: the order of a translation is its own.
func TestCase52LinksFollowATextInAnotherOrder(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		_, target := d.begin(paragraphs(catEN, birdEN, trainEN), catEN, catPT, birdEN, birdPT, trainEN, trainPT)
		before := d.states(target)
		d.rewrite(tess, target, paragraphs(trainPT, catPT, birdPT))
		if after := d.states(target); !slices.Equal(before, after) {
			t.Errorf("before %q, after %q", before, after)
		}
		if got, want := d.body(target), paragraphs(trainPT, catPT, birdPT); got != want {
			t.Errorf("the text is %q, want %q", got, want)
		}
		d.whole(target)
	})
}

// Case 53: a whole translation pasted over another.
func TestCase53ATranslationPastedOverIsGuessedAndTheOldOneKept(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		_, target := d.begin(paragraphs("## Cats", catEN, trainEN), "Cats", "Gatos", catEN, catPT, trainEN, trainPT)
		pasted := paragraphs("## Felinos", "Um bicho deitado observa outro.", "Consulte [a tabela](/trains) antes.")
		d.rewrite(editor, target, pasted)
		for _, seg := range d.open(target).Segments {
			if !seg.Kind.Field() {
				state(t, seg, translation.NeedsEdit, translation.AlignedGuess)
			}
		}
		if d.body(target) != pasted {
			t.Errorf("the text is %q", d.body(target))
		}
		events, err := d.db.SegmentEvents(t.Context(), target, d.segment(target, catEN).ID, 5)
		if err != nil || len(events) != 2 || events[0].OldText != catPT {
			t.Errorf("its history is %+v, %v; want the old text in it", events, err)
		}
		d.whole(target)
	})
}

// Case 54: a translation that was made better is an offer to its source.
func TestCase54ABetterTranslationIsAnOfferToTheSource(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN), catEN, catPT, birdEN, birdPT)
		d.rewrite(tess, target, paragraphs("O gato está deitado no tapete e espera o pássaro.", birdPT))
		seg := d.segment(target, catEN)
		if seg.Drift != translation.TranslationImproved || seg.Outdated {
			t.Errorf("it is %s, outdated %v", seg.Drift, seg.Outdated)
		}
		changes, err := d.Changes(t.Context(), ana, source.ID, 0)
		if err != nil || len(changes.Improved) != 1 || changes.Improved[0].ID != seg.ID {
			t.Fatalf("the author sees %+v, %v", changes, err)
		}
		if err := d.Offer(t.Context(), tess, target, seg.ID); err != nil {
			t.Fatal(err)
		}
		detail, err := d.Detail(t.Context(), tess, target, seg.ID)
		if err != nil || len(detail.ForSource) != 1 {
			t.Fatalf("offers for the source: %+v, %v", detail, err)
		}
		if err := d.SettleForSource(t.Context(), ana, detail.ForSource[0].ID, true, ""); err != nil {
			t.Fatal(err)
		}
		if seg := d.segment(target, catEN); seg.Drift != translation.InStep {
			t.Errorf("afterwards it is %s", seg.Drift)
		}
	})
}

// Case 55: both sides written in the pair editor are in step, however little
// is left of the source.
func TestCase55BothSidesWrittenTogetherAreInStep(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN, trainEN), catEN, catPT, birdEN, birdPT, trainEN, trainPT)
		cat, bird := d.segment(target, catEN), d.segment(target, birdEN)
		english, portuguese, alone := "Whales sing.", "Baleias cantam.", birdEN+" So they say."
		saved, err := d.SavePair(t.Context(), editor, target,
			workbench.PairEdit{Segment: cat.ID, Seen: catEN, Source: &english, Version: cat.Version, Text: &portuguese},
			workbench.PairEdit{Segment: bird.ID, Seen: birdEN, Source: &alone, Version: bird.Version})
		if err != nil || len(saved) != 1 {
			t.Fatalf("%d saved, %v", len(saved), err)
		}
		seg := d.segment(target, english)
		state(t, seg, translation.Translated, "")
		if seg.ID != cat.ID || seg.Drift != translation.InStep || seg.Outdated {
			t.Errorf("segment %d was %d; it is %s", seg.ID, cat.ID, seg.Drift)
		}
		state(t, d.segment(target, alone), translation.NeedsEdit, translation.SourceChanged)
		if got := d.post(source.ID).Body; got != paragraphs(english, alone, trainEN) {
			t.Errorf("the source is %q", got)
		}
		if got := d.body(target); got != paragraphs(portuguese, birdPT, trainPT) {
			t.Errorf("the translation is %q", got)
		}
		d.whole(target)
	})
}

// Case 56: without the notes of the translators the texts are as they were,
// and what can be told from them is known again.
func TestCase56NotesThatAreLostAreMadeAgain(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN, trainEN), catEN, catPT, birdEN, birdPT)
		english, portuguese := d.post(source.ID).Body, d.post(target).Body
		if err := d.Rebuild(t.Context(), account.Operator(), source.ID); err != nil {
			t.Fatal(err)
		}
		v := d.open(target)
		if d.post(source.ID).Body != english || d.post(target).Body != portuguese || v.Working.Body != portuguese {
			t.Errorf("the texts are %q, %q, %q", d.post(source.ID).Body, d.post(target).Body, v.Working.Body)
		}
		for _, seg := range v.Segments {
			switch seg.Source {
			case catEN, birdEN:
				if seg.Text == "" || !(seg.State == translation.Translated || seg.Reason == translation.AlignedGuess) {
					t.Errorf("%q is %q, %s(%s)", seg.Source, seg.Text, seg.State, seg.Reason)
				}
			case trainEN:
				state(t, seg, translation.Untranslated, "")
			}
		}
		d.whole(target)
	})
}

// A row that was taken out comes back as a whole when one of its cells is
// saved: the others with their translations.
func TestARowThatComesBackHasTheTranslationsOfItsCells(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		const table = "| Name of it | Age of it |\n|---|---|\n| Ann Smith | Forty years |"
		_, target := d.begin(paragraphs(catEN, table), catEN, catPT, "Name of it", "Nome", "Age of it", "Idade", "Ann Smith", "Ana", "Forty years", "Quarenta")
		d.rewrite(editor, target, paragraphs(catPT))
		if v := d.open(target); v.Banner.Missing != 4 {
			t.Fatalf("%d missing, want the cells", v.Banner.Missing)
		}
		d.save(tess, target, "Ann Smith", "Ana Silva")
		if got, want := d.body(target), paragraphs(catPT, "| Nome | Idade |\n|---|---|\n| Ana Silva | Quarenta |"); got != want {
			t.Errorf("the text is %q, want %q", got, want)
		}
		d.whole(target)
	})
}
