package workbench_test

import (
	"errors"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/site"
	"verso/internal/translation"
	"verso/internal/translation/check"
	"verso/internal/workbench"
)

// Case 57: a text with an error is stored; publishing it is refused, with a
// list.
func TestCase57ATextWithAnErrorIsStoredAndHeldBack(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", "Press `make` and read [more](https://example.org/).\n\nThe end of it.\n"))
		d.finish(target)
		const source, broken = "Press `make` and read [more](https://example.org/).", "Pressione `make` e leia [mais] (https://example.org/)."
		saved := d.save(tess, target, source, broken)
		state(t, saved.Segment, translation.NeedsEdit, translation.CheckError)
		if check.Worst(saved.Segment.Findings) != check.Error || saved.Segment.Text != broken {
			t.Errorf("saved as %q with %v", saved.Segment.Text, saved.Segment.Findings)
		}
		if !strings.Contains(d.post(target).Body, broken) {
			t.Errorf("the document is %q", d.post(target).Body)
		}
		_, err := d.Publishable(t.Context(), rita, target)
		held, ok := errors.AsType[*workbench.Held](err)
		if !ok || len(held.Faulty) != 1 || held.Faulty[0].Source != source || len(held.Untranslated) != 0 {
			t.Fatalf("publishing: %v, %+v", err, held)
		}
		if invalid, _ := errors.AsType[errs.Invalid](err); invalid["translation"] == "" {
			t.Errorf("%v is not Invalid, which is 422", err)
		}
		d.save(tess, target, source, "Pressione `make` e leia [mais](https://example.org/).")
		d.release(rita, target)
		d.whole(target)
	})
}

// Case 57 for a text that would break the document: it is kept beside it.
func TestCase57ATextThatWouldBreakTheDocumentIsKeptBesideIt(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		const body = "| Name | Age |\n|---|---|\n| Ann | four |\n\nThe end of it.\n"
		target := d.start(d.write("Guide", body))
		seg := d.segment(target, "Name")
		saved, err := d.Save(t.Context(), tess, workbench.Edit{Target: target, Segment: seg.ID, Text: "Nome\n\ncompleto"})
		if err != nil {
			t.Fatal(err)
		}
		state(t, saved.Segment, translation.NeedsEdit, translation.CheckError)
		if saved.Fault == "" || saved.Segment.Text != "Nome\n\ncompleto" || d.post(target).Body != body {
			t.Errorf("fault %q, text %q, document %q", saved.Fault, saved.Segment.Text, d.post(target).Body)
		}
		if again := d.segment(target, "Name"); again.Text != "Nome\n\ncompleto" || again.Fault == "" {
			t.Errorf("opened again: %q, fault %q", again.Text, again.Fault)
		}
		d.whole(target)
	})
}

// Case 61: what a translator makes of an approved text is a suggestion.
func TestCase61AnApprovedTextStandsUntilAReviewerDecides(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		first := d.save(tess, target, "One item", "Um item")
		approved, err := d.Approve(t.Context(), rita, target, first.Segment.ID, first.Segment.Version)
		if err != nil {
			t.Fatal(err)
		}
		state(t, approved.Segment, translation.Approved, "")
		saved := d.save(tess, target, "One item", "Um elemento")
		if !saved.Suggested || saved.Segment.Text != "Um item" || !strings.Contains(d.post(target).Body, "- Um item\n") {
			t.Fatalf("suggested %v; %q stands, the document is %q", saved.Suggested, saved.Segment.Text, d.post(target).Body)
		}
		state(t, d.segment(target, "One item"), translation.Approved, "")
		queue, err := d.Queue(t.Context(), rita, workbench.QueueQuery{})
		if err != nil || len(queue.Suggestions) != 1 || queue.Suggestions[0].Suggestion.Text != "Um elemento" || queue.Suggestions[0].Text != "Um item" {
			t.Fatalf("the queue has %+v, %v", queue, err)
		}
		accepted, err := d.AcceptSuggestion(t.Context(), rita, target, queue.Suggestions[0].ID, queue.Suggestions[0].Version, "")
		if err != nil {
			t.Fatal(err)
		}
		state(t, accepted.Segment, translation.Approved, "")
		if accepted.Segment.EditorID != tess.ID || !strings.Contains(d.post(target).Body, "- Um elemento\n") {
			t.Errorf("by %d, the document is %q", accepted.Segment.EditorID, d.post(target).Body)
		}
		d.whole(target)
	})
}

// Case 62: one's own translation is not one's own to approve, unless the site
// says so.
func TestCase62NobodyApprovesTheirOwnUnlessTheSiteAllowsIt(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		saved := d.save(rita, target, "One item", "Um item")
		_, err := d.Approve(t.Context(), rita, target, saved.Segment.ID, saved.Segment.Version)
		if !errors.Is(err, workbench.ErrOwnWork) || !errors.Is(err, errs.Forbidden) {
			t.Errorf("approving one's own: %v, want ErrOwnWork, which is 403", err)
		}
		edit := workbench.Edit{Target: target, Segment: saved.Segment.ID, Version: saved.Segment.Version, Text: "Um", As: workbench.AsApproved}
		if _, err := d.Save(t.Context(), rita, edit); !errors.Is(err, workbench.ErrOwnWork) {
			t.Errorf("saving as approved: %v", err)
		}
		state(t, d.segment(target, "One item"), translation.Translated, "")
		d.set(site.SelfApproval, "on")
		approved, err := d.Approve(t.Context(), rita, target, saved.Segment.ID, saved.Segment.Version)
		if err != nil {
			t.Fatal(err)
		}
		state(t, approved.Segment, translation.Approved, "")
	})
}

// Case 63: the source was published while a translator typed.
func TestCase63WhatWasTranslatedIsTheTextThatWasSeen(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source := d.write("Guide", threeParagraphs)
		target := d.start(source)
		seg := d.segment(target, "Last paragraph of it.")
		d.rewrite(ana, source.ID, strings.Replace(threeParagraphs, "Last paragraph of it.", "Last but one paragraph of it.", 1))
		saved, err := d.Save(t.Context(), tess, workbench.Edit{
			Target: target, Segment: seg.ID, Version: seg.Version, Text: "Último parágrafo.", Seen: "Last paragraph of it.",
		})
		if err != nil {
			t.Fatal(err)
		}
		state(t, saved.Segment, translation.NeedsEdit, translation.SourceChanged)
		if saved.Segment.Then != "Last paragraph of it." || saved.Segment.Source != "Last but one paragraph of it." || !saved.Segment.Outdated {
			t.Errorf("then %q, now %q", saved.Segment.Then, saved.Segment.Source)
		}
		if !strings.Contains(d.post(target).Body, "Último parágrafo.") {
			t.Errorf("the document is %q", d.post(target).Body)
		}
		d.whole(target)
	})
}

// Case 64: a batch is undone but for what people changed afterwards.
func TestCase64UndoneIsWhatNobodyHasTouchedSince(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		one, two := d.segment(target, "One item"), d.segment(target, "Two items")
		act, err := d.PrefillAll(t.Context(), tess, target,
			workbench.Prefill{Segment: one.ID, Text: "Um item", Why: translation.Imported},
			workbench.Prefill{Segment: two.ID, Text: "Dois itens", Why: translation.Imported})
		if err != nil || act.ID == 0 {
			t.Fatal(act, err)
		}
		state(t, d.segment(target, "Two items"), translation.NeedsEdit, translation.Imported)
		d.save(tess, target, "Two items", "Dois elementos")
		undone, err := d.Undo(t.Context(), tess, act.ID)
		if err != nil || undone.Segments != 1 || len(undone.Skipped) != 1 || undone.Skipped[0] != two.ID {
			t.Fatalf("undone %+v, %v; want one segment, and the other skipped", undone, err)
		}
		state(t, d.segment(target, "One item"), translation.Untranslated, "")
		state(t, d.segment(target, "Two items"), translation.Translated, "")
		if want := strings.Replace(threeParagraphs, "Two items", "Dois elementos", 1); d.post(target).Body != want {
			t.Errorf("the document is %q, want %q", d.post(target).Body, want)
		}
		if _, err := d.Undo(t.Context(), tess, act.ID); !errors.Is(err, workbench.ErrMovedOn) {
			t.Errorf("undone twice: %v", err)
		}
		d.whole(target)
	})
}

// Case 65: who may no longer translate reads their drafts, and saves none.
func TestCase65DraftsStayReadableWithoutTheRightToSave(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		target := d.start(d.write("Guide", threeParagraphs))
		seg := d.segment(target, "One item")
		if err := d.SaveDraft(t.Context(), tess, target, seg.ID, seg.Version, "Um it"); err != nil {
			t.Fatal(err)
		}
		was := tess
		was.Grants = []account.Grant{{Locale: "ja"}}
		lines, err := d.Drafts(t.Context(), was)
		if err != nil || len(lines) != 1 || lines[0].Text != "Um it" || lines[0].Saveable || lines[0].Title != "Guide" {
			t.Fatalf("drafts %+v, %v", lines, err)
		}
		if n, err := d.SaveDrafts(t.Context(), was, target); !errors.Is(err, errs.Forbidden) || n != 0 {
			t.Errorf("saving them all: %d, %v; want Forbidden", n, err)
		}
		_, err = d.Save(t.Context(), was, workbench.Edit{Target: target, Segment: seg.ID, Text: "Um item"})
		if !errors.Is(err, errs.Forbidden) || d.post(target).Body != threeParagraphs {
			t.Errorf("saving: %v, the document is %q", err, d.post(target).Body)
		}
		if lines, _ := d.Drafts(t.Context(), was); len(lines) != 1 {
			t.Error("the draft is gone")
		}
		if n, err := d.SaveDrafts(t.Context(), tess, target); n != 1 || err != nil {
			t.Errorf("with the right: %d saved, %v", n, err)
		}
		state(t, d.segment(target, "One item"), translation.Translated, "")
	})
}

// Case 66, what the page is made of: under "fallback" the parts of a published
// translation that are in the language of the source are known.
func TestCase66PartsInTheLanguageOfTheSourceAreKnown(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.set(site.PublishPolicy, "fallback")
		target := d.start(d.write("Guide", threeParagraphs))
		d.save(tess, target, "Guide", "Guia")
		d.save(tess, target, "One item", "Um item")
		d.release(rita, target)
		p := d.post(target)
		if p.Status != content.Published || !strings.Contains(p.Body, "Two items") {
			t.Fatalf("published as %s: %q", p.Status, p.Body)
		}
		kept, err := d.db.Translation(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		var foreign []string
		for _, part := range parts(t, kept.ForeignParts) {
			foreign = append(foreign, p.Body[part[0]:part[1]])
		}
		if got := strings.Join(foreign, "|"); got != "Install|First paragraph here.|Two items|Last paragraph of it." {
			t.Errorf("in English are %q of %q", got, p.Body)
		}
		d.save(tess, target, "Two items", "Dois itens") // not published yet: readers still see English
		if now, _ := d.db.Translation(t.Context(), target); now.ForeignParts != kept.ForeignParts {
			t.Errorf("parts %q, want %q until it is published", now.ForeignParts, kept.ForeignParts)
		}
		d.release(rita, target)
		if now, _ := d.db.Translation(t.Context(), target); len(parts(t, now.ForeignParts)) != 3 {
			t.Errorf("after publishing the parts are %q", now.ForeignParts)
		}
	})
}

// Translation 2.1, policy "omit": what nobody has translated is left out.
func TestUnderOmitWhatNobodyHasTranslatedIsLeftOut(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.set(site.PublishPolicy, "omit")
		target := d.start(d.write("Guide", threeParagraphs))
		d.save(tess, target, "Guide", "Guia")
		d.save(tess, target, "Last paragraph of it.", "Último parágrafo.")
		d.release(rita, target)
		if body := d.post(target).Body; strings.Contains(body, "First") || !strings.Contains(body, "Último parágrafo.") || !strings.Contains(body, "make") {
			t.Errorf("readers get %q", body)
		}
		if seg := d.segment(target, "First paragraph here."); seg.State != translation.Untranslated {
			t.Errorf("what was left out is %s", seg.State)
		}
		d.save(tess, target, "First paragraph here.", "Primeiro parágrafo.")
		if v := d.open(target); !strings.Contains(v.Working.Body, "Primeiro parágrafo.\n") || !strings.Contains(v.Working.Body, "Último") {
			t.Errorf("translated afterwards: %q", v.Working.Body)
		}
		d.whole(target)
	})
}
