package translation

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// at is a Target in a state, translated from a source.
func at(state State, reason Reason, text, source string) *Target {
	t := &Target{Text: text, State: state, Reason: reason, Origin: ByHuman}
	if state != Untranslated {
		t.pin(Paragraph, source)
		t.SyncedHash = Meaning(Paragraph, text)
	}
	return t
}

func (t *Target) short() string {
	s := string(t.State)
	if t.Reason != "" {
		s += " " + string(t.Reason)
	}
	return s
}

// The table of 2.6: what happens, from which state to which.
func TestStates(t *testing.T) {
	const now, before = catEN, birdEN
	save := func(in SaveAs) func(*Target) What {
		return func(t *Target) What {
			in.Source, in.Seen = now, now
			return t.Save(Paragraph, in)
		}
	}
	changed := func(change Change, from, to string) func(*Target) What {
		return func(t *Target) What { return t.SourceChanged(Paragraph, change, from, to) }
	}
	approve := func(t *Target) What {
		what, _ := t.Approve(Paragraph, now)
		return what
	}
	confirm := func(t *Target) What { return t.StillCorrect(Paragraph, now) }
	prefill := func(why Reason) func(*Target) What {
		return func(t *Target) What { return t.Prefill(Paragraph, catDE, now, why) }
	}
	for name, c := range map[string]struct {
		from *Target
		act  func(*Target) What
		what What
		want string
	}{
		"saved":                            {at(Untranslated, "", "", ""), save(SaveAs{Text: catDE}), WasSaved, "translated"},
		"saved after a rejection":          {at(NeedsEdit, Rejected, "x", now), save(SaveAs{Text: catDE}), WasSaved, "translated"},
		"saved over an approved one":       {at(Approved, "", "x", now), save(SaveAs{Text: catDE}), WasSaved, "translated"},
		"saved with an error":              {at(Translated, "", "x", now), save(SaveAs{Text: "](", Error: true}), WasSaved, "needs-edit check_error"},
		"saved as unsure":                  {at(Untranslated, "", "", ""), save(SaveAs{Text: catDE, Unsure: true}), WasSaved, "needs-edit unsure"},
		"saved twice":                      {at(Translated, "", catDE, now), save(SaveAs{Text: catDE}), "", "translated"},
		"an approved one saved as it is":   {at(Approved, "", catDE, now), save(SaveAs{Text: catDE}), "", "approved"},
		"emptied":                          {at(Translated, "", catDE, now), save(SaveAs{Text: " "}), WasCleared, "untranslated"},
		"emptied when it was empty":        {at(Untranslated, "", "", ""), save(SaveAs{}), "", "untranslated"},
		"approved":                         {at(Translated, "", catDE, now), approve, WasApproved, "approved"},
		"approved before it is finished":   {at(NeedsEdit, Unsure, catDE, now), approve, "", "needs-edit unsure"},
		"approved when it is outdated":     {at(Translated, "", catDE, before), approve, "", "translated"},
		"rejected":                         {at(Translated, "", catDE, now), (*Target).Reject, WasRejected, "needs-edit rejected"},
		"rejected after it was approved":   {at(Approved, "", catDE, now), (*Target).Reject, WasRejected, "needs-edit rejected"},
		"rejected when there is nothing":   {at(Untranslated, "", "", ""), (*Target).Reject, "", "untranslated"},
		"source changed":                   {at(Translated, "", catDE, before), changed(Changed, before, now), SourceMoved, "needs-edit source_changed"},
		"source of an approved changed":    {at(Approved, "", catDE, before), changed(MovedChanged, before, now), SourceMoved, "needs-edit source_changed"},
		"source split":                     {at(Approved, "", catDE, before), changed(Split, before, now), SourceMoved, "needs-edit split"},
		"source merged":                    {at(Approved, "", catDE, before), changed(Merged, before, now), SourceMoved, "needs-edit merged"},
		"source moved":                     {at(Approved, "", catDE, now), changed(Moved, now, now), "", "approved"},
		"source changed in a trifle":       {at(Approved, "", catDE, "A."), changed(Trivial, "A.", "a!"), WasCarried, "approved"},
		"source of nothing changed":        {at(Untranslated, "", "", ""), changed(Changed, before, now), "", "untranslated"},
		"source of an unsure one changed":  {at(NeedsEdit, Unsure, catDE, before), changed(Changed, before, now), "", "needs-edit unsure"},
		"still correct":                    {at(NeedsEdit, SourceChanged, catDE, before), confirm, WasConfirmed, "translated"},
		"still correct after all":          {at(NeedsEdit, AlignedGuess, catDE, now), confirm, WasConfirmed, "translated"},
		"an error is not correct":          {at(NeedsEdit, CheckError, catDE, now), confirm, "", "needs-edit check_error"},
		"what is finished needs no word":   {at(Approved, "", catDE, now), confirm, "", "approved"},
		"filled by the memory":             {at(Untranslated, "", "", ""), prefill(MemoryExact), WasPrefilled, "needs-edit tm_exact"},
		"filled by a machine":              {at(Untranslated, "", "", ""), prefill(Machine), WasPrefilled, "needs-edit machine"},
		"nothing is filled over a text":    {at(NeedsEdit, Unsure, "x", now), prefill(Machine), "", "needs-edit unsure"},
		"asked again of a trifle":          {at(Approved, "", catDE, now), func(t *Target) What { return t.AskAgain(Paragraph, before, now) }, WasAskedAgain, "needs-edit source_changed"},
		"the author says it means as much": {at(Translated, "", catDE, before), func(t *Target) What { return t.Carry(Paragraph, now) }, WasCarried, "translated"},
		"edited freely":                    {at(Approved, "", catDE, now), func(t *Target) What { return t.Freeform(Paragraph, "x", now, false) }, WasFreeform, "needs-edit freeform_edit"},
		"edited freely by a translator":    {at(Approved, "", catDE, now), func(t *Target) What { return t.Freeform(Paragraph, "x", now, true) }, WasFreeform, "translated"},
		"not edited freely":                {at(Approved, "", catDE, now), func(t *Target) What { return t.Freeform(Paragraph, catDE, now, false) }, "", "approved"},
		"a copy of the source":             {at(Untranslated, "", "", ""), func(t *Target) What { return t.Freeform(Paragraph, now, now, true) }, "", "untranslated"},
	} {
		before := *c.from
		what := c.act(c.from)
		if what != c.what || c.from.short() != c.want {
			t.Errorf("%s: %q, then %s; want %q, then %s", name, what, c.from.short(), c.what, c.want)
		}
		if what == "" && *c.from != before {
			t.Errorf("%s: nothing happened, but %+v became %+v", name, before, *c.from)
		}
	}
}

func TestASourceThatGoesBackGivesTheStateBack(t *testing.T) {
	for _, change := range []Change{Changed, Split, Merged} {
		target := at(Approved, "", catDE, catEN)
		target.SourceChanged(Paragraph, change, catEN, birdEN)
		target.SourceChanged(Paragraph, Changed, birdEN, trainEN)
		if what := target.SourceChanged(Paragraph, Changed, trainEN, catEN); what != WasRestored || target.short() != "approved" {
			t.Errorf("after %s and back: %q, %s", change, what, target.short())
		}
	}
	target := at(Approved, "", catDE, "See [a](/x).")
	target.SourceChanged(Paragraph, Changed, "See [a](/x).", "See nothing at all.")
	if what := target.SourceChanged(Paragraph, Changed, "See nothing at all.", "See [a](/x)!"); what != WasCarried || target.short() != "approved" || target.SrcText != "See [a](/x)!" {
		t.Errorf("after an edit and back but for a trifle: %q, %s, from %q", what, target.short(), target.SrcText)
	}
}

func TestATrifleOfASourceThatChangedBeforeMovesNoPin(t *testing.T) {
	target := at(Translated, "", catDE, catEN)
	target.SourceChanged(Paragraph, Changed, catEN, birdEN)
	if what := target.SourceChanged(Paragraph, Trivial, birdEN, birdEN+"!"); what != "" || target.SrcText != catEN {
		t.Errorf("%q, translated from %q, want %q", what, target.SrcText, catEN)
	}
}

func TestCase59ATextSavedTwiceIsSavedOnce(t *testing.T) {
	target := at(Untranslated, "", "", "")
	in := SaveAs{Text: catDE, Source: catEN, Seen: catEN}
	if first, second := target.Save(Paragraph, in), target.Save(Paragraph, in); first != WasSaved || second != "" {
		t.Errorf("saved twice: %q, %q", first, second)
	}
}

func TestCase60ABlankIsAChange(t *testing.T) {
	target := at(Translated, "", "Hallo , Welt", "Hello, world")
	if what := target.Save(Paragraph, SaveAs{Text: "Hallo, Welt", Source: "Hello, world", Seen: "Hello, world"}); what != WasSaved || target.Text != "Hallo, Welt" {
		t.Errorf("%q, %q", what, target.Text)
	}
}

func TestCase63ASourcePublishedMeanwhileIsNotWhatWasTranslated(t *testing.T) {
	target := at(Untranslated, "", "", "")
	target.Save(Paragraph, SaveAs{Text: catDE, Source: birdEN, Seen: catEN})
	if target.short() != "needs-edit source_changed" || target.SrcText != catEN || target.Text != catDE {
		t.Errorf("%s, translated from %q: %q", target.short(), target.SrcText, target.Text)
	}
	if target.SourceChanged(Paragraph, Changed, birdEN, catEN); target.short() != "translated" {
		t.Errorf("when the source goes back: %s", target.short())
	}
}

func TestCase96WhatIsNotFinishedIsNever100(t *testing.T) {
	var p Progress
	for range 1999 {
		p.Add(Translated, "", false, 1)
	}
	p.Add(NeedsEdit, Unsure, false, 1)
	if p.Percent() != 99 {
		t.Errorf("1,999 words of 2,000 are %d %%", p.Percent())
	}
	for _, c := range []struct {
		states []State
		words  int
		want   int
	}{
		{nil, 0, 100}, {[]State{Untranslated}, 5, 0}, {[]State{Approved}, 5, 100}, {[]State{Translated, Untranslated}, 0, 50},
	} {
		var p Progress
		for _, s := range c.states {
			p.Add(s, "", false, c.words)
		}
		if got := p.Percent(); got != c.want {
			t.Errorf("%v: %d %%, want %d", c.states, got, c.want)
		}
	}
	var stale, none Progress
	stale.Add(Approved, "", true, 3)
	none.Add(Approved, "", false, 1000)
	none.Add(Untranslated, "", false, 0)
	if stale.Percent() != 0 || stale.Stale.Words != 3 || none.Percent() != 99 {
		t.Errorf("outdated %d %%, all but one without words %d %%", stale.Percent(), none.Percent())
	}
	if d := cmp.Diff(map[Reason]Count{Unsure: {1, 1}}, p.Reasons); d != "" {
		t.Errorf("reasons (-want +got):\n%s", d)
	}
}

func TestCarryLinks(t *testing.T) {
	for name, c := range map[string]struct {
		before, now, target, want string
		ok                        bool
	}{
		"a link":              {"[a](/x)", "[a](/y)", "der [A](/x \"T\")", "der [A](/y \"T\")", true},
		"a picture":           {"![a](x.png)", "![a](y.png)", "![A](x.png)", "![A](y.png)", true},
		"an address":          {"at <https://a.example/x>", "at <https://a.example/y>", "bei <https://a.example/x>", "bei <https://a.example/y>", true},
		"there already":       {"[a](/x)", "[a](/y)", "[A](/y)", "[A](/y)", true},
		"twice":               {"[a](/x)", "[a](/y)", "[A](/x) [B](/x)", "", false},
		"nowhere":             {"[a](/x)", "[a](/y)", "[A](/de/x)", "", false},
		"one of two":          {"[a](/x) [b](/z)", "[a](/y) [b](/z)", "[B](/z) [A](/x)", "[B](/z) [A](/y)", true},
		"a link more":         {"a", "[a](/y)", "A", "", false},
		"a title":             {"[a](/x \"t\")", "[a](/x \"u\")", "[A](/x \"t\")", "", false},
		"words that are one":  {"[/x](/x)", "[/x](/y)", "[/x](/x)", "[/x](/y)", true},
		"with blanks":         {"[a](/x)", "[a](</y z>)", "[A](/x)", "", false},
		"nothing but a comma": {"a, b", "a b", "A, B", "A, B", true},
	} {
		text, replaced, ok := CarryLinks(c.before, c.now, c.target)
		if c.want == "" {
			c.want = c.target
		}
		if text != c.want || ok != c.ok || (text != c.target) != (len(replaced) > 0) {
			t.Errorf("%s: %q %v %v, want %q %v", name, text, replaced, ok, c.want, c.ok)
		}
	}
}

func ExampleProgress() {
	var p Progress
	p.Add(Translated, "", false, 120)
	p.Add(NeedsEdit, SourceChanged, true, 80)
	fmt.Println(p.Percent(), p.Stale.Segments)
	// Output: 60 1
}
