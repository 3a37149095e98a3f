package workbench_test

import (
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/translation"
)

// What every translation has caught up with is settled: its author is not
// asked again (translation 2.7). What happened since a revision is told whole.
func TestSettledChangesAreNotListedAgain(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN, trainEN), catEN, catPT, birdEN, birdPT, trainEN, trainPT)
		cat, bird := strings.Replace(catEN, "cat sits", "dog lies", 1), strings.Replace(birdEN, "garden", "wood", 1)
		d.edit(ana, source.ID, func(f *content.Fields) { f.Body = paragraphs(cat, bird, trainEN) })
		listed := func(since int) []string {
			t.Helper()
			changes, err := d.Changes(t.Context(), ana, source.ID, since)
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, is := range changes.Segments {
				texts = append(texts, is.Now)
			}
			return texts
		}
		if got := listed(0); len(got) != 2 {
			t.Fatalf("after the edit there are %q, want both", got)
		}
		changes, err := d.Changes(t.Context(), ana, source.ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		var same []translation.SegmentID
		for _, is := range changes.Segments {
			if is.Now == bird {
				same = append(same, is.ID)
			}
		}
		if _, err := d.Classify(t.Context(), ana, source.ID, changes.Since, same, nil); err != nil {
			t.Fatal(err)
		}
		if got := listed(0); len(got) != 1 || got[0] != cat {
			t.Errorf("after one was settled there are %q, want the other", got)
		}
		if got := listed(changes.Since); len(got) != 2 {
			t.Errorf("since revision %d there are %q, want both", changes.Since, got)
		}
		d.save(tess, target, cat, "O cachorro está deitado no tapete e olha o pássaro.")
		if got := listed(0); len(got) != 0 {
			t.Errorf("after it was translated there are %q, want nothing", got)
		}
	})
}
