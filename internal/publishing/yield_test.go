package publishing_test

import (
	"errors"
	"testing"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
)

// Trust R6: whoever lets the other text stand finds their own in the history.
func TestYieldingKeepsBothTexts(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "Shared")
		d.publish(p.ID)
		a := d.edit(p.ID, func(f *content.Fields) { f.Body = "Ana's." })
		b := d.edit(p.ID, func(f *content.Fields) { f.Body, f.Slug = "Mine.", "elsewhere" })
		theirs, err := d.Save(t.Context(), ana, a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Save(t.Context(), editor, b); !errors.Is(err, errs.Conflict) {
			t.Fatalf("the second: %v, want a conflict", err)
		}
		if err := d.Yield(t.Context(), editor, p.ID, theirs.Revision-1); !errors.Is(err, errs.Conflict) {
			t.Errorf("yielding to an older text: %v, want a conflict", err)
		}
		if err := d.Yield(t.Context(), editor, p.ID, theirs.Revision); err != nil {
			t.Fatal(err)
		}
		now := d.post(p.ID)
		kept, err := d.db.Revision(t.Context(), p.ID, theirs.Revision+1)
		if err != nil {
			t.Fatal(err)
		}
		if now.Body != "Ana's." || now.Slug != p.Slug || kept.Fields.Body != "Mine." || kept.By != editor.ID {
			t.Errorf("it says %q at %s, the history %q by %d; want Ana's, and the editor's in the history", now.Body, now.Slug, kept.Fields.Body, kept.By)
		}
		if _, err := d.db.Draft(t.Context(), editor.ID, publishing.DraftKey(p.ID)); !errors.Is(err, errs.NotFound) {
			t.Errorf("the draft: %v, want NotFound", err)
		}
		if err := d.Yield(t.Context(), editor, p.ID, now.Revision); err != nil || d.post(p.ID).Revision != now.Revision {
			t.Errorf("yielding again: %v, revision %d; want nothing done", err, d.post(p.ID).Revision)
		}
	})
}
