package translation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A work is a source and a translation of it in a test.
type work struct {
	source  Text
	base    Text    // the source as the translation was last brought up to date with it
	gone    []Keyed // segments that the source had
	last    SegmentID
	target  Text
	targets map[SegmentID]*Target
}

// A failer is a test, of any kind.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// parsed is parse in a test of any kind.
func parsed(t failer, src string) *Document {
	t.Helper()
	d, err := Parse(src)
	if err != nil {
		t.Fatalf("Parse(%.80q): %v", src, err)
	}
	return d
}

// begin makes a work of a source and the translations of its segments, in
// order; "" leaves one untranslated.
func begin(t failer, source string, translations ...string) *work {
	t.Helper()
	w := &work{targets: map[SegmentID]*Target{}}
	doc := parsed(t, source)
	var ids []SegmentID
	for range doc.Segments {
		w.last++
		ids = append(ids, w.last)
		w.targets[w.last] = &Target{State: Untranslated}
	}
	w.source, w.base, w.target = Linked(doc, ids), Linked(doc, ids), Linked(doc, ids)
	for i, text := range translations {
		if text != "" {
			w.translate(t, ids[i], text)
		}
	}
	return w
}

// translate saves a segment as a translator does.
func (w *work) translate(t failer, id SegmentID, text string) What {
	t.Helper()
	i := w.source.Index(id)
	now := w.source.Doc.Segments[i]
	next, err := w.target.Put(w.target.Index(id), text, true)
	if err != nil {
		t.Fatalf("%q in the place of segment %d: %v", text, id, err)
	}
	w.target = next
	w.compiles(t)
	return w.targets[id].Save(now.Kind, SaveAs{Text: w.target.Text(w.target.Index(id)), Source: now.Text, Seen: now.Text})
}

// compiles fails unless the slots of the translation make up its body.
func (w *work) compiles(t failer) {
	t.Helper()
	if body, err := w.target.Compile(); err != nil || body != w.target.Doc.Source {
		t.Fatalf("compiled slots are %q (%v), want the body %q", body, err, w.target.Doc.Source)
	}
}

// edit changes the source, and everything that follows from that.
func (w *work) edit(t failer, source string) Updated {
	t.Helper()
	doc := parsed(t, source)
	before := Key(w.source.Doc.Segments, w.source.ids())
	now := Key(doc.Segments, nil)
	found, removed := Identify(before, w.gone, now)
	ids := make([]SegmentID, len(found))
	back := map[SegmentID]bool{}
	for i, f := range found {
		if ids[i] = f.ID; f.ID == 0 {
			w.last++
			ids[i] = w.last
			w.targets[w.last] = &Target{State: Untranslated}
		}
		if f.Change == Revived {
			back[f.ID] = true
		}
	}
	var gone []Keyed
	for _, i := range removed {
		gone = append(gone, before[i])
	}
	for _, k := range w.gone {
		if !back[k.ID] {
			gone = append(gone, k)
		}
	}
	w.source, w.gone = Linked(doc, ids), gone
	known := map[SegmentID]string{}
	for i, f := range found {
		target := w.targets[ids[i]]
		if target.State != Untranslated {
			known[ids[i]] = target.Text
		}
		if f.Old < 0 || f.Change == Revived {
			continue
		}
		if f.Part == 2 {
			target.Offer = w.targets[f.With].Text
			continue
		}
		target.SourceChanged(now[i].Kind, f.Change, before[f.Old].Text, now[i].Text)
		if f.Change == Merged {
			target.Offer = w.targets[f.With].Text
		}
	}
	done := Update{
		Base: w.base, Next: w.source, Target: w.target, Known: known,
		Untranslated: func(id SegmentID) bool { return w.targets[id].State == Untranslated },
	}.Apply()
	w.target = done.Text
	if done.Applied {
		w.base = w.source
	}
	for id, target := range w.targets {
		if i := w.target.Index(id); i >= 0 && target.State != Untranslated && w.target.Text(i) != target.Text {
			next, err := w.target.Put(i, target.Text, true) // a link that was carried
			if err != nil {
				t.Fatalf("%q does not fit any more: %v", target.Text, err)
			}
			w.target = next
		}
	}
	w.compiles(t)
	return done
}

// states writes the states in the order of the source: "1 translated", "2
// needs-edit source_changed".
func (w *work) states() []string {
	var all []string
	for _, s := range w.source.Slots {
		target := w.targets[s.ID]
		all = append(all, strings.TrimSpace(strings.Join([]string{string('0' + rune(s.ID)), string(target.State), string(target.Reason)}, " ")))
	}
	return all
}

// is checks the states and the body of the translation.
func (w *work) is(t *testing.T, body string, states ...string) {
	t.Helper()
	if d := cmp.Diff(states, w.states()); d != "" {
		t.Errorf("states (-want +got):\n%s", d)
	}
	if d := cmp.Diff(body, w.target.Doc.Source); d != "" {
		t.Errorf("body (-want +got):\n%s", d)
	}
}

const (
	catEN, catDE     = "The cat sat on the mat and looked at the dog.", "Die Katze saß auf der Matte und sah den Hund an."
	birdEN, birdDE   = "A bird sang in the old tree behind our house.", "Ein Vogel sang im alten Baum hinter unserem Haus."
	trainEN, trainDE = "Nobody knows when the last train leaves this town.", "Niemand weiß, wann der letzte Zug die Stadt verlässt."
	rainEN           = "It rained for three days before the river rose."
)

func paragraphs(texts ...string) string { return strings.Join(texts, "\n\n") + "\n" }

func TestCase33AMendedLetterKeepsTheSegment(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN), catDE, birdDE)
	w.edit(t, paragraphs(catEN, "A bird sang in the old tree behind our horse."))
	w.is(t, paragraphs(catDE, birdDE), "1 translated", "2 needs-edit source_changed")
}

func TestCase34AChangedLinkIsCarriedIntoTheTranslation(t *testing.T) {
	w := begin(t, paragraphs("See [the page](/old) of it.", birdEN), "Siehe [die Seite](/old).", birdDE)
	w.edit(t, paragraphs("See [the page](/new) of it.", birdEN))
	w.is(t, paragraphs("Siehe [die Seite](/new).", birdDE), "1 translated", "2 translated")
}

func TestCase35AnAddressThatIsThereTwiceIsLeftToTheTranslator(t *testing.T) {
	w := begin(t, paragraphs("See [the page](/old) of it.", birdEN), "[Siehe](/old) [die Seite](/old).", birdDE)
	w.edit(t, paragraphs("See [the page](/new) of it.", birdEN))
	w.is(t, paragraphs("[Siehe](/old) [die Seite](/old).", birdDE), "1 needs-edit source_changed", "2 translated")
}

func TestCase36PunctuationIsATrifle(t *testing.T) {
	w := begin(t, paragraphs("Hello.", birdEN), "Hallo.", birdDE)
	w.edit(t, paragraphs("Hello!", birdEN))
	w.is(t, paragraphs("Hallo.", birdDE), "1 translated", "2 translated")
	if w.targets[1].SrcText != "Hello!" {
		t.Errorf("it was translated from %q, want it brought up to date", w.targets[1].SrcText)
	}
}

func TestCase37ParagraphsThatChangePlacesDoSoInTheTranslation(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN, trainEN), catDE, birdDE, trainDE)
	w.edit(t, paragraphs(birdEN, catEN, trainEN))
	w.is(t, paragraphs(birdDE, catDE, trainDE), "2 translated", "1 translated", "3 translated")
}

func TestCase38AParagraphMadeAnItemKeepsItsTranslation(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN), catDE, birdDE)
	w.edit(t, paragraphs(catEN, "- "+birdEN))
	w.is(t, paragraphs(catDE, "- "+birdDE), "1 translated", "2 translated")
}

func TestCase39ASplitParagraphOffersTheOldTranslation(t *testing.T) {
	w := begin(t, paragraphs(catEN+" "+birdEN, trainEN), catDE+" "+birdDE, trainDE)
	w.edit(t, paragraphs(catEN, birdEN, trainEN))
	w.is(t, paragraphs(catDE+" "+birdDE, birdEN, trainDE), "1 needs-edit split", "3 untranslated", "2 translated")
	if w.targets[3].Offer != catDE+" "+birdDE {
		t.Errorf("the second half is offered %q", w.targets[3].Offer)
	}
}

func TestCase40AMergedParagraphHasBothTranslations(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN, trainEN), catDE, birdDE, trainDE)
	done := w.edit(t, paragraphs(catEN+" "+birdEN, trainEN))
	w.is(t, paragraphs(catDE, birdDE, trainDE), "1 needs-edit merged", "3 translated")
	if d := cmp.Diff([]SegmentID{2}, done.Orphans); d != "" {
		t.Errorf("orphans (-want +got):\n%s", d)
	}
	if w.targets[1].Offer != birdDE {
		t.Errorf("the merged paragraph is offered %q, want %q", w.targets[1].Offer, birdDE)
	}
	joined, err := w.target.Join(1, 2)
	if err != nil || joined.Doc.Source != paragraphs(catDE+" "+birdDE, trainDE) {
		t.Errorf("joined: %q, %v", joined.Doc.Source, err)
	}
}

func TestCase41AParagraphThatComesBackHasItsTranslationAndState(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN, trainEN), catDE, birdDE, trainDE)
	if _, ok := w.targets[2].Approve(Paragraph, birdEN); !ok {
		t.Fatal("not approved")
	}
	w.edit(t, paragraphs(catEN, trainEN))
	dropped, err := w.target.Drop(w.target.Index(2))
	if err != nil {
		t.Fatal(err)
	}
	w.target = dropped
	w.edit(t, paragraphs(catEN, trainEN, rainEN))
	w.edit(t, paragraphs(catEN, birdEN, trainEN, rainEN))
	w.is(t, paragraphs(catDE, birdDE, trainDE, rainEN), "1 translated", "2 approved", "3 translated", "4 untranslated")
}

func TestCase44WhatChangedIsSinceTheTranslation(t *testing.T) {
	w := begin(t, paragraphs("The price is four.", birdEN), "Der Preis ist vier.", birdDE)
	w.edit(t, paragraphs("The price is five.", birdEN))
	w.edit(t, paragraphs("The price is six now.", birdEN))
	w.is(t, paragraphs("Der Preis ist vier.", birdDE), "1 needs-edit source_changed", "2 translated")
	if w.targets[1].SrcText != "The price is four." {
		t.Errorf("it was translated from %q", w.targets[1].SrcText)
	}
}

func TestCase45ASourceThatGoesBackLeavesNoWork(t *testing.T) {
	w := begin(t, paragraphs("The price is four.", birdEN), "Der Preis ist vier.", birdDE)
	w.targets[1].Approve(Paragraph, "The price is four.")
	w.edit(t, paragraphs("The price is five.", birdEN))
	w.edit(t, paragraphs("The price is four.", birdEN))
	w.is(t, paragraphs("Der Preis ist vier.", birdDE), "1 approved", "2 translated")
}

func TestCase46ARewrittenSourceKeepsTheOldTranslations(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN), catDE, birdDE)
	done := w.edit(t, paragraphs("Wholly different words about bread.", "Salt is what makes soup worth eating."))
	w.is(t, paragraphs("Wholly different words about bread.", "Salt is what makes soup worth eating.", catDE, birdDE), "3 untranslated", "4 untranslated")
	if len(done.Orphans) != 2 || w.targets[1].Text != catDE || w.targets[1].State != Translated {
		t.Errorf("orphans %v, the first is %+v", done.Orphans, w.targets[1])
	}
}

func TestCase47CodeIsTakenOverUnlessBothChangedIt(t *testing.T) {
	code := func(s string) string { return "```go\n" + s + "\n\nend()\n```" }
	source := paragraphs(catEN, code("one()"), birdEN)
	w := begin(t, source, catDE, birdDE)
	w.edit(t, paragraphs(catEN, code("two()"), birdEN))
	w.is(t, paragraphs(catDE, code("two()"), birdDE), "1 translated", "2 translated")

	edited := strings.Replace(w.target.Doc.Source, "two()", "zwei()", 1)
	w.target = Text{Doc: parse(t, edited), Slots: w.target.Slots}
	done := w.edit(t, paragraphs(catEN, code("three()"), birdEN))
	w.is(t, paragraphs(catDE, code("zwei()"), birdDE), "1 translated", "2 translated")
	want := []SkeletonConflict{{code("two()") + "\n", code("three()") + "\n", code("zwei()") + "\n"}}
	if d := cmp.Diff(want, done.Conflicts); d != "" {
		t.Errorf("conflicts (-want +got):\n%s", d)
	}
}

// A paragraph that left the source before anybody had translated it is not left
// to readers in a language that is not theirs; one that was begun stays.
func TestWhatNobodyTranslatedLeavesWithItsSource(t *testing.T) {
	w := begin(t, paragraphs(catEN, birdEN), catDE, birdDE)
	w.edit(t, paragraphs(catEN, trainEN, birdEN, rainEN))
	w.is(t, paragraphs(catDE, trainEN, birdDE, rainEN), "1 translated", "3 untranslated", "2 translated", "4 untranslated")
	w.translate(t, 4, "Es regnete drei Tage.")
	done := w.edit(t, paragraphs(catEN, birdEN))
	w.is(t, paragraphs(catDE, birdDE, "Es regnete drei Tage."), "1 translated", "2 translated")
	if d := cmp.Diff([]SegmentID{4}, done.Orphans); d != "" {
		t.Errorf("orphans (-want +got):\n%s", d)
	}
}
