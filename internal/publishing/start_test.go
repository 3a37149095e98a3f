package publishing_test

import (
	"errors"
	"testing"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
)

// Translation 2.13: works are begun in a language as drafts with the text of
// their source; those that are in it already are left alone.
func TestTranslationsAreStartedTogether(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		first, second := d.write(editor, "en-US", "One"), d.write(editor, "en-US", "Two")
		both := d.write(editor, "en-US", "Both")
		d.publish(first.ID, second.ID, both.ID)
		d.begin(editor, publishing.NewPost{Locale: "pt-BR", From: both.ID})
		started, act, err := d.Start(t.Context(), tess, "pt-BR", first.GroupID, both.GroupID, second.GroupID)
		if err != nil || len(started.Posts) != 2 || len(started.Skipped) != 1 || started.Skipped[0] != both.GroupID {
			t.Fatalf("started %d, skipped %v, %v; want two, and the work that is there", len(started.Posts), started.Skipped, err)
		}
		for i, source := range []content.Post{first, second} {
			p := d.post(started.Posts[i].ID)
			if p.Status != content.Draft || p.Body != source.Body || p.SourceID == nil || *p.SourceID != source.ID || p.Locale != "pt-BR" {
				t.Errorf("the translation of %q: %s in %s from %v, %q", source.Title, p.Status, p.Locale, p.SourceID, p.Body)
			}
		}
		d.save(tess, started.Posts[0].ID, func(f *content.Fields) { f.Body = "Texto." })
		d.undo(tess, act)
		if a, b := d.post(started.Posts[0].ID).Status, d.post(started.Posts[1].ID).Status; a != content.Draft || b != content.Trashed {
			t.Errorf("after undoing: %s and %s, want the one that was worked on to stay and the other in the trash", a, b)
		}
		if _, _, err := d.Start(t.Context(), tess, "ja", first.GroupID); !errors.Is(err, errs.Forbidden) {
			t.Errorf("a language that is not the translator's: %v, want Forbidden", err)
		}
		secret := d.write(editor, "en-US", "Secret")
		if _, _, err := d.Start(t.Context(), tess, "pt-BR", secret.GroupID); !errors.Is(err, errs.Forbidden) {
			t.Errorf("a draft that was not shared: %v, want Forbidden", err)
		}
	})
}
