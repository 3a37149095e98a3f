package workbench_test

import (
	"errors"
	"strings"
	"testing"

	"verso/internal/errs"
)

// An offer has the text of the translation. It never gets into the source,
// however the translation goes on (translation 2.7).
func TestTheTextOfATranslationIsNeverPutIntoItsSource(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		source, target := d.begin(paragraphs(catEN, birdEN), catEN, catPT, birdEN, birdPT)
		seg := d.segment(target, catEN)
		if err := d.Offer(t.Context(), tess, target, seg.ID); err != nil {
			t.Fatal(err)
		}
		d.save(tess, target, catEN, "O gato dorme.")
		if err := d.SuggestSource(t.Context(), tess, target, seg.ID, "The cat sleeps."); err != nil {
			t.Fatal(err)
		}
		detail, err := d.Detail(t.Context(), ana, target, seg.ID)
		if err != nil || len(detail.ForSource) != 2 {
			t.Fatalf("for the source there are %+v, %v", detail, err)
		}
		written, offer := detail.ForSource[0], detail.ForSource[1]
		if written.Offered || !offer.Offered || offer.Text != catPT {
			t.Fatalf("written for the source: %+v; of the translation: %+v", written, offer)
		}
		var invalid errs.Invalid
		if _, err := d.SourceEdit(t.Context(), ana, offer.ID); !errors.As(err, &invalid) {
			t.Errorf("putting Portuguese into English: %v, want it refused", err)
		}
		edit, err := d.SourceEdit(t.Context(), ana, written.ID)
		if err != nil || !strings.Contains(edit.Fields.Body, "The cat sleeps.") || edit.Post != source.ID {
			t.Errorf("what was written for the source makes it %q, %v", edit.Fields.Body, err)
		}
	})
}
