package workbench_test

import (
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// paragraphs are the blocks of a text.
func paragraphs(blocks ...string) string { return strings.Join(blocks, "\n\n") + "\n" }

// begin publishes a text and translates it by pairs: a segment of the source,
// its translation.
func (d *desk) begin(body string, pairs ...string) (content.Post, content.PostID) {
	d.t.Helper()
	source := d.write("Guide", body)
	target := d.start(source)
	for i := 0; i < len(pairs); i += 2 {
		d.save(tess, target, pairs[i], pairs[i+1])
	}
	return source, target
}

// approve approves the segment whose source is a text.
func (d *desk) approve(target content.PostID, source string) {
	d.t.Helper()
	seg := d.segment(target, source)
	if _, err := d.Approve(d.t.Context(), rita, target, seg.ID, seg.Version); err != nil {
		d.t.Fatal(err)
	}
}

// body returns the text that the translators have, brought up to date.
func (d *desk) body(target content.PostID) string {
	d.t.Helper()
	return d.open(target).Working.Body
}

// What a source is made of in these tests, and its translation.
const (
	catEN, catPT     = "The cat sits on the mat and looks at the bird.", "O gato está no tapete e olha o pássaro."
	birdEN, birdPT   = "Every bird in the garden has gone away since then.", "Desde então todos os pássaros se foram."
	trainEN, trainPT = "See [the timetable](/trains) before you leave.", "Veja [os horários](/trains) antes de sair."
)

// A change of a source and what has to become of one of its segments.
type change struct {
	name          string
	before, after string
	source, text  string // the segment, and its translation
	now           string // what its source is afterwards
	state         translation.State
	reason        translation.Reason
	want          string // its translation afterwards, if another
}

// Cases 33 to 36, 38 to 40: what one edit of a source does to a translation.
func TestCases33To40AnEditOfTheSourceLosesNothing(t *testing.T) {
	const twice = "[One](/a) and [the other](/a)."
	for _, c := range []change{
		{"case 33 one letter mended", paragraphs(catEN, birdEN), paragraphs(strings.Replace(catEN, "mat", "hat", 1), birdEN),
			catEN, catPT, strings.Replace(catEN, "mat", "hat", 1), translation.NeedsEdit, translation.SourceChanged, ""},
		{"case 34 another address", paragraphs(catEN, trainEN), paragraphs(catEN, strings.Replace(trainEN, "/trains", "/rail", 1)),
			trainEN, trainPT, strings.Replace(trainEN, "/trains", "/rail", 1), translation.Translated, "", strings.Replace(trainPT, "/trains", "/rail", 1)},
		{"case 35 an address that is there twice", paragraphs(catEN, twice), paragraphs(catEN, strings.Replace(twice, "/a", "/b", 1)),
			twice, "[Um](/a) e [outro](/a).", strings.Replace(twice, "/a", "/b", 1), translation.NeedsEdit, translation.SourceChanged, ""},
		{"case 36 another mark", "Hello.\n", "Hello!\n", "Hello.", "Olá.", "Hello!", translation.Translated, "", ""},
		{"case 38 a paragraph made an item", paragraphs(catEN, birdEN), paragraphs(catEN, "- "+birdEN),
			birdEN, birdPT, birdEN, translation.Translated, "", ""},
		{"case 39 a split paragraph", paragraphs(catEN+" "+birdEN, trainEN), paragraphs(catEN, birdEN, trainEN),
			catEN + " " + birdEN, catPT + " " + birdPT, catEN, translation.NeedsEdit, translation.SourceSplit, ""},
		{"case 40 two paragraphs made one", paragraphs(catEN, birdEN, trainEN), paragraphs(catEN+" "+birdEN, trainEN),
			catEN, catPT, catEN + " " + birdEN, translation.NeedsEdit, translation.SourceMerged, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(t *testing.T, d *desk) {
				source, target := d.begin(c.before, c.source, c.text)
				was := d.segment(target, c.source)
				d.rewrite(ana, source.ID, c.after)
				d.CatchUp(t.Context()) // the states are right before anybody looks
				seg := d.segment(target, c.now)
				state(t, seg, c.state, c.reason)
				want := c.want
				if want == "" {
					want = c.text
				}
				if seg.ID != was.ID || seg.Text != want || !strings.Contains(d.body(target), want) {
					t.Errorf("segment %d was %d; it has %q; the text is %q", seg.ID, was.ID, seg.Text, d.body(target))
				}
				if c.state == translation.NeedsEdit && (seg.Then != c.source || !seg.Outdated) {
					t.Errorf("it was translated from %q, outdated %v", seg.Then, seg.Outdated)
				}
				d.whole(target)
			})
		})
	}
}

// Case 34: what was carried over is in the history. Case 36: the author sees
// that it was a trifle, and that nobody is asked about it.
func TestCases34And36TriflesAreToldAndAskForNothing(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs("Hello.", trainEN), "Hello.", "Olá.", trainEN, trainPT)
		d.finish(target)
		d.rewrite(ana, source.ID, paragraphs("Hello!", strings.Replace(trainEN, "/trains", "/rail", 1)))
		d.CatchUp(t.Context())
		for _, text := range []string{"Hello!", strings.Replace(trainEN, "/trains", "/rail", 1)} {
			events, err := d.db.SegmentEvents(t.Context(), target, d.segment(target, text).ID, 1)
			if err != nil || len(events) != 1 || events[0].What != translation.WasCarried {
				t.Errorf("%q: the last event is %+v, %v; want carried", text, events, err)
			}
		}
		changes, err := d.Changes(t.Context(), ana, source.ID, source.Revision)
		if err != nil || len(changes.Segments) != 2 {
			t.Fatalf("the author sees %+v, %v", changes, err)
		}
		for _, c := range changes.Segments {
			if c.Change != translation.Trivial || c.Ticked || c.Then == c.Now {
				t.Errorf("the author sees %+v, want a trifle that is not ticked", c)
			}
		}
		act, err := d.Classify(t.Context(), ana, source.ID, source.Revision, ids(changes), ids(changes)[:1]) // the first was none
		if err != nil || act.ID == 0 {
			t.Fatal(act, err)
		}
		state(t, d.segment(target, changes.Segments[0].Now), translation.NeedsEdit, translation.SourceChanged)
		state(t, d.segment(target, changes.Segments[1].Now), translation.Translated, "")
		if undone, err := d.Undo(t.Context(), ana, act.ID); err != nil || undone.Segments != 1 {
			t.Errorf("undone %+v, %v", undone, err)
		}
		state(t, d.segment(target, changes.Segments[0].Now), translation.Translated, "")
		d.whole(target)
	})
}

func ids(c *workbench.SourceChanges) []translation.SegmentID {
	var all []translation.SegmentID
	for _, s := range c.Segments {
		all = append(all, s.ID)
	}
	return all
}

// Case 37: two paragraphs change places, and in the translation too.
func TestCase37ParagraphsChangePlacesInTheTranslationToo(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN, trainEN), catEN, catPT, birdEN, birdPT, trainEN, trainPT)
		d.approve(target, birdEN)
		d.rewrite(ana, source.ID, paragraphs(catEN, trainEN, birdEN))
		if got, want := d.body(target), paragraphs(catPT, trainPT, birdPT); got != want {
			t.Errorf("the translation is %q, want %q", got, want)
		}
		state(t, d.segment(target, birdEN), translation.Approved, "")
		state(t, d.segment(target, trainEN), translation.Translated, "")
		d.whole(target)
	})
}

// Cases 39 and 40: the half that is new is offered the old translation, and
// the one that was two, both.
func TestCases39And40TheOldTranslationsAreOffered(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		both := catEN + " " + birdEN
		source, target := d.begin(paragraphs(both, trainEN), both, catPT+" "+birdPT)
		d.rewrite(ana, source.ID, paragraphs(catEN, birdEN, trainEN))
		second := d.segment(target, birdEN)
		state(t, second, translation.Untranslated, "")
		if second.Offer != catPT+" "+birdPT || !second.New {
			t.Errorf("the second half is offered %q, new %v", second.Offer, second.New)
		}
		d.save(tess, target, catEN, catPT)
		d.save(tess, target, birdEN, birdPT)
		d.rewrite(ana, source.ID, paragraphs(both, trainEN))
		merged := d.segment(target, both)
		state(t, merged, translation.NeedsEdit, translation.SourceMerged)
		if merged.Text != catPT || merged.Offer != catPT+" "+birdPT {
			t.Errorf("made one again it has %q, offered %q", merged.Text, merged.Offer)
		}
		d.whole(target)
	})
}

// Case 41: a paragraph that comes back has its translation and its state.
func TestCase41AParagraphThatComesBackIsApprovedAsBefore(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN, trainEN), catEN, catPT, birdEN, birdPT, trainEN, trainPT)
		d.approve(target, birdEN)
		was := d.segment(target, birdEN)
		d.rewrite(ana, source.ID, paragraphs(catEN, trainEN))
		if v := d.open(target); v.Banner.Removed != 1 {
			t.Errorf("%d removed, want the one", v.Banner.Removed)
		}
		d.rewrite(ana, source.ID, paragraphs(catEN+" Again.", trainEN))
		d.open(target)
		d.rewrite(ana, source.ID, paragraphs(catEN+" Again.", birdEN, trainEN))
		seg := d.segment(target, birdEN)
		state(t, seg, translation.Approved, "")
		if seg.ID != was.ID || seg.Text != birdPT || strings.Count(d.body(target), birdPT) != 1 {
			t.Errorf("segment %d was %d: %q; the text is %q", seg.ID, was.ID, seg.Text, d.body(target))
		}
		d.whole(target)
	})
}

// Cases 42 and 43: what is there more than once keeps each its own.
func TestCases42And43WhatIsRepeatedKeepsEachItsOwn(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		const head = "## Notes\n\nOf the cat.\n\n## Notes\n\nOf the bird.\n\n| Name | Ready |\n|---|---|\n"
		rows := ""
		for _, name := range []string{"Ada", "Bob", "Cid", "Dan", "Eve", "Fay", "Gus", "Hal", "Ivy", "Joe"} {
			rows += "| " + name + " | Yes |\n"
		}
		source, target := d.begin(head + rows)
		notes, yes := 0, 0
		for _, seg := range d.open(target).Segments {
			var text string
			switch seg.Source {
			case "Notes":
				text = []string{"Notas", "Anotações"}[notes]
				notes++
			case "Yes":
				text = "Sim" + strings.Repeat("!", yes)
				yes++
			default:
				continue
			}
			if _, err := d.Save(t.Context(), tess, workbench.Edit{Target: target, Segment: seg.ID, Version: seg.Version, Text: text}); err != nil {
				t.Fatal(err)
			}
		}
		d.rewrite(ana, source.ID, head+"| Zoe | Yes |\n"+rows)
		body := d.body(target)
		want := strings.Replace(strings.Replace(head, "Notes", "Notas", 1), "Notes", "Anotações", 1) + "| Zoe | Yes |\n"
		for i, row := range strings.SplitAfter(strings.TrimSuffix(rows, "\n"), "\n") {
			want += strings.Replace(row, "Yes", "Sim"+strings.Repeat("!", i), 1)
		}
		if body != want+"\n" {
			t.Errorf("the translation is\n%s\nwant\n%s", body, want)
		}
		d.whole(target)
	})
}

// Cases 44 and 45: the source changes twice before anybody looks.
func TestCases44And45WhatChangedIsSinceTheTranslation(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN), catEN, catPT, birdEN, birdPT)
		d.approve(target, catEN)
		d.finish(target)
		b, c := strings.Replace(catEN, "mat", "rug", 1), strings.Replace(catEN, "mat", "sofa", 1)
		d.rewrite(ana, source.ID, paragraphs(b, birdEN))
		d.CatchUp(t.Context())
		d.rewrite(ana, source.ID, paragraphs(c, birdEN))
		d.CatchUp(t.Context())
		if seg := d.segment(target, c); seg.Then != catEN || seg.Source != c {
			t.Errorf("the difference is of %q and %q, want %q and %q", seg.Then, seg.Source, catEN, c)
		}
		d.rewrite(ana, source.ID, paragraphs(catEN, birdEN))
		d.CatchUp(t.Context())
		state(t, d.segment(target, catEN), translation.Approved, "")
		if v := d.open(target); v.Banner.Changed+v.Banner.New+v.Banner.Removed != 0 || v.Progress.Percent() != 100 {
			t.Errorf("work is left: %+v, %d %%", v.Banner, v.Progress.Percent())
		}
		d.whole(target)
	})
}

// Case 46: a source written anew is new; what was translated is not lost.
func TestCase46ARewrittenSourceKeepsWhatWasTranslated(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN), catEN, catPT, birdEN, birdPT)
		was := d.segment(target, birdEN)
		d.rewrite(ana, source.ID, paragraphs("Whales sing below.", "Stones lie still in deep water, as always.", "Nothing moves."))
		v := d.open(target)
		for _, seg := range v.Segments {
			if !seg.Kind.Field() && (seg.State != translation.Untranslated || seg.ID <= was.ID) {
				t.Errorf("%q is segment %d, %s; want a new one", seg.Source, seg.ID, seg.State)
			}
		}
		rows, err := d.db.TargetSegments(t.Context(), target)
		if err != nil || rows[was.ID].Text != birdPT {
			t.Errorf("the old translation is %q, %v", rows[was.ID].Text, err)
		}
		if !strings.Contains(v.Working.Body, catPT) || !strings.Contains(v.Working.Body, birdPT) {
			t.Errorf("the text is %q, without what the translator wrote", v.Working.Body)
		}
		d.whole(target)
	})
}

// Case 47: code is taken over unless it was changed on both sides.
func TestCase47CodeIsTakenOverUnlessBothChangedIt(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		const code = "```sh\nmake\n```"
		source, target := d.begin(paragraphs(catEN, code, birdEN), catEN, catPT, birdEN, birdPT)
		d.rewrite(ana, source.ID, paragraphs(catEN, "```sh\nmake all\n```", birdEN))
		if got, want := d.body(target), paragraphs(catPT, "```sh\nmake all\n```", birdPT); got != want {
			t.Errorf("carried: %q, want %q", got, want)
		}
		d.rewrite(account.Operator(), target, paragraphs(catPT, "```sh\nmake tudo\n```", birdPT))
		d.rewrite(ana, source.ID, paragraphs(catEN, "```sh\nmake most\n```", birdEN))
		v := d.open(target)
		if !strings.Contains(v.Working.Body, "make tudo") || len(v.Conflicts) != 1 || !strings.Contains(v.Conflicts[0].Theirs, "make most") {
			t.Errorf("changed on both sides: %q, conflicts %+v", v.Working.Body, v.Conflicts)
		}
		if err := d.SettleConflicts(t.Context(), tess, target); err != nil || len(d.open(target).Conflicts) != 0 {
			t.Errorf("settled: %v, %+v", err, d.open(target).Conflicts)
		}
		d.whole(target)
	})
}
