package translation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// freeform changes the whole text of the translation, as an editor does who
// may translate or not.
func (w *work) freeform(t failer, body string, translates bool) (guessed []SegmentID) {
	t.Helper()
	next, guessed := Realign(w.source, w.target, parsed(t, body))
	w.target = next
	w.compiles(t)
	if next.Doc.Source != body {
		t.Fatalf("the body is %q, want it as it was written: %q", next.Doc.Source, body)
	}
	for id, text := range next.Texts() {
		i := w.source.Index(id)
		if i < 0 {
			continue
		}
		k, source := w.source.Doc.Segments[i].Kind, w.source.Doc.Segments[i].Text
		w.targets[id].Freeform(k, text, source, translates)
	}
	for _, id := range guessed {
		i := w.source.Index(id)
		w.targets[id] = Guessed(w.source.Doc.Segments[i].Kind, next.Texts()[id], w.source.Doc.Segments[i].Text, false)
	}
	return guessed
}

// links returns the ids of the slots.
func (w *work) links() []SegmentID {
	var ids []SegmentID
	for _, s := range w.target.Slots {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestCase50AParagraphOfOneLanguageStaysInItsPlace(t *testing.T) {
	const only = "Dies steht nur im Deutschen."
	w := begin(t, paragraphs(catEN, birdEN), catDE, birdDE)
	w.freeform(t, paragraphs(catDE, only, birdDE), true)
	if d := cmp.Diff([]SegmentID{1, 0, 2}, w.links()); d != "" {
		t.Errorf("links (-want +got):\n%s", d)
	}
	w.edit(t, paragraphs(rainEN, catEN, trainEN, birdEN))
	w.is(t, paragraphs(rainEN, catDE, only, trainEN, birdDE), "3 untranslated", "1 translated", "4 untranslated", "2 translated")
}

func TestCase51ABlockTakenOutIsMissingAndNotPutInAgain(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN, trainEN), catDE, birdDE, trainDE)
	w.freeform(t, paragraphs(catDE, trainDE), true)
	if w.target.Index(2) >= 0 {
		t.Errorf("links %v, want none to segment 2", w.links())
	}
	done := w.edit(t, paragraphs(catEN, birdEN, rainEN, trainEN))
	if d := cmp.Diff([]SegmentID{2}, done.Missing); d != "" {
		t.Errorf("missing (-want +got):\n%s", d)
	}
	w.is(t, paragraphs(catDE, rainEN, trainDE), "1 translated", "2 translated", "4 untranslated", "3 translated")
}

func TestCase52LinksFollowATextInAnotherOrder(t *testing.T) {
	w := begin(t, paragraphs("# Title of it", catEN, birdEN, trainEN), "Titel davon", catDE, birdDE, trainDE)
	w.freeform(t, paragraphs("# Titel davon", trainDE, birdDE, catDE), false)
	if d := cmp.Diff([]SegmentID{1, 4, 3, 2}, w.links()); d != "" {
		t.Errorf("links (-want +got):\n%s", d)
	}
	w.is(t, paragraphs("# Titel davon", trainDE, birdDE, catDE), "1 translated", "2 translated", "3 translated", "4 translated")
	w.edit(t, paragraphs("# Title of it", catEN, birdEN, rainEN, trainEN))
	if got, want := w.target.Doc.Source, paragraphs("# Titel davon", trainDE, birdDE, rainEN, catDE); got != want {
		t.Errorf("after an edit of the source %q, want the order of the translator, %q", got, want)
	}
}

func TestCase53ATranslationPastedOverIsGuessed(t *testing.T) {
	w := begin(t, paragraphs("# The title", catEN, "- "+birdEN, "- see `code`"), "Der Titel", catDE, birdDE, "siehe `code`")
	before := w.target.Texts()
	guessed := w.freeform(t, paragraphs("# Überschrift", "Ganz andere Worte über Brot.", "- Suppe braucht Salz, sagt der Koch.", "- lies `code`"), true)
	if len(guessed) != 3 {
		t.Errorf("guessed %v, want all but the one that has the code", guessed)
	}
	for _, id := range guessed {
		if target := w.targets[id]; target.State != NeedsEdit || target.Reason != AlignedGuess {
			t.Errorf("segment %d is %s (%s), want a guess", id, target.State, target.Reason)
		}
		if before[id] == w.target.Texts()[id] {
			t.Errorf("segment %d has the text that was pasted over", id)
		}
	}
	if d := cmp.Diff([]SegmentID{1, 2, 3, 4}, w.links()); d != "" {
		t.Errorf("links (-want +got):\n%s", d)
	}
}

func TestCase54ATranslationMadeBetterIsAnOfferToTheSource(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN), catDE, birdDE)
	w.freeform(t, paragraphs(catDE, "Ein Vogel sang im uralten Baum hinter unserem Haus."), true)
	if drift := w.targets[2].Drift(Paragraph, birdEN); drift != TranslationImproved {
		t.Errorf("the segment is %s, want improved", drift)
	}
	if drift := w.targets[1].Drift(Paragraph, catEN); drift != InStep {
		t.Errorf("the other is %s, want in step", drift)
	}
	if w.targets[2].Outdated(Paragraph, birdEN) {
		t.Error("it is called outdated")
	}
	w.freeform(t, paragraphs("Die Katze saß auf der Matte — und sah den Hund an!", birdDE), true)
	if drift := w.targets[1].Drift(Paragraph, catEN); drift != InStep {
		t.Errorf("after a comma the segment is %s, want in step", drift)
	}
}

func TestDriftTellsWhichSideMoved(t *testing.T) {
	w := begin(t, paragraphs("The price is four.", birdEN), "Der Preis ist vier.", birdDE)
	w.edit(t, paragraphs("The price is five.", birdEN))
	if drift := w.targets[1].Drift(Paragraph, "The price is five."); drift != TranslationOutdated {
		t.Errorf("after an edit of the source: %s", drift)
	}
	w.freeform(t, paragraphs("Der Preis beträgt vier.", birdDE), false)
	if drift := w.targets[1].Drift(Paragraph, "The price is five."); drift != CheckBoth {
		t.Errorf("after an edit of both: %s", drift)
	}
}

func TestCase55BothEditedTogetherAreInStep(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN), catDE, birdDE)
	w.edit(t, paragraphs("The cat slept on the mat and dreamt of the dog.", birdEN))
	w.freeform(t, paragraphs("Die Katze schlief auf der Matte und träumte vom Hund.", birdDE), true)
	now := w.source.Doc.Segments[0].Text
	w.targets[1].PutInStep(Paragraph, now)
	if drift := w.targets[1].Drift(Paragraph, now); drift != InStep || w.targets[1].State != Translated {
		t.Errorf("the segment is %s and %s", drift, w.targets[1].State)
	}
}

func TestCase56ASidecarMadeAgainLeavesTheBodyAsItIs(t *testing.T) {
	source := paragraphs("# "+catEN, birdEN, "```\ncode\n```", "- "+trainEN, "| a | b |\n|---|---|\n| 1 | 2 |")
	w := begin(t, source, catDE, birdDE, trainDE)
	body := w.target.Doc.Source
	again, score := Match(w.source, parse(t, body))
	if score != 1 {
		t.Errorf("the score is %v, want 1", score)
	}
	if d := cmp.Diff(w.target.Slots, again.Slots); d != "" {
		t.Errorf("slots (-before +after):\n%s", d)
	}
	if compiled, err := again.Compile(); err != nil || compiled != body {
		t.Errorf("compiled %q, %v", compiled, err)
	}
	if g := Guessed(Paragraph, birdDE, birdEN, false); g.State != NeedsEdit || g.Reason != AlignedGuess || g.Text != birdDE {
		t.Errorf("the state is a guess: %+v", g)
	}
	if g := Guessed(Paragraph, trainEN, trainEN, true); g.State != Untranslated {
		t.Errorf("what is the source's text is %s", g.State)
	}
}

func TestMatchFindsItsWayAroundWhatOnlyOneLanguageHas(t *testing.T) {
	source := parse(t, paragraphs("# One", "Text with `a` and 17.", "More words here.", "## Two", "See [x](/en/x).", "The end."))
	ids := []SegmentID{1, 2, 3, 4, 5, 6}
	target, score := Match(Linked(source, ids), parse(t, paragraphs("# Eins", "Vorbemerkung der Übersetzer.", "Text mit `a` und 17.", "Mehr Wörter hier.", "## Zwei", "Siehe [x](/de/x).")))
	w := work{target: target}
	if d := cmp.Diff([]SegmentID{1, 0, 2, 3, 4, 5}, w.links()); d != "" {
		t.Errorf("links (-want +got):\n%s", d)
	}
	if score <= 0.8 || score >= 1 {
		t.Errorf("the score is %v", score)
	}
}

func TestCase49SourceAndTranslationChangePlaces(t *testing.T) {
	w := begin(t, paragraphs(catEN, "The price is four.", birdEN, trainEN), catDE, "Der Preis ist vier.", birdDE)
	w.edit(t, paragraphs(catEN, "The price is five.", birdEN, trainEN))
	w.freeform(t, paragraphs(catDE, "Der Preis ist vier.", "Nur hier.", birdDE, trainEN), true)
	source, target, targets := Swap(w.source, w.target, w.targets)
	if source.Doc.Source != w.target.Doc.Source || target.Doc.Source != w.source.Doc.Source {
		t.Error("a text changed")
	}
	var ids []SegmentID
	for _, s := range source.Slots {
		ids = append(ids, s.ID)
	}
	if d := cmp.Diff([]SegmentID{1, 2, 0, 3, 4}, ids); d != "" {
		t.Errorf("ids (-want +got):\n%s", d)
	}
	for id, text := range target.Texts() {
		if targets[id].Text != text || targets[id].SrcText == "" {
			t.Errorf("segment %d has %+v, want the text %q", id, targets[id], text)
		}
	}
	if drift := targets[2].Drift(Paragraph, "Der Preis ist vier."); drift != TranslationImproved {
		t.Errorf("what was ahead as a source is %s as a translation, want improved", drift)
	}
	if drift := targets[1].Drift(Paragraph, catDE); drift != InStep || targets[1].State != Translated {
		t.Errorf("what was in step is %s, %s", drift, targets[1].State)
	}
}

// Case 48: another way of taking a text apart.
func TestCase48AnotherSegmenterLosesNoState(t *testing.T) {
	text := paragraphs("# A title", catEN+"\n"+birdEN, "- "+trainEN, "| "+rainEN+" | yes |\n|---|---|\n| yes | no |")
	now := parse(t, text)
	was := append([]Segment{}, now.Segments...)
	for i := range was {
		was[i].Text = strings.ReplaceAll(was[i].Text, ". A", ".\n  A") // lines were not joined
		if was[i].Kind == Cell {
			was[i].Kind = Term // and cells were something else
		}
	}
	ids := make([]SegmentID, len(was))
	for i := range ids {
		ids[i] = SegmentID(i + 1)
	}
	found, removed := Identify(Key(was, ids), nil, Key(now.Segments, nil))
	if len(removed) > 0 {
		t.Errorf("removed %v", removed)
	}
	for i, f := range found {
		if f.ID != ids[i] {
			t.Errorf("segment %d is %d now", ids[i], f.ID)
		}
		target := &Target{Text: "x", State: Approved}
		target.pin(was[i].Kind, was[i].Text)
		target.SourceChanged(now.Segments[i].Kind, f.Change, was[i].Text, now.Segments[i].Text)
		if target.State != Approved || target.Outdated(now.Segments[i].Kind, now.Segments[i].Text) {
			t.Errorf("segment %d: %+v after %s", f.ID, target, f.Change)
		}
	}
}
